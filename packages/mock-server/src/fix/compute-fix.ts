import { bodyKindOf } from '@mockloop/body';
import { SchemaError } from '@mockloop/schema';
import { SpecError } from '@mockloop/spec-parser';
import { chooseMediaType } from '../check-body.ts';
import { checkRequest } from '../check-request.ts';
import type { CompiledOperation } from '../compiled-operation.ts';
import type { Exchange } from '../exchange.ts';
import { fixAccept } from './fix-accept.ts';
import { fixBody } from './fix-body.ts';
import { fixParameters } from './fix-parameters.ts';
import { fixPreferences } from './fix-preferences.ts';
import { type Destination, destinationsOf } from './fix-route.ts';
import { fixSecurity } from './fix-security.ts';
import type { FixContext, FixTarget } from './fix-target.ts';
import { costOf, diffJson, type JsonPatch } from './json-patch.ts';
import { type Original, rebuildRequest } from './rebuild-request.ts';
import { type RequestDocument, readRequestDocument, withHeader } from './request-document.ts';
import { viewBody } from './view-body.ts';

/** Larger requests get no fix, in bytes. */
const MAX_BODY = 65_536;
const MAX_TARGET = 16_384;
/** Larger fixes are not sent, in characters of JSON. */
const MAX_FIX = 16_384;
/** What was generated may not survive its way through a form or a path; other values do. */
const MAX_ATTEMPTS = 5;

/**
 * Works out what makes a refused request valid: a JSON Patch (RFC 6902) of its `RequestDocument`. What it comes to has
 * been checked as any request is. What was right stays as it was.
 *
 * @param exchange Of the refused request, its body read.
 * @returns `undefined` where none was found, or none of a size that is worth sending.
 */
export async function computeFix(context: FixContext, exchange: Exchange): Promise<JsonPatch | undefined> {
  const { request, body = new Uint8Array() } = exchange;
  if (body.length > MAX_BODY || request.path.length + request.query.length > MAX_TARGET) return undefined;
  const original: Original = { request, bytes: body, document: readRequestDocument(request) };
  let best: JsonPatch | undefined;
  let least = Infinity;
  for (const destination of destinationsOf(context, original, exchange.operation)) {
    if (destination.cost >= least) continue;
    const fix = await fixFor(destination, { context, original, exchange });
    if (fix === undefined || destination.cost + fix.cost >= least) continue;
    best = fix.patch;
    least = destination.cost + fix.cost;
  }
  return best;
}

interface Fix {
  readonly patch: JsonPatch;
  /** How much it changes. */
  readonly cost: number;
}

interface FixWork {
  readonly context: FixContext;
  readonly original: Original;
  readonly exchange: Exchange;
}

async function fixFor(destination: Destination, work: FixWork): Promise<Fix | undefined> {
  try {
    const compiled = work.context.compiled(destination.entry);
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const seed = `${compiled.settings.seed} ${compiled.entry.key} fix ${attempt}`;
      const fix = await attemptFix(destination, work, { compiled, seed, examples: attempt === 0 });
      if (fix === undefined) continue;
      if (JSON.stringify(fix.patch).length <= MAX_FIX) return fix;
      // The second attempt is shorter where it can be, later ones are not.
      if (attempt > 0) break;
    }
  } catch (error) {
    if (!(error instanceof SchemaError || error instanceof SpecError)) throw error;
  }
  return undefined;
}

async function attemptFix(
  { method, path }: Destination,
  { context, original: received, exchange }: FixWork,
  { compiled, seed, examples }: Pick<FixTarget, 'compiled' | 'seed' | 'examples'>,
): Promise<Fix | undefined> {
  const view = await viewBody({ context, compiled, original: received, seed, examples });
  const original = view.shown === undefined ? received : withShownBody(received, view.shown);
  const target: FixTarget = { context, compiled, original, seed, examples };
  const routed = withRoute(original.document, { method, path }, compiled);
  const asked = fixAccept(fixPreferences(routed, target), target);
  const allowed = fixSecurity(asked, target);
  const fixed = fixBody(fixParameters(allowed, target), view, target);
  const patch = diffDocuments(original.document, fixed);
  if (patch.length === 0 || !(await isRight(fixed, target, exchange))) return undefined;
  return { patch, cost: costOf(patch, original.document) };
}

function diffDocuments(before: RequestDocument, after: RequestDocument): JsonPatch {
  const type = after.headers['content-type'] ?? '';
  // What a form says of one field may be a value to one and a list of it to another.
  if (bodyKindOf(type) !== 'form' && bodyKindOf(type) !== 'multipart') return diffJson(before, after, { pointer: '' });
  const { body: _, ...head } = before;
  const { body: __, ...newHead } = after;
  const fields = { pointer: '', levels: 2 };
  return [
    ...diffJson(head, newHead, { pointer: '' }),
    ...diffJson({ body: before.body }, { body: after.body }, fields),
  ];
}

function withShownBody(original: Original, body: unknown): Original {
  return { ...original, document: { ...original.document, body } };
}

/** A method that takes no body is sent none. */
function withRoute(
  document: RequestDocument,
  { method, path }: Pick<Destination, 'method' | 'path'>,
  { operation }: CompiledOperation,
): RequestDocument {
  if (method === document.method) return { ...document, path };
  const { body, ...others } = document;
  if (operation.requestBody !== undefined || body === undefined) return { ...document, method, path };
  return withHeader({ ...others, method, path }, 'content-type', undefined);
}

/** Whether the mock would take the request, and could answer it as it asks. */
async function isRight(document: RequestDocument, target: FixTarget, exchange: Exchange): Promise<boolean> {
  const { context, compiled, original, seed } = target;
  const content = compiled.operation.requestBody?.content ?? [];
  const { request, bytes } = rebuildRequest(document, original, {
    mediaType: chooseMediaType(content, document.headers['content-type']),
    lookup: (uri) => context.document.schema(uri),
    placeOf: (uri) => context.document.placeOf(uri),
    seed,
  });
  const found = context.find(request);
  if (found.kind !== 'found') return false;
  const candidates = found.entries.map((entry) => context.compiled(entry));
  const { captures } = found;
  const check = await checkRequest(candidates, { ...exchange, request, captures, body: bytes }, bytes);
  if (check.refused !== undefined || check.violations.length > 0) return false;
  return fixAccept(fixPreferences(document, target), target) === document;
}
