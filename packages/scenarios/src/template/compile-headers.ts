import { headerEnvironment } from '../expression/environment.ts';
import { pointerStep } from '../pointer.ts';
import type { Respond } from '../scenario.ts';
import { ScenarioError } from '../scenario-error.ts';
import { compileTemplateIn, type TemplateContext } from './compile-template.ts';

type Fields = NonNullable<Respond['headers']>;

/** @throws {ScenarioError} `TEMPLATE_FAILED` where an expression has no value, or none that can be sent in a field. */
export type HeadersTemplate = (context: Omit<TemplateContext, 'generated'>) => Fields;

/** Longer ones are refused by most clients. */
const MAX_VALUE_LENGTH = 8_192;

/**
 * Makes a template of header fields whose values contain `{{ expression }}`: `undefined` where none does. It knows no
 * `generated`, since fields are made before a body is.
 *
 * @throws {ScenarioError} `TEMPLATE_INVALID`
 */
export function compileHeaders(headers: Fields | undefined): HeadersTemplate | undefined {
  const template = headers && compileTemplateIn(headerEnvironment, headers);
  if (template === undefined) return undefined;
  return (context) => {
    const fields = Object.entries(template(context) as Readonly<Record<string, unknown>>);
    return Object.fromEntries(fields.map(([name, value]) => [name, toFieldValue(name, value)]));
  };
}

/** @throws {ScenarioError} for what would end the field, or cannot be sent (RFC 9110 §5.5). */
function toFieldValue(name: string, value: unknown): string {
  const text = typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '');
  if (text.length <= MAX_VALUE_LENGTH && /^[\t\x20-\x7e\x80-\xff]*$/.test(text)) return text;
  const what =
    text.length > MAX_VALUE_LENGTH
      ? `its value has more than ${MAX_VALUE_LENGTH} characters`
      : 'its value has characters that header fields cannot have';
  const message = `The header field ${name} cannot be sent for this request: ${what}`;
  throw new ScenarioError('TEMPLATE_FAILED', message, { pointer: pointerStep(name) });
}
