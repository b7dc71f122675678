/** What the head of a response says about what follows it (RFC 9112 §6.3). */
export interface Framing {
  readonly status: number;
  /** Bytes of the body, `chunked`, or until the connection ends. */
  readonly body: number | 'chunked' | 'close';
  /** The server keeps the connection, unless its end is the body's. */
  readonly keepAlive: boolean;
  /** For how long it does, in milliseconds, when the server says so. */
  readonly keepAliveMs?: number | undefined;
}

const STATUS_LINE = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: |$)/;
const TOKEN = /^[!#$%&'*+.^_`|~\w-]+$/;

interface Fields {
  length?: string;
  encoding?: string;
  connection?: string;
  keepAlive?: string;
}

/**
 * @param head The head of a response, without the empty line at its end.
 * @returns Nothing when it is malformed.
 */
export function readFraming(head: string): Framing | undefined {
  const [statusLine = '', ...lines] = head.split('\r\n');
  const [, minor, code] = STATUS_LINE.exec(statusLine) ?? [];
  const fields = readFields(lines);
  if (code === undefined || fields === undefined) return undefined;
  const body = bodyOf(fields);
  if (body === undefined) return undefined;
  return {
    status: Number(code),
    body,
    keepAlive: keepsAlive(minor === '1', fields.connection),
    keepAliveMs: keepAliveMsOf(fields.keepAlive),
  };
}

function readFields(lines: readonly string[]): Fields | undefined {
  const fields: Fields = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon < 1 || !TOKEN.test(line.slice(0, colon))) return undefined;
    const name = nameOf(line.slice(0, colon));
    if (name === undefined) continue;
    const value = line
      .slice(colon + 1)
      .trim()
      .toLowerCase();
    const before = fields[name];
    // Two lengths that contradict each other are how responses are smuggled.
    if (name === 'length' && before !== undefined && before !== value) return undefined;
    fields[name] = before === undefined || name === 'length' ? value : `${before},${value}`;
  }
  return fields;
}

function nameOf(name: string): keyof Fields | undefined {
  switch (name.toLowerCase()) {
    case 'content-length':
      return 'length';
    case 'transfer-encoding':
      return 'encoding';
    case 'connection':
      return 'connection';
    case 'keep-alive':
      return 'keepAlive';
    default:
      return undefined;
  }
}

function bodyOf({ length, encoding }: Fields): Framing['body'] | undefined {
  if (encoding !== undefined) return encoding.split(',').at(-1)?.trim() === 'chunked' ? 'chunked' : 'close';
  if (length === undefined) return 'close';
  return /^\d{1,15}$/.test(length) ? Number(length) : undefined;
}

function keepsAlive(byDefault: boolean, connection = ''): boolean {
  const options = connection.split(',').map((option) => option.trim());
  return !options.includes('close') && (byDefault || options.includes('keep-alive'));
}

function keepAliveMsOf(field: string | undefined): number | undefined {
  const [, seconds] = /(?:^|[,;\s])timeout=(\d{1,6})/.exec(field ?? '') ?? [];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}
