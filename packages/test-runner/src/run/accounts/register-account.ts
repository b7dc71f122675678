import { composeRequest } from '../../requests/compose-request.ts';
import { generateParts } from '../../requests/generate-parts.ts';
import { readAnswer } from '../../requests/read-answer.ts';
import { acceptsBody } from '../../succeed/accepts-body.ts';
import { freshen } from '../../succeed/fresh-values.ts';
import { isObject, leavesOf } from '../../succeed/json-value.ts';
import { plainName } from '../../succeed/names.ts';
import { createToken } from '../../succeed/token.ts';
import type { Identity } from '../../target/identity.ts';
import type { RunView } from '../run-view.ts';
import { type FoundCredentials, findTokens } from './find-tokens.ts';
import type { AccountContext } from './log-in.ts';
import { isPasswordName, loginBodies, passwordsIn, withPassword } from './login-body.ts';

export interface RegisterContext extends AccountContext {
  /** Whatever tells this account from all others. */
  readonly seed: string;
  readonly extra: Readonly<Record<string, unknown>>;
}

export interface Registered {
  /** What it may log in with, the likeliest first. */
  readonly logins: readonly NonNullable<Identity['login']>[];
  /** What the answer gave already. */
  readonly found: FoundCredentials;
  /** `user:password`, for Basic. */
  readonly basic: string | undefined;
  readonly secrets: readonly string[];
}

const ASKS = [
  { mode: 'example', only: 'required' },
  { mode: 'example' },
  { mode: 'random', only: 'required' },
] as const;

/** Makes an account where the document has an operation for that which anybody may call. */
export async function registerAccount(context: RegisterContext): Promise<Registered | undefined> {
  for (const { key } of context.view.operations.filter(({ role, secured }) => role === 'register' && !secured))
    for (const [index, ask] of ASKS.entries()) {
      const registered = await tryToRegister(key, ask, { ...context, seed: `${context.seed} ${index}` });
      if (registered !== undefined) return registered;
    }
  return undefined;
}

async function tryToRegister(
  key: string,
  ask: (typeof ASKS)[number],
  { view, transport, seed, extra }: RegisterContext,
): Promise<Registered | undefined> {
  const operation = view.operation(key);
  const parts = operation && generateParts(operation, view, { seed, ...ask });
  if (operation === undefined || parts?.body === undefined || !('value' in parts.body)) return undefined;
  const { mediaType, value } = parts.body;
  const token = createToken(seed);
  const isValid = acceptsBody(operation, mediaType, view);
  const fresh = freshen(value, { token, isValid, ids: new Set() });
  const body = withPassword(fresh, `Mo9!${token.letters}X2`, isValid);
  const sent = isObject(body) ? { ...body, ...extra } : body;
  const request = composeRequest(
    operation,
    { ...parts, body: { mediaType, value: sent } },
    { document: view.document, identity: 'anonymous' },
  );
  const exchange = await transport.sendOnce(request, { operation: key });
  const status = exchange.response?.status ?? 0;
  if (status < 200 || status >= 300) return undefined;
  const answer = (await readAnswer(exchange, operation, view))?.value;
  const logins = loginsFor(sent, view);
  return {
    logins,
    found: findTokens(exchange, answer),
    basic: basicOf(sent),
    secrets: passwordsIn(sent),
  };
}

function loginsFor(registered: unknown, view: RunView): Registered['logins'] {
  return view.operations
    .filter(({ role }) => role === 'login')
    .flatMap(({ key }) => {
      const operation = view.operation(key);
      const parts = operation && generateParts(operation, view, { seed: 'login', mode: 'example' });
      const form = parts?.body !== undefined && 'value' in parts.body ? parts.body.value : undefined;
      const named = (operation?.parameters ?? []).map(({ name }) => [name, ''] as const);
      return loginBodies(form ?? Object.fromEntries(named), registered).map((body) => ({ operation: key, body }));
    });
}

function basicOf(registered: unknown): string | undefined {
  const leaves = leavesOf(registered).map(({ path, value }) => [plainName(path.at(-1) ?? ''), value] as const);
  const user = leaves.find(([name]) => /^(username|login|user|email|handle)$/.test(name))?.[1];
  const password = leaves.find(([name]) => isPasswordName(name))?.[1];
  return typeof user === 'string' && typeof password === 'string' ? `${user}:${password}` : undefined;
}
