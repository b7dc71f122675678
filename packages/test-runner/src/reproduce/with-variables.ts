import { secretNames } from '../run/redact-secrets.ts';
import { bytesOf, writeRequest } from '../target/write-request.ts';
import type { Reproduction } from './reproduction.ts';

/** A text in which secrets are variables: texts and names take turns, and a text comes first. */
export type TextWithVariables = readonly (string | { readonly variable: string })[];

/** What goes over the wire, its secrets replaced by variables. */
export interface RequestWithVariables {
  readonly method: string;
  readonly url: TextWithVariables;
  readonly headers: readonly (readonly [name: string, value: TextWithVariables])[];
  /** As text where it is text, else as base64. */
  readonly body?: { readonly text: TextWithVariables } | { readonly base64: string } | undefined;
}

/** The request of a reproduction, its credentials named instead of shown. */
export function withVariables({ request, identity, serverUrl }: Reproduction): RequestWithVariables {
  const url = new URL(serverUrl);
  const written = writeRequest(request, identity, url.pathname.replace(/\/+$/, ''));
  const names = secretNames(identity).toSorted(([, a], [, b]) => b.length - a.length);
  const mark = (text: string): TextWithVariables => markSecrets(text, names);
  return {
    method: written.method,
    url: mark(`${url.origin}${written.path}`),
    headers: written.headers
      .filter(([name]) => name !== 'user-agent')
      .map(([name, value]) => [name, mark(value)] as const),
    body: request.body && bodyOf(request.body, mark),
  };
}

function bodyOf(
  body: NonNullable<Reproduction['request']['body']>,
  mark: (text: string) => TextWithVariables,
): RequestWithVariables['body'] {
  if ('text' in body) return { text: mark(body.text) };
  return { base64: Buffer.from(bytesOf(body)).toString('base64') };
}

function markSecrets(text: string, names: readonly (readonly [name: string, secret: string])[]): TextWithVariables {
  let parts: (string | { readonly variable: string })[] = [text];
  for (const [variable, secret] of names)
    for (const written of new Set([secret, encodeURIComponent(secret)]))
      parts = parts.flatMap((part) => (typeof part === 'string' ? split(part, written, variable) : [part]));
  return parts;
}

function split(text: string, secret: string, variable: string): (string | { readonly variable: string })[] {
  return text.split(secret).flatMap((piece, index) => (index === 0 ? [piece] : [{ variable }, piece]));
}
