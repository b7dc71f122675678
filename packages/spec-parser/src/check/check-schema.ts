import { child, type Node } from '../node.ts';
import { isObject, ownString } from '../plain-object.ts';
import { KEYWORD_VALUES } from '../schema/keyword-values.ts';
import type { Finding, Report } from './report.ts';

/** Checks the keywords of one schema; those below it are visited on their own. */
export function checkSchema(node: Node, report: Report): void {
  const { value } = node;
  if (!isObject(value)) {
    if (typeof value !== 'boolean') report.add(node, notASchema(value));
    return;
  }
  for (const keyword of Object.keys(value)) {
    const read = KEYWORD_VALUES.get(keyword);
    const keywordNode = child(node, keyword);
    if (read === undefined || keywordNode === undefined || value[keyword] === null) continue;
    if (read(value[keyword]) === undefined) report.add(keywordNode, unusable(keyword, value[keyword]));
  }
  const pattern = ownString(value, 'pattern');
  if (pattern === undefined) return;
  const finding = checkPattern(pattern, report);
  if (finding !== undefined) report.add(child(node, 'pattern') ?? node, finding);
}

function checkPattern(pattern: string, { isSlowPattern }: Report): Finding | undefined {
  if (!compiles(pattern)) return badPattern(pattern);
  return isSlowPattern?.(pattern) ? slowPattern(pattern) : undefined;
}

function compiles(pattern: string): boolean {
  return ['u', ''].some((flags) => {
    try {
      new RegExp(pattern, flags);
      return true;
    } catch {
      return false;
    }
  });
}

function notASchema(value: unknown): Finding {
  return {
    code: 'SCHEMA_INVALID',
    message: `${excerpt(value)} stands where a schema should; it allows anything.`,
    advice: 'Write an object there.',
  };
}

function unusable(keyword: string, value: unknown): Finding {
  return {
    code: 'KEYWORD_INVALID',
    message: `\`${keyword}\` cannot be ${excerpt(value)}; it is ignored.`,
    advice: 'Write a value that JSON Schema allows for it, or remove it.',
  };
}

function badPattern(pattern: string): Finding {
  return {
    code: 'PATTERN_INVALID',
    message: `The pattern ${excerpt(pattern)} is not a regular expression of ECMA-262.`,
    advice: 'Write it without what only other dialects have, such as inline flags and possessive quantifiers.',
  };
}

function slowPattern(pattern: string): Finding {
  return {
    code: 'PATTERN_SLOW',
    message: `The pattern ${excerpt(pattern)} takes exponential time where it is matched by backtracking; here it runs in linear time.`,
    advice: 'Repeat no group that itself repeats what it holds: others who read this document are not protected.',
  };
}

function excerpt(value: unknown): string {
  if (typeof value === 'number') return String(value);
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
