/** One expression of a path template, e.g. `{petId}`. */
export interface TemplateExpression {
  readonly name: string;
  /** It takes slashes too, as in `{+path}`. */
  readonly isGreedy: boolean;
}

/** Reads what stands between the braces: a name, often with an operator of RFC 6570 (`+path`, `path*`, `.ext`, `;color*`). */
export function parseTemplateExpression(text: string): TemplateExpression {
  return { name: text.replace(/^[+.;]|[+*]$/g, ''), isGreedy: /^\+|^[^.;].*[+*]$/.test(text) };
}
