import { createSchemas, type Schemas } from '@mockloop/schema';
import { type ApiDocument, loadDocument, type ResponseObject } from '@mockloop/spec-parser';
import type { Answer, Exchange } from './client.ts';

/** Holds exchanges against a document. */
export interface Conformance {
  /** What is wrong with an exchange, in words. Nothing where its path or method is none of the document's. */
  readonly problemsOf: (exchange: Exchange) => readonly string[];
  /** Operations and their statuses that were seen: `GET /me 200`. */
  readonly seen: ReadonlySet<string>;
  /** All that the document declares, in the same form. */
  readonly declared: ReadonlySet<string>;
}

export async function createConformance(file: string): Promise<Conformance> {
  const document = await loadDocument(file);
  const schemas = createSchemas({ source: (uri) => document.schema(uri) });
  const seen = new Set<string>();
  const declared = document.operations.flatMap((entry) =>
    document.readOperation(entry).responses.map(({ status }) => `${entry.key} ${status}`),
  );
  return {
    seen,
    declared: new Set(declared),
    problemsOf: (exchange) => {
      const operation = findOperation(document, exchange);
      if (operation === undefined) return [];
      const { key, responses } = operation;
      const place = `${key} ${exchange.answer.status}`;
      const response = responses.find(({ status }) => status === String(exchange.answer.status));
      if (response === undefined) return [`${place} is not declared: ${exchange.answer.text}`];
      seen.add(place);
      return [...headerProblems(response, exchange.answer), ...bodyProblems(schemas, response, exchange)].map(
        (problem) => `${place}: ${problem}`,
      );
    },
  };
}

function findOperation(
  document: ApiDocument,
  { method, target }: Exchange,
): ReturnType<ApiDocument['readOperation']> | undefined {
  const path = target.split('?')[0] ?? '';
  const fits = document.operations.filter((entry) => entry.method === method && pathFits(entry.path, path));
  const [best] = fits.toSorted((a, b) => a.path.split('{').length - b.path.split('{').length);
  return best === undefined ? undefined : document.readOperation(best);
}

function pathFits(template: string, path: string): boolean {
  const given = path.split('/');
  const wanted = template.split('/');
  return given.length === wanted.length && wanted.every((part, index) => part.startsWith('{') || part === given[index]);
}

function headerProblems(response: ResponseObject, { headers }: Answer): readonly string[] {
  return response.headers
    .filter(({ name, required }) => required && !headers.has(name))
    .map(({ name }) => `${name} is missing`);
}

function bodyProblems(schemas: Schemas, response: ResponseObject, { method, answer }: Exchange): readonly string[] {
  if (response.content.length === 0 || method === 'HEAD') return answer.text === '' ? [] : ['there is a body'];
  const type = answer.headers.get('content-type')?.split(';')[0];
  const content = response.content.find(({ mediaType }) => mediaType === type);
  if (content === undefined) return [`${type} is not declared`];
  if (content.schema === undefined) return [];
  const instance = /json$/.test(content.mediaType) ? answer.json : answer.text;
  return schemas
    .compile(content.schema, 'response')
    .validate(instance)
    .map(({ pointer, message }) => `${pointer} ${message}`);
}
