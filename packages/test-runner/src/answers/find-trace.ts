/** What shows a server's inside in its answers. */
const TRACES: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['a Java stack trace', /^\s*at [\w$.<>/]+\([\w$]+\.(?:java|kt|scala|groovy):\d+\)/m],
  ['a JavaScript stack trace', /^\s*at (?:\S+ )?(?:\S+ )?\(?(?:file:\/\/|node:|\/|[A-Z]:\\)[^\n]{1,300}:\d+:\d+\)?/m],
  ['a Python traceback', /Traceback \(most recent call last\)/],
  ['a .NET stack trace', /^\s*at [\w.`<>+[\],]+\([^\n]{0,300}\) in [^\n]{1,300}:line \d+/m],
  ['a Go stack trace', /^goroutine \d+ \[/m],
  ['a Ruby stack trace', /\.rb:\d+:in [`'"]/],
  [
    'a PHP error',
    /(?:Fatal error|Warning|Notice|Uncaught \w+):[^\n]{1,500} in \/[^\n]{1,300}(?: on line |:)\d+|#\d+ \/[^\n]{1,300}\.php\(\d+\)/,
  ],
  ['a Rust panic', /thread '[^'\n]{1,100}' panicked at/],
  [
    'a database error',
    /SQLSTATE\[|\bORA-\d{5}\b|SQLITE_(?:ERROR|CONSTRAINT|MISMATCH)|syntax error at or near "|You have an error in your SQL syntax|psycopg2\.|org\.postgresql\.util\.|com\.mysql\.(?:cj|jdbc)|\bnear "[^"\n]{0,60}": syntax error|unrecognized token: "/,
  ],
];

/** The first of them in a text, and what it looks like there. */
export function findTrace(text: string): { readonly name: string; readonly excerpt: string } | undefined {
  // In JSON, line breaks are written as two characters.
  const lines = text.slice(0, 200_000).replaceAll('\\n', '\n').replaceAll('\\t', '\t').replaceAll('\\"', '"');
  for (const [name, pattern] of TRACES) {
    const [excerpt] = pattern.exec(lines) ?? [];
    if (excerpt !== undefined) return { name, excerpt: excerpt.trim().slice(0, 200) };
  }
  return undefined;
}
