import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { dependency } from './adapter.ts';
import type { HttpRequest } from './http-request.ts';

export interface BenchDocument {
  readonly name: string;
  readonly path: string;
  /** A request that is answered with 2xx; the sign that the server is up. */
  readonly probe: HttpRequest;
  /** Whether other servers are measured with it, too. */
  readonly peers: boolean;
}

const root = path.join(import.meta.dirname, '..');
const corpus = path.join(root, '..', 'shared', 'corpus');

export const petstore: BenchDocument = {
  name: 'Petstore',
  path: path.join(root, 'examples', 'petstore.yaml'),
  probe: { method: 'GET', path: '/pets/1' },
  peers: true,
};

export const github: BenchDocument = {
  name: 'GitHub (13 MB)',
  path: dependency('@octokit', 'openapi', 'generated', 'api.github.com.json'),
  probe: { method: 'GET', path: '/repos/octocat/hello-world/labels/bug' },
  peers: true,
};

const stripe: BenchDocument = {
  name: 'Stripe (YAML)',
  path: path.join(corpus, 'openapi-3.0', 'stripe.yaml'),
  probe: { method: 'GET', path: '/v1/balance', headers: { authorization: 'Bearer sk_test_bench' } },
  peers: true,
};

const joined: BenchDocument = {
  name: 'joined (50 MB)',
  path: path.join(import.meta.dirname, 'corpus', 'joined-50mb.json'),
  probe: { method: 'GET', path: '/0/emojis' },
  peers: false,
};

/** The documents to start with; those that are not on this machine are named on stderr and left out. */
export function coldStartDocuments(): BenchDocument[] {
  makeJoined();
  return [petstore, stripe, github, joined].filter((document) => {
    if (existsSync(document.path)) return true;
    console.error(`${document.name} is left out: ${path.relative(root, document.path)} is not there.`);
    return false;
  });
}

function makeJoined(): void {
  const make = path.join(corpus, 'make-large.mjs');
  if (existsSync(joined.path) || !existsSync(make)) return;
  mkdirSync(path.dirname(joined.path), { recursive: true });
  execFileSync(process.execPath, [make, joined.path, '50'], { stdio: 'ignore' });
}
