import { type BenchDocument, github, petstore } from './documents.ts';
import type { HttpRequest } from './http-request.ts';

export interface Case {
  readonly name: string;
  readonly document: BenchDocument;
  readonly dynamic: boolean;
  /** Sent in turn. */
  readonly requests: readonly [HttpRequest, ...HttpRequest[]];
}

const VARIED = 1000;
const label = '/repos/octocat/hello-world/labels';

/** The same three questions to a small document and to a large one, with answers of about the same size. */
export const cases: readonly Case[] = [
  { name: 'static GET', document: petstore, dynamic: false, requests: [{ method: 'GET', path: '/pets/1' }] },
  {
    name: 'POST with a checked body',
    document: petstore,
    dynamic: false,
    requests: [
      post('/pets', {
        name: 'Miso',
        tags: ['calm', 'indoor'],
        traits: { kind: 'cat', coat: 'short', indoor_only: true },
      }),
    ],
  },
  { name: 'generated GET', document: petstore, dynamic: true, requests: varied((n) => `/pets/${n + 1}`) },
  { name: 'static GET', document: github, dynamic: false, requests: [{ method: 'GET', path: `${label}/bug` }] },
  {
    name: 'POST with a checked body',
    document: github,
    dynamic: false,
    requests: [post(label, { name: 'bug', description: "Something isn't working", color: 'f29513' })],
  },
  { name: 'generated GET', document: github, dynamic: true, requests: varied((n) => `${label}/label-${n}`) },
];

function post(path: string, body: unknown): HttpRequest {
  const headers = { 'content-type': 'application/json', authorization: 'Bearer bench' };
  return { method: 'POST', path, headers, body: JSON.stringify(body) };
}

function varied(path: (n: number) => string): [HttpRequest, ...HttpRequest[]] {
  const get = (n: number): HttpRequest => ({ method: 'GET', path: path(n) });
  return [get(0), ...Array.from({ length: VARIED - 1 }, (_, n) => get(n + 1))];
}
