/** The methods of a rule or of a selection, in upper case. */
export type Methods = ReadonlySet<string>;

/** The members of a value that may be one or several. */
export function several(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}

export function readMethods(method: string | readonly string[]): Methods {
  return new Set(several(method).map((name) => name.toUpperCase()));
}

/** GET stands for HEAD too, which asks for the same without a body (RFC 9110 §9.3.2). */
export function takesMethod(methods: Methods, method: string): boolean {
  const name = method.toUpperCase();
  return methods.has(name) || (name === 'HEAD' && methods.has('GET'));
}
