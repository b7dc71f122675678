/**
 * Reads the variables of a URI.
 *
 * @param template Of RFC 6570, with `{name}`, whose value holds no slash, and `{+name}`, whose value may.
 * @returns Decoded values; undefined where the URI is of another form.
 */
export function matchUriTemplate(template: string, uri: string): Readonly<Record<string, string>> | undefined {
  const names: string[] = [];
  const pattern = template.replaceAll(
    /\{(\+?)(\w+)\}|[^{]+/g,
    (text, reserved: string | undefined, name: string | undefined) => {
      if (name === undefined) return text.replaceAll(/[^\w/:-]/g, '\\$&');
      names.push(name);
      return reserved === '+' ? '(.+)' : '([^/?#]+)';
    },
  );
  // Half a character is in no URI, and what is made of it could not be sent on.
  const values = uri.isWellFormed() ? new RegExp(`^${pattern}$`).exec(uri)?.slice(1) : undefined;
  if (values === undefined) return undefined;
  try {
    return Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(values[index] ?? '')]));
  } catch {
    // A percent sign that begins no byte.
    return undefined;
  }
}
