import { Eta } from 'eta';

/** What templates are filled with: names and numbers. No text of the document is among them. */
export interface TemplateData {
  /** Lower-case letters, digits and hyphens, a letter first. */
  readonly name: string;
  readonly port: number;
  readonly adminPort: number;
  readonly stateful: boolean;
  readonly runtime: 'bundled' | 'package';
  /** Where `server.ts` has the mock from. */
  readonly module: string;
  /** An operation that the example answers, e.g. `GET /pets/{petId}`. */
  readonly operation?: string | undefined;
}

const eta = new Eta({ autoEscape: true, autoTrim: false, escapeFunction: plain });

/**
 * Fills a template.
 *
 * @throws {TypeError} for a value that could mean something where it is written: a quote, a backslash, a line end, ….
 */
export function render(template: string, data: TemplateData): string {
  return eta.renderString(template, data);
}

/** Whether a text means nothing but itself: within quotes in code, YAML and Dockerfiles, and on a line of its own. */
export function isPlain(text: string): boolean {
  return /^[\w /{}.,:;=@&+~%()-]*$/.test(text);
}

function plain(value: unknown): string {
  const text = String(value);
  if (isPlain(text)) return text;
  throw new TypeError(`${JSON.stringify(text)} must not be written into a file that is no JSON.`);
}
