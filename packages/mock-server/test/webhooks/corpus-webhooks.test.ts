import { readdirSync } from 'node:fs';
import path from 'node:path';
import { readBody } from '@mockloop/body';
import { createSchemas } from '@mockloop/schema';
import { loadDocument } from '@mockloop/spec-parser';
import { expect, test } from 'vitest';
import { documentWebhooks } from '../../src/webhooks/document-webhooks.ts';
import { writeEventMessage } from '../../src/webhooks/event-message.ts';
import { openApiDocuments } from '../support/corpus.ts';

const FIXTURES = path.resolve(import.meta.dirname, '../../../../fixtures/openapi');
const fixtures = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
  .filter((name) => /^3\.[12]\/[^/]+\.(ya?ml|json)$|^3\.0\/(oai-callback-example|redocly-pets)\.yaml$/.test(name))
  .map((name) => ({ name, file: path.join(FIXTURES, name) }));
const documents = [...fixtures, ...openApiDocuments()];

test('every callback and webhook of every document has a valid body', { timeout: 120_000 }, async () => {
  const wrong: string[] = [];
  let written = 0;
  for (const { name, file } of documents) {
    const document = await loadDocument(file);
    const schemas = createSchemas({ source: (uri) => document.schema(uri) });
    const callbacks = document.operations.flatMap((entry) => {
      try {
        return document.readOperation(entry).callbacks;
      } catch {
        return [];
      }
    });
    for (const entry of [...[...documentWebhooks(document).values()].flat(), ...callbacks]) {
      const { body, headers, method } = writeEventMessage(entry, { document, schemas, seed: name }, {});
      written++;
      expect(method).toBe(entry.method);
      const contentType = headers.get('content-type') ?? '';
      const content = document.readOperation(entry).requestBody?.content ?? [];
      const mediaType = content.find((each) => each.mediaType.split(';')[0] === contentType.split(';')[0]);
      if (mediaType?.schema === undefined || body === undefined) continue;
      const schema = schemas.compile(mediaType.schema, 'response');
      const read = await readBody(body, { mediaType, contentType, schema, lookup: (uri) => document.schema(uri) });
      const violations = 'value' in read ? schema.validate(read.value) : read.problems;
      if (violations.length > 0) wrong.push(`${name} ${entry.name}: ${violations[0]?.message}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(written).toBeGreaterThanOrEqual(10);
});
