import type { PackRule, Payload } from './pack.ts';

const PLACEHOLDER = /\[\[payload\.(id|class|effect|value|html)\]\]/g;

/**
 * The rule with `[[payload.value]]`, `.html` (its value as text in HTML), `.id`, `.class` and `.effect` filled into what it
 * does; percent-encoded in header fields.
 */
export function fillPayload({ match, ...rule }: PackRule, payload: Payload): PackRule {
  const values = new Map([
    ['id', payload.id],
    ['class', payload.class],
    ['effect', payload.effect],
    ['value', String(payload.value)],
    ['html', escapeHtml(String(payload.value))],
  ]);
  return { match, ...(fill(rule, { values, isField: false }) as PackRule) };
}

interface Filling {
  readonly values: ReadonlyMap<string, string>;
  /** Inside `headers`, where a line break would end the field. */
  readonly isField: boolean;
}

function fill(value: unknown, filling: Filling): unknown {
  const { values, isField } = filling;
  if (typeof value === 'string') {
    return value.replace(PLACEHOLDER, (_, name: string) => {
      const text = values.get(name) ?? '';
      return isField ? encodeURIComponent(text.toWellFormed()) : text;
    });
  }
  if (Array.isArray(value)) return value.map((item) => fill(item, filling));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      fill(member, { values, isField: isField || key === 'headers' }),
    ]),
  );
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}
