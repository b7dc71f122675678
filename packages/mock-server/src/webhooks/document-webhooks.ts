import { type ApiDocument, escapeToken, type WebhookEntry } from '@mockloop/spec-parser';
import { isPlainObject } from '../is-plain-object.ts';

const METHODS: ReadonlySet<string> = new Set(['get', 'put', 'post', 'delete', 'patch']);

/**
 * The webhooks of a document by name: those of OpenAPI 3.1, and those that documents of 3.0, such as GitHub's, have under
 * `x-webhooks`. A name has one for each method.
 */
export function documentWebhooks(document: ApiDocument): ReadonlyMap<string, readonly WebhookEntry[]> {
  const byName = new Map<string, WebhookEntry[]>();
  for (const entry of [...document.webhooks, ...extensionWebhooks(document)]) {
    const known = byName.get(entry.name);
    if (known === undefined) byName.set(entry.name, [entry]);
    else known.push(entry);
  }
  return byName;
}

function extensionWebhooks({ source }: ApiDocument): readonly WebhookEntry[] {
  const webhooks = isPlainObject(source) && Object.hasOwn(source, 'x-webhooks') ? source['x-webhooks'] : undefined;
  if (!isPlainObject(webhooks)) return [];
  return Object.entries(webhooks).flatMap(([name, item]) =>
    Object.keys(isPlainObject(item) ? item : {})
      .filter((method) => METHODS.has(method))
      .map((method) => ({
        name,
        method: method.toUpperCase(),
        pointer: `/x-webhooks/${escapeToken(name)}/${method}`,
      })),
  );
}
