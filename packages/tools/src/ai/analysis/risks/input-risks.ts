import { isRedirectName, isUrlName } from '../name-words.ts';
import { count, fieldEvidence, operationEvidence, parameterEvidence, type RiskRule } from '../risk.ts';
import { allows, type Keywords } from '../schema-fields.ts';

const URL_FORMATS: ReadonlySet<unknown> = new Set(['uri', 'url', 'iri', 'uri-reference']);

const QUERY_LANGUAGE =
  /^(?:q|query|filter|filters|where|search|sort|sort_?by|order|order_?by|expr|expression|jql|sql|\$filter|\$orderby|select|\$select|fields)$/i;

const isUrl = (name: string, keywords: Keywords): boolean =>
  allows(keywords, 'string') && (URL_FORMATS.has(keywords.format) || isUrlName(name));

const isFree = (keywords: Keywords): boolean =>
  allows(keywords, 'string') && !['enum', 'const', 'pattern'].some((keyword) => Object.hasOwn(keywords, keyword));

export const inputRisks: readonly RiskRule[] = [
  {
    area: 'server_side_request_forgery',
    category: 'security',
    owasp: 'API7:2023',
    cwe: ['CWE-918'],
    mitigations: [
      'Go only to hosts of a list; resolve names once, and refuse loopback, private, link-local and metadata addresses, also after redirects.',
      'Send http://169.254.169.254/ and http://127.0.0.1/ and see whether something is fetched.',
    ],
    find: (facts) => [
      ...facts.operations.flatMap(({ key, operation }) =>
        operation.callbacks.map(({ pointer, expression }) => ({
          pointer,
          operation: key,
          detail: `calls back to ${expression.slice(0, 100)}`,
        })),
      ),
      ...parameterEvidence(
        facts,
        ({ parameter, keywords }) =>
          parameter.in !== 'path' && isUrl(parameter.name, keywords) && !isRedirectName(parameter.name),
        ({ parameter }) => `the ${parameter.in} parameter ${parameter.name} takes a URL`,
      ),
      ...fieldEvidence(facts, {
        of: ({ requestFields }) => requestFields,
        isMeant: ({ name, keywords }) => keywords.readOnly !== true && isUrl(name, keywords) && !isRedirectName(name),
        tell: ({ path }) => `${path} takes a URL`,
      }),
    ],
    level: (evidence) =>
      evidence.some(({ detail }) => /call|hook|fetch|import|source|proxy|webhook/i.test(detail)) ? 'high' : 'medium',
    describe: (evidence) => `${count(evidence, 'place takes', 'places take')} a URL that the server may go to.`,
  },
  {
    area: 'open_redirect',
    category: 'security',
    owasp: 'API8:2023',
    cwe: ['CWE-601'],
    mitigations: ['Redirect only to addresses that were registered, compared as a whole.'],
    find: (facts) => [
      ...parameterEvidence(
        facts,
        ({ parameter, keywords }) => isUrl(parameter.name, keywords) && isRedirectName(parameter.name),
        ({ parameter }) => `${parameter.name} says where a browser goes next`,
      ),
      ...fieldEvidence(facts, {
        of: ({ requestFields }) => requestFields,
        isMeant: ({ name, keywords }) => isUrl(name, keywords) && isRedirectName(name),
        tell: ({ path }) => `${path} says where a browser goes next`,
      }),
    ],
    level: () => 'medium',
    describe: (evidence) => `${count(evidence, 'place takes', 'places take')} the address that a browser is sent to.`,
  },
  {
    area: 'injection',
    category: 'security',
    owasp: 'API8:2023',
    cwe: ['CWE-89', 'CWE-943'],
    mitigations: [
      'Hand values to databases and shells as parameters; for languages of your own, parse and allow what you know.',
      'Bound these by pattern, enum or length in the document, so that the rest is refused early.',
    ],
    find: (facts) =>
      parameterEvidence(
        facts,
        ({ parameter, keywords }) =>
          parameter.in === 'query' && QUERY_LANGUAGE.test(parameter.name) && isFree(keywords),
        ({ parameter }) => `${parameter.name} takes any text, and is named like a query`,
      ),
    level: () => 'medium',
    describe: (evidence) =>
      `${count(evidence, 'parameter takes', 'parameters take')} any text for a search, a filter or an order.`,
  },
  {
    area: 'unbounded_text',
    category: 'security',
    owasp: 'API4:2023',
    cwe: ['CWE-770', 'CWE-20'],
    mitigations: [
      'Give texts a maxLength, and lists in bodies a maxItems.',
      'Send texts of a megabyte, and lists of ten thousand items.',
    ],
    find: (facts) =>
      fieldEvidence(facts, {
        of: ({ requestFields }) => requestFields,
        isMeant: ({ keywords }) => isUnboundedText(keywords) || isUnboundedList(keywords),
        tell: ({ path, keywords }) =>
          `${path} is a ${isUnboundedList(keywords) ? 'list without maxItems' : 'text without maxLength'}`,
      }),
    level: () => 'low',
    describe: (evidence) => `${count(evidence, 'property', 'properties')} of request bodies may be of any length.`,
  },
  {
    area: 'file_upload',
    category: 'security',
    owasp: 'API4:2023',
    cwe: ['CWE-434', 'CWE-400'],
    mitigations: [
      'Bound size and number, check what a file is by its content, and keep it where nothing runs it.',
      'Send a file of another type than its name says, one that is too large, and a name with ../ in it.',
    ],
    find: (facts) =>
      facts.operations.flatMap((operation) => {
        const files = (operation.operation.requestBody?.content ?? []).filter(({ mediaType }) => FILES.test(mediaType));
        const fields = operation.requestFields.filter(
          ({ keywords }) => keywords.format === 'binary' || typeof keywords.contentMediaType === 'string',
        );
        if (files.length === 0 && fields.length === 0) return [];
        const what = [...files.map(({ mediaType }) => mediaType), ...fields.map(({ path }) => path)]
          .slice(0, 3)
          .join(', ');
        return [
          {
            pointer: operation.operation.requestBody?.pointer ?? operation.entry.pointer,
            operation: operation.key,
            detail: `takes files: ${what}`,
          },
        ];
      }),
    level: () => 'medium',
    describe: (evidence) => `${count(evidence, 'operation takes', 'operations take')} files.`,
  },
  {
    area: 'xml_entities',
    category: 'security',
    owasp: 'API8:2023',
    cwe: ['CWE-611', 'CWE-776'],
    mitigations: ['Read XML without document type definitions and external entities.'],
    find: ({ operations }) =>
      operations
        .filter(({ operation }) =>
          (operation.requestBody?.content ?? []).some(({ mediaType }) => /[/+]xml\b/i.test(mediaType)),
        )
        .map((operation) => operationEvidence(operation, 'takes XML')),
    level: () => 'medium',
    describe: (evidence) => `${count(evidence, 'operation takes', 'operations take')} XML.`,
  },
];

const FILES = /^(?:application\/octet-stream|image\/|video\/|audio\/|application\/(?:zip|pdf|x-tar|gzip))/i;

function isUnboundedText(keywords: Keywords): boolean {
  const isPlain =
    keywords.type === 'string' &&
    !['format', 'contentMediaType', 'contentEncoding'].some((keyword) => Object.hasOwn(keywords, keyword));
  return isPlain && isFree(keywords) && !Object.hasOwn(keywords, 'maxLength');
}

function isUnboundedList(keywords: Keywords): boolean {
  return keywords.type === 'array' && !Object.hasOwn(keywords, 'maxItems');
}
