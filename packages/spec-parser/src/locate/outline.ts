import { beginsLikeJson } from '../input/begins-like-json.ts';
import { JsonScanner, type JsonToken } from '../input/json-scanner.ts';
import { outlineYaml } from './outline-yaml.ts';

/** The objects and arrays of a text, and what stands in them, in the order of the text. */
export type OutlineEvent =
  | { readonly type: 'enter' }
  | { readonly type: 'leave' }
  /** A property, at its key, or an item, whose key is its index. */
  | { readonly type: 'entry'; readonly key: string; readonly offset: number };

/**
 * The outline of a JSON or YAML text that was parsed before. One event at a time, so that a caller may pause.
 *
 * @throws {JsonSyntaxError} where the text begins like JSON but is none.
 */
export async function outline(text: string): Promise<Iterable<OutlineEvent>> {
  if (beginsLikeJson(text)) return outlineJson(text);
  const { Lexer } = await import('yaml');
  return outlineYaml(new Lexer().lex(text));
}

function* outlineJson(text: string): Generator<OutlineEvent, void, undefined> {
  const scanner = new JsonScanner(text);
  /** The index of the next item in each array that is open; undefined for objects. */
  const indexes: (number | undefined)[] = [];
  for (let token = scanner.next(); token !== undefined; token = scanner.next()) {
    const index = indexes.at(-1);
    if (index !== undefined && token.type !== 'close') {
      indexes[indexes.length - 1] = index + 1;
      yield { type: 'entry', key: String(index), offset: token.start };
    }
    if (token.type === 'open') indexes.push(text[token.start] === '[' ? 0 : undefined);
    if (token.type === 'close') indexes.pop();
    if (token.type !== 'scalar') yield eventOf(token, text);
  }
}

function eventOf({ type, start, end }: JsonToken, text: string): OutlineEvent {
  if (type === 'key') return { type: 'entry', key: keyOf(text.slice(start, end)), offset: start };
  return type === 'open' ? { type: 'enter' } : { type: 'leave' };
}

function keyOf(quoted: string): string {
  return quoted.includes('\\') ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);
}
