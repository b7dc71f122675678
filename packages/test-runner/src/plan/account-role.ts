import { type ApiDocument, type OperationEntry, shapeOf, tryReadOperation } from '@mockloop/spec-parser';
import type { Role } from '../model/test-plan.ts';
import { hasPhrase, lastPathWords, pathWords, wordsOf } from './words.ts';

const REGISTER = [
  'register',
  'registration',
  'registrations',
  'signup',
  'sign up',
  'create account',
  'create user',
  'join',
];
const LOGIN = [
  'login',
  'log in',
  'signin',
  'sign in',
  'authenticate',
  'auth',
  'authentication',
  'session',
  'sessions',
  'token',
  'tokens',
  'access token',
];
const LOGOUT = ['logout', 'log out', 'signout', 'sign out', 'revoke', 'logoff', 'log off'];
const USERS = ['users', 'user', 'accounts', 'account', 'customers', 'members'];
const SECRETS = ['password', 'passwd', 'pwd', 'pass', 'passphrase', 'secret', 'pin'];
const PASSWORD = ['password', 'passwd'];
const ENDS_ACCOUNT = ['deactivate', 'disable account', 'close account', 'deregister', 'unregister', 'revoke tokens'];
const SELF = ['me', 'self', 'myself', 'my', 'own', 'current'];

/** Whether an operation makes accounts or begins and ends sessions; `undefined` where it does neither. */
export function accountRole(entry: OperationEntry, document: ApiDocument): Role | undefined {
  if (isLogout(entry)) return 'logout';
  if ((entry.method !== 'POST' && entry.method !== 'PUT') || entry.path.endsWith('}')) return undefined;
  const role = isNamed(entry, REGISTER) || makesUser(entry) ? 'register' : isNamed(entry, LOGIN) ? 'login' : undefined;
  return role !== undefined && takesSecret(entry, document) ? role : undefined;
}

function isLogout(entry: OperationEntry): boolean {
  const last = lastPathWords(entry.path);
  if (isOneOf(last, LOGOUT)) return true;
  if (entry.method === 'GET') return false;
  const endsSession = entry.method === 'DELETE' && isOneOf(last, ['session', 'sessions', 'login', 'token']);
  return endsSession || isOneOf(wordsOf(entry.operationId ?? ''), LOGOUT);
}

function isNamed(entry: OperationEntry, terms: readonly string[]): boolean {
  const name = wordsOf(entry.operationId ?? '');
  return isOneOf(lastPathWords(entry.path), terms) || isOneOf(name, terms) || startsWith(name, terms);
}

function makesUser({ method, path }: OperationEntry): boolean {
  return method === 'POST' && isOneOf(lastPathWords(path), USERS);
}

/** Whether a call may end the session, or the account, of whoever makes it. */
export function endsSession(entry: OperationEntry): boolean {
  if (entry.method === 'GET' || entry.method === 'HEAD') return false;
  const words = [...pathWords(entry.path), ...wordsOf(entry.operationId ?? '')];
  if (words.includes('forgot') || words.includes('forgotten')) return false;
  if (PASSWORD.some((word) => words.includes(word))) return true;
  if (!entry.path.includes('{') && ENDS_ACCOUNT.some((term) => hasPhrase(words, term.split(' ')))) return true;
  return entry.method === 'DELETE' && isOneOf(lastPathWords(entry.path), SELF) && !entry.path.endsWith('}');
}

function isOneOf(words: readonly string[], terms: readonly string[]): boolean {
  return terms.includes(words.join(' '));
}

function startsWith(words: readonly string[], terms: readonly string[]): boolean {
  return terms.some((term) => {
    const phrase = term.split(' ');
    return term.length > 4 && phrase.every((word, index) => words[index] === word);
  });
}

/** Whether there is a secret in what it is sent: a member of its body or a parameter. */
function takesSecret(entry: OperationEntry, document: ApiDocument): boolean {
  const operation = tryReadOperation(document, entry);
  if (operation === undefined) return false;
  if (operation.parameters.some(({ name }) => isSecret(name))) return true;
  return (operation.requestBody?.content ?? []).some(({ schema, examples }) => {
    if (schema !== undefined && memberNames(schema, document).some(isSecret)) return true;
    return examples.some(
      ({ value }) => typeof value === 'object' && value !== null && Object.keys(value).some(isSecret),
    );
  });
}

function isSecret(name: string): boolean {
  const words = wordsOf(name);
  return SECRETS.some((secret) => words.includes(secret));
}

/** Names of the members that a schema knows, and of those of objects in it. */
function memberNames(uri: string, document: ApiDocument): readonly string[] {
  try {
    const shape = shapeOf(document.schema(uri), (name) => document.schema(name));
    const names = shape.names ?? [];
    return [...names, ...names.flatMap((name) => shape.member?.(name).names ?? [])];
  } catch {
    // A reference leads nowhere.
    return [];
  }
}
