export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The request as it goes over the wire (RFC 9112). */
export function requestBytes({ method, path, headers = {}, body }: HttpRequest, prefix = ''): Buffer {
  const fields = { host: '127.0.0.1', accept: 'application/json', ...headers };
  const length = body === undefined ? [] : [`content-length: ${Buffer.byteLength(body)}`];
  const head = [
    `${method} ${prefix}${path} HTTP/1.1`,
    ...Object.entries(fields).map(([name, value]) => `${name}: ${value}`),
    ...length,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body ?? ''}`);
}
