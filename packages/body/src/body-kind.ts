import { isJson, parseMediaType } from './media-type.ts';

/** How a body of a media type is written. */
export type BodyKind =
  | 'json'
  | 'form'
  | 'multipart'
  | 'xml'
  | 'json-lines'
  | 'json-seq'
  | 'event-stream'
  | 'csv'
  | 'yaml'
  | 'text'
  | 'binary';

const BY_NAME: ReadonlyMap<string, BodyKind> = new Map([
  ['application/x-www-form-urlencoded', 'form'],
  ['application/xml', 'xml'],
  ['text/xml', 'xml'],
  ['application/jsonl', 'json-lines'],
  ['application/x-jsonl', 'json-lines'],
  ['application/json-lines', 'json-lines'],
  ['application/jsonlines', 'json-lines'],
  ['application/x-jsonlines', 'json-lines'],
  ['application/ndjson', 'json-lines'],
  ['application/x-ndjson', 'json-lines'],
  ['application/json-seq', 'json-seq'],
  ['text/event-stream', 'event-stream'],
  ['text/csv', 'csv'],
  ['application/csv', 'csv'],
  ['application/javascript', 'text'],
  ['application/graphql', 'text'],
  ['application/jwt', 'text'],
  ['application/jose', 'text'],
  ['application/sql', 'text'],
  ['application/toml', 'text'],
  ['application/yaml', 'yaml'],
  ['application/x-yaml', 'yaml'],
  ['application/x-pem-file', 'text'],
  ['text/yaml', 'yaml'],
  ['text/x-yaml', 'yaml'],
]);

const BY_SUFFIX: ReadonlyMap<string, BodyKind> = new Map([
  ['json', 'json'],
  ['xml', 'xml'],
  ['json-seq', 'json-seq'],
  ['yaml', 'yaml'],
]);

/**
 * What is not known is `binary`. A range (`*` somewhere) is what its suffix says, else text below `text/`, JSON where it
 * covers `application/json`, and binary elsewhere.
 */
export function bodyKindOf(mediaType: string): BodyKind {
  if (isJson(mediaType)) return 'json';
  const parsed = parseMediaType(mediaType);
  if (parsed === undefined) return 'binary';
  const { type, subtype, suffix } = parsed;
  const known = BY_NAME.get(`${type}/${subtype}`) ?? BY_SUFFIX.get(suffix);
  if (known !== undefined) return known;
  if (type === 'multipart') return 'multipart';
  if (type === 'text') return 'text';
  return subtype === '*' && (type === '*' || type === 'application') ? 'json' : 'binary';
}
