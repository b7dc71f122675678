import { isObject, own } from '../plain-object.ts';

/** Bounded, so that no text makes them slow. */
const TEXT_FORMATS: readonly (readonly [format: string, pattern: RegExp])[] = [
  ['HTML', /^\s*(?:<!--[\s\S]*?-->\s*)?<(?:!doctype html|html)\b/i],
  ['WSDL', /<(?:\w{1,20}:)?definitions\b[^>]{0,2000}schemas\.xmlsoap\.org\/wsdl/],
  ['XML', /^\s*<\?xml\b/],
  ['RAML', /^\s*#%RAML\b/],
  [
    'API Blueprint',
    /^[ \t]*FORMAT:[ \t]*1A|^#+ [^\n]{0,200}\[(?:(?:GET|PUT|POST|PATCH|DELETE|HEAD|OPTIONS)\b|\/)[^\]\n]{0,200}\][ \t]*$/m,
  ],
  [
    'Protocol Buffers',
    /^[ \t]*(?:syntax\s*=\s*["']proto[23]["']|edition\s*=\s*"|service\s+\w+\s*\{|message\s+\w+\s*\{)/m,
  ],
  [
    'GraphQL',
    /^[ \t]*(?:(?:extend\s+)?(?:type|input|interface|enum|union|scalar)\s+\w+|schema\s*(?:@[^{]*)?\{|directive\s+@)/m,
  ],
];

const ROOT_KEYS: readonly (readonly [key: string, format: string])[] = [
  ['asyncapi', 'AsyncAPI'],
  ['openrpc', 'OpenRPC'],
  ['arazzo', 'Arazzo'],
  ['overlay', 'OpenAPI Overlay'],
  ['__schema', 'GraphQL introspection'],
  ['$schema', 'JSON Schema'],
];

/** The name of the format that a parsed document is in, where it is a known one other than OpenAPI. */
export function formatOfValue(root: unknown): string | undefined {
  if (!isObject(root)) return undefined;
  if (own(own(root, 'log'), 'entries') !== undefined || own(own(root, 'log'), 'creator') !== undefined) return 'HAR';
  if (isObject(own(root, 'info')) && own(root, 'item') !== undefined) return 'Postman';
  if (own(own(root, 'data'), '__schema') !== undefined) return 'GraphQL introspection';
  const named = ROOT_KEYS.find(([key]) => Object.hasOwn(root, key));
  return named === undefined ? undefined : `${named[1]}${versionOf(root[named[0]])}`;
}

/** The name of the format that a text is in, judged by its first 64 Ki characters. */
export function formatOfText(text: string): string | undefined {
  const beginning = text.slice(0, 65_536);
  return TEXT_FORMATS.find(([, pattern]) => pattern.test(beginning))?.[0];
}

function versionOf(value: unknown): string {
  return typeof value === 'string' && value.length < 20 ? ` ${value}` : '';
}
