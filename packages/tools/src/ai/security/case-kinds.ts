import { type Payload, readPack, type SecurityFocus } from '@mockloop/scenarios';
import type { OperationFacts } from '../analysis/document-facts.ts';
import { isPrivilegeName, isUrlName, pathHasAny } from '../analysis/name-words.ts';
import type { OwaspId } from '../analysis/owasp.ts';
import { allows } from '../analysis/schema-fields.ts';
import { type Attempt, isPlainField, privilegeOf, sending, withMember, wrongTypeOf } from './attempt.ts';
import type { SecurityTestCase } from './security-case.ts';

/** One way of testing, for all operations that have room for it. */
export interface CaseKind {
  readonly focus: SecurityFocus;
  readonly owasp: OwaspId;
  readonly cwe: readonly string[];
  readonly severity: SecurityTestCase['severity'];
  /** Right answers, the most usual first. */
  readonly status: readonly number[];
  readonly mustNot?: string;
  /** Nothing where the operation has no room for it. */
  readonly attempt: (operation: OperationFacts, index: number) => Attempt | undefined;
}

const ADMINISTRATIVE: ReadonlySet<string> = new Set(['admin', 'internal', 'management', 'debug', 'impersonate']);

const SUCCESS = [200, 201, 202, 204];
const REFUSED = [400, 422];

/** Of a built-in pack, by class. */
function payloadsOf(pack: string, ...classes: readonly string[]): readonly Payload[] {
  return (readPack(`scenario-pack://${pack}`)?.payloads ?? []).filter((payload) => classes.includes(payload.class));
}

/** One after the other, over and over. */
function pick<T>(list: readonly T[], index: number): T | undefined {
  return list[index % list.length];
}

const tokens = payloadsOf('security-testing/auth-bypass', 'placeholder-token', 'forged-token', 'default-credentials');
const foreign = payloadsOf('security-testing/auth-bypass', 'trusted-header').filter(({ in: places }) =>
  places.includes('header'),
);
const injections = payloadsOf(
  'security-testing/injection-attacks',
  'sql-tautology',
  'sql-union',
  'nosql-operator',
  'command',
  'path-traversal',
  'template',
  'ldap',
).filter(({ as }) => as !== 'name');
const scripts = payloadsOf('security-testing/xss-attacks', 'html-element', 'html-event', 'html-attribute');

export const CASE_KINDS: readonly CaseKind[] = [
  {
    focus: 'authentication',
    owasp: 'API2:2023',
    cwe: ['CWE-306'],
    severity: 'high',
    status: [401, 403],
    attempt: ({ traits }) => (traits.needsAuth ? { title: 'Without credentials', credentials: 'none' } : undefined),
  },
  {
    focus: 'authentication',
    owasp: 'API2:2023',
    cwe: ['CWE-287', 'CWE-347'],
    severity: 'critical',
    status: [401, 403],
    attempt: ({ traits }, index) => {
      const token = pick(tokens, index);
      if (!traits.needsAuth || token === undefined) return undefined;
      return {
        title: `With credentials that nobody issued (${token.id})`,
        credentials: 'as_given',
        deviation: { headers: { Authorization: String(token.value) } },
      };
    },
  },
  {
    focus: 'authorization',
    owasp: 'API1:2023',
    cwe: ['CWE-639'],
    severity: 'high',
    status: [404, 403],
    mustNot: 'an object of the other account, or a trace of it',
    attempt: ({ traits }) =>
      traits.takesId
        ? {
            title: 'With the id of an object that belongs to another account: put it in place of the example',
            credentials: 'other_account',
          }
        : undefined,
  },
  {
    focus: 'authorization',
    owasp: 'API5:2023',
    cwe: ['CWE-285'],
    severity: 'high',
    status: [403, 404],
    attempt: ({ entry }) =>
      pathHasAny(entry.path, ADMINISTRATIVE)
        ? { title: 'As an ordinary user', credentials: 'ordinary_user' }
        : undefined,
  },
  {
    focus: 'authorization',
    owasp: 'API5:2023',
    cwe: ['CWE-290'],
    severity: 'medium',
    status: [401, 403],
    attempt: ({ traits }, index) => {
      const header = pick(foreign, index);
      if (!traits.needsAuth || header?.name === undefined) return undefined;
      return {
        title: `Without credentials, with a header field that only a proxy should set (${header.id})`,
        credentials: 'none',
        deviation: { headers: { [header.name]: String(header.value) } },
      };
    },
  },
  {
    focus: 'input_validation',
    owasp: 'API8:2023',
    cwe: ['CWE-20'],
    severity: 'medium',
    status: [...REFUSED],
    mustNot: 'a 5xx',
    attempt: ({ requestFields, operation }) => {
      const required = requestFields.find(({ path }) => isPlainField(path));
      if (required === undefined || operation.requestBody === undefined) return undefined;
      return {
        title: `With ${required.path} of a wrong type`,
        credentials: 'valid',
        deviation: { body: (valid) => withMember(valid, required.name, wrongTypeOf(required)) },
      };
    },
  },
  {
    focus: 'input_validation',
    owasp: 'API8:2023',
    cwe: ['CWE-20', 'CWE-1284'],
    severity: 'low',
    status: [...REFUSED, 404],
    mustNot: 'a 5xx',
    attempt: ({ parameters }) => {
      const number = parameters.find(
        ({ parameter, keywords }) =>
          ['query', 'path'].includes(parameter.in) && /^(?:integer|number)$/.test(String(keywords.type)),
      );
      return (
        number && {
          title: `With ${number.parameter.name} that is no number`,
          credentials: 'valid',
          deviation: { parameters: { [number.parameter.name]: 'NaN' } },
        }
      );
    },
  },
  {
    focus: 'injection',
    owasp: 'API8:2023',
    cwe: ['CWE-89', 'CWE-943', 'CWE-78'],
    severity: 'high',
    status: [...REFUSED, ...SUCCESS, 404],
    mustNot: 'a 5xx, an error of a database or shell, or more than the same request with an ordinary word gives',
    attempt: (operation, index) =>
      sending(operation, pick(injections, index), 'What a database, shell or template would read'),
  },
  {
    focus: 'xss',
    owasp: 'API8:2023',
    cwe: ['CWE-79'],
    severity: 'medium',
    status: [...REFUSED, ...SUCCESS, 404],
    mustNot: 'the text in an answer of the type text/html without being escaped',
    attempt: (operation, index) => sending(operation, pick(scripts, index), 'A script'),
  },
  {
    focus: 'csrf',
    owasp: 'API8:2023',
    cwe: ['CWE-352'],
    severity: 'medium',
    status: [403, 400],
    attempt: ({ traits, operation }) => {
      const usesCookie = operation.security.some(({ schemes }) =>
        schemes.some(({ scheme }) => scheme.type === 'apiKey' && scheme.in === 'cookie'),
      );
      if (!usesCookie || !traits.kinds.has('write')) return undefined;
      return {
        title: 'From a page of another site, with the cookie of the user',
        credentials: 'valid',
        deviation: { headers: { Origin: 'https://attacker.example' } },
      };
    },
  },
  {
    focus: 'ssrf',
    owasp: 'API7:2023',
    cwe: ['CWE-918'],
    severity: 'high',
    status: [...REFUSED],
    mustNot: 'a request to that address; watch for it at the address itself',
    attempt: ({ parameters, requestFields }) => {
      const address = 'http://169.254.169.254/latest/meta-data/';
      const parameter = parameters.find(
        ({ parameter: one, keywords }) =>
          one.in === 'query' && allows(keywords, 'string') && (isUrlName(one.name) || keywords.format === 'uri'),
      );
      if (parameter !== undefined)
        return {
          title: `With an internal address in ${parameter.parameter.name}`,
          credentials: 'valid',
          deviation: { parameters: { [parameter.parameter.name]: address } },
        };
      const field = requestFields.find(
        ({ name, path, keywords }) =>
          isPlainField(path) &&
          keywords.readOnly !== true &&
          allows(keywords, 'string') &&
          (isUrlName(name) || keywords.format === 'uri'),
      );
      return (
        field && {
          title: `With an internal address in ${field.path}`,
          credentials: 'valid',
          deviation: { body: (valid) => withMember(valid, field.name, address) },
        }
      );
    },
  },
  {
    focus: 'mass_assignment',
    owasp: 'API3:2023',
    cwe: ['CWE-915'],
    severity: 'high',
    status: [...REFUSED, 403, ...SUCCESS],
    mustNot: 'the property as it was sent, when the object is read afterwards',
    attempt: ({ traits, requestFields }) => {
      if (!traits.hasBody || !traits.kinds.has('write')) return undefined;
      const declared = requestFields.find(
        ({ name, path, keywords }) => isPlainField(path) && isPrivilegeName(name) && keywords.readOnly !== true,
      );
      const name = declared?.name ?? 'is_admin';
      return {
        title: `With ${name}, which this caller may not set`,
        credentials: 'valid',
        deviation: { body: (valid) => withMember(valid, name, declared === undefined ? true : privilegeOf(declared)) },
      };
    },
  },
  {
    focus: 'rate_limiting',
    owasp: 'API4:2023',
    cwe: ['CWE-770', 'CWE-307'],
    severity: 'medium',
    status: [429, 503],
    mustNot: 'success for every one of them; the last should say Retry-After',
    attempt: ({ traits }) => ({
      title: 'Two hundred times in a row',
      credentials: traits.needsAuth ? 'valid' : 'none',
      repeat: 200,
    }),
  },
  {
    focus: 'data_exposure',
    owasp: 'API3:2023',
    cwe: ['CWE-213', 'CWE-200'],
    severity: 'medium',
    status: SUCCESS,
    mustNot: 'properties that the schema does not declare, or values of passwords, keys and tokens',
    attempt: ({ traits }) =>
      traits.kinds.has('read') && traits.success !== undefined
        ? { title: 'As usual, with a look at what comes back', credentials: 'valid' }
        : undefined,
  },
  {
    focus: 'data_exposure',
    owasp: 'API8:2023',
    cwe: ['CWE-209'],
    severity: 'low',
    status: [...REFUSED, 404, ...SUCCESS],
    mustNot: 'a stack trace, a query, or the names and versions of software',
    attempt: (operation) => sending(operation, { id: 'quote', value: "'" }, 'Broken input'),
  },
];
