import type { Reproduction } from './reproduction.ts';
import { type TextWithVariables, withVariables } from './with-variables.ts';

export interface VitestOptions {
  /** Name of the test. */
  readonly title: string;
  /** What was expected, for a comment. */
  readonly expected: string;
}

/** What was answered, as far as a test can say that it is not to be so again. */
export interface AnsweredReproduction extends Reproduction {
  readonly body?: string | undefined;
}

/**
 * A test file that sends the requests of a finding; it runs as it is (`vitest run`) and fails as long as the last of them is answered as
 * it was. All texts are data in it; credentials come from the environment.
 */
export function toVitest(requests: readonly AnsweredReproduction[], { title, expected }: VitestOptions): string {
  const last = requests.at(-1);
  const name = `answer${requests.length}`;
  return [
    "import { request } from 'node:http';",
    "import { env } from 'node:process';",
    "import { expect, test } from 'vitest';",
    '',
    `test(${literal(title)}, async () => {`,
    ...requests.map((one, index) => `  const answer${index + 1} = await send(${requestLiteral(one)});`),
    `  // Expected: ${expected.replaceAll(/\s+/g, ' ')}`,
    ...(last === undefined ? [] : [`  ${assertion(last, name)}`]),
    '});',
    '',
    SEND,
    '',
  ].join('\n');
}

/** The status says it where it is an error; else the whole answer has to be another. */
function assertion({ status, body }: AnsweredReproduction, name: string): string {
  if (status === undefined) return `expect(${name}.status).toBeGreaterThan(0);`;
  if (status >= 500) return `expect(${name}.status, ${name}.body).toBeLessThan(500);`;
  return `expect(${name}).not.toMatchObject({ status: ${status}, body: ${literal(body ?? '')} });`;
}

const SEND = `interface Sent {
  method: string;
  url: string;
  headers: (readonly [name: string, value: string])[];
  body?: string | Buffer;
}

function send({ method, url, headers, body }: Sent) {
  return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }>((resolve, reject) => {
    const sent = request(url, { method, agent: false }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk as Buffer);
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString() });
    });
    for (const [name, value] of headers) sent.appendHeader(name, value);
    sent.on('error', reject).end(body);
  });
}`;

function requestLiteral(one: Reproduction): string {
  const { method, url, headers, body } = withVariables(one);
  const fields = headers.map(([name, value]) => `[${literal(name)}, ${template(value)}]`).join(', ');
  const sent =
    body === undefined
      ? ''
      : `, body: ${'text' in body ? template(body.text) : `Buffer.from(${literal(body.base64)}, 'base64')`}`;
  return `{ method: ${literal(method)}, url: ${template(url)}, headers: [${fields}]${sent} }`;
}

function template(text: TextWithVariables): string {
  const parts = text.filter((part) => part !== '');
  if (parts.length === 0) return "''";
  return parts.map((part) => (typeof part === 'string' ? literal(part) : `env[${literal(part.variable)}]`)).join(' + ');
}

/** A string of JSON is one of JavaScript. */
function literal(text: string): string {
  return JSON.stringify(text);
}
