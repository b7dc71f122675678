import { parseTemplateExpression } from '@mockloop/spec-parser';
import { matchMixedSegment, parsePathTemplate } from '../path-template.ts';
import type { FixTarget } from './fix-target.ts';
import type { RequestDocument } from './request-document.ts';

/**
 * The request with other values of path parameters. What stands before the operation's own path, and segments without
 * these parameters, stay as they are.
 *
 * @param texts By name of the parameter, percent-encoded.
 */
export function fillPath(
  document: RequestDocument,
  texts: Readonly<Record<string, string>>,
  { compiled }: Pick<FixTarget, 'compiled'>,
): RequestDocument {
  const template = templateSegments(compiled.entry.path);
  const { segments } = parsePathTemplate(compiled.entry.path);
  const received = document.path.replace(/(?<=.)\/$/, '').split('/');
  const isGreedy = segments.at(-1)?.kind === 'greedy';
  const base = isGreedy ? greedyBase(received, template) : received.length - template.length;
  if (base < 0) return document;
  const filled = template.map((segment, index) => {
    const sent = received[base + index] ?? '';
    if (!segment.includes('{')) return sent;
    const isLast = index === template.length - 1;
    return fillSegment(segment, isGreedy && isLast ? received.slice(base + index).join('/') : sent, texts);
  });
  return { ...document, path: [...received.slice(0, base), ...filled].join('/') };
}

/** Of a path template without its query and fragment. */
export function templateSegments(path: string): readonly string[] {
  const [plain = ''] = path.split(/[?#]/);
  return plain.replace(/^\//, '').split('/');
}

/** A greedy parameter takes all that is left: the template begins at the earliest place where its own segments stand. */
function greedyBase(received: readonly string[], template: readonly string[]): number {
  const own = template.slice(0, -1);
  for (let base = 1; base + template.length <= received.length; base++)
    if (own.every((segment, index) => segment.includes('{') || segment === received[base + index])) return base;
  return -1;
}

function fillSegment(template: string, sent: string, texts: Readonly<Record<string, string>>): string {
  const literals = template.split(/\{[^{}]*\}/);
  const captures = matchMixedSegment(literals, sent) ?? [];
  let position = -1;
  return template.replace(/\{[^{}]*\}/g, (expression) => {
    position++;
    const written = expression.slice(1, -1);
    const { name } = parseTemplateExpression(written);
    const key = Object.hasOwn(texts, written) ? written : name;
    return (Object.hasOwn(texts, key) ? texts[key] : captures[position]) ?? '';
  });
}
