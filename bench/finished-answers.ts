import { writeFileSync } from 'node:fs';
import type { HttpRequest } from './http-request.ts';
import { ask, type ServerProcess } from './server-process.ts';

/** Asks a server, and writes what it answered to a file, for the servers that know no document to repeat. */
export async function writeAnswersOf(
  server: ServerProcess,
  requests: readonly HttpRequest[],
  file: string,
): Promise<void> {
  const rows: unknown[] = [];
  for (const request of requests) {
    const { status, contentType, body } = await ask(server, request);
    rows.push({ method: request.method, path: request.path, status, contentType, body: body.toString('base64') });
  }
  writeFileSync(file, JSON.stringify(rows));
}

/** The least that can be answered: an empty object to one request. */
export function writeEmptyAnswer(request: HttpRequest, file: string): void {
  const { method, path } = request;
  const body = Buffer.from('{}').toString('base64');
  writeFileSync(file, JSON.stringify([{ method, path, status: 200, contentType: 'application/json', body }]));
}
