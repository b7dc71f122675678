import { readFileSync } from 'node:fs';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';

const [port, file] = process.argv.slice(2);
const answers = new Map(
  JSON.parse(readFileSync(file, 'utf8')).map(({ method, path, status, contentType, body }) => [
    `${method} ${path}`,
    { status, headers: { 'content-type': contentType }, bytes: Buffer.from(body, 'base64') },
  ]),
);

const app = new Hono();
app.all('*', async (context) => {
  const { method, path } = context.req;
  if (method !== 'GET') await context.req.arrayBuffer();
  const answer = answers.get(`${method} ${path}`);
  return answer === undefined ? context.notFound() : context.body(answer.bytes, answer.status, answer.headers);
});
serve({ fetch: app.fetch, port: Number(port), hostname: '127.0.0.1' });
