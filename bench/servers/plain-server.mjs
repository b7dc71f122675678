import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const [port, file] = process.argv.slice(2);
const answers = new Map(
  JSON.parse(readFileSync(file, 'utf8')).map(({ method, path, status, contentType, body }) => {
    const bytes = Buffer.from(body, 'base64');
    return [
      `${method} ${path}`,
      { status, headers: { 'content-type': contentType, 'content-length': bytes.length }, bytes },
    ];
  }),
);

createServer((request, response) => {
  const answer = answers.get(`${request.method} ${request.url}`);
  if (answer === undefined) {
    response.writeHead(404).end();
  } else if (request.method === 'GET') {
    response.writeHead(answer.status, answer.headers).end(answer.bytes);
  } else {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      Buffer.concat(chunks);
      response.writeHead(answer.status, answer.headers).end(answer.bytes);
    });
  }
}).listen(Number(port), '127.0.0.1');
