import { negotiate } from '@mockloop/body';
import { createSchemas, type Schemas } from '@mockloop/schema';
import type { ApiDocument, MediaType, Operation } from '@mockloop/spec-parser';
import { type ChosenResponse, chooseResponse } from '../../choose-response.ts';
import { exampleBody } from '../../example-body.ts';
import { isBadPreference, type Preferences } from '../../preferences.ts';
import { RecentAnswers } from '../../recent-answers.ts';
import { ResponsePlan } from '../../response-plan.ts';
import type { Choice, ChosenPart, Reason } from './explanation.ts';
import type { LoggedExchange, RefusedWith } from './logged-exchange.ts';

/** How the document came to its answer: worked out anew, as it was then. `undefined` where it did not give the answer. */
export async function explainChoice(
  exchange: LoggedExchange,
  answer: Reason,
  isDynamic: boolean,
): Promise<Choice | undefined> {
  const { operation, preferences, problem } = exchange;
  if (answer.by === 'check' && operation !== undefined) return explainRefusal(exchange);
  if (answer.by !== 'document' || operation === undefined || isBadPreference(preferences)) return undefined;
  if (problem !== undefined) return explainFailure(exchange, problem);
  const chosen = chooseResponse(operation, preferences.code);
  if (chosen === undefined) return NOTHING_DESCRIBED;
  const { content } = chosen.response;
  const status = { value: String(chosen.status), why: whyStatus(chosen, operation, preferences) };
  if (content.length === 0) return { status, body: { value: 'none', why: 'the document describes no content' } };
  const accept = exchange.header('accept');
  const mediaType = pickMediaType(content, accept);
  if (mediaType === undefined) return { status, body: { value: 'none', why: 'Accept takes nothing that it comes in' } };
  const body = await explainBody(exchange, {
    ...{ chosen, mediaType, preferences, operation },
    isDynamic:
      preferences.example === undefined && (preferences.dynamic ?? (preferences.seed !== undefined || isDynamic)),
  });
  return { status, media_type: { value: mediaType.mediaType, why: whyMediaType(content, accept) }, body };
}

function explainRefusal({ entry, operation, problem }: LoggedExchange): Choice {
  const value = String(entry.status);
  const declared = operation?.responses.some(({ status }) => [value, `${value[0]}XX`, 'default'].includes(status));
  const why =
    declared === true ? 'the document has such a response' : 'the document has no response of its own for this';
  return {
    status: { value, why },
    body:
      problem === undefined
        ? { value: 'document', why: 'the document describes what such a response says' }
        : {
            value: 'problem details',
            why: 'the document describes nothing else for it, or the mock runs with --errors',
          },
  };
}

/** What the document describes could not be sent. */
function explainFailure({ entry }: LoggedExchange, { detail }: RefusedWith): Choice {
  return {
    status: { value: String(entry.status), why: detail.replace(/\.$/, '') },
    body: { value: 'problem details', why: 'they say why the response of the document could not be had' },
  };
}

const NOTHING_DESCRIBED: Choice = {
  status: { value: '200', why: 'the document describes no response' },
  body: { value: 'none', why: 'the document describes no response' },
};

function whyStatus({ status, response }: ChosenResponse, { responses }: Operation, { code }: Preferences): string {
  if (code !== undefined) return `the request asked for ${code}`;
  const others = responses.length === 1 ? 'the only response' : 'the lowest success';
  if (response.status === String(status)) {
    return status < 300
      ? `${others} that the document describes`
      : 'the document describes no success: the lowest of all';
  }
  return `the document describes no status of a success, but "${response.status}"`;
}

function pickMediaType(content: readonly MediaType[], accept: string | undefined): MediaType | undefined {
  if (accept === undefined || accept === '*/*') return content[0];
  const index = negotiate(
    accept,
    content.map(({ mediaType }) => mediaType),
  );
  return index === undefined ? undefined : content[index];
}

function whyMediaType(content: readonly MediaType[], accept: string | undefined): string {
  if (content.length === 1) return 'the only one that the response comes in';
  if (accept === undefined || accept === '*/*') return 'the first that the document lists';
  return 'the first that the document lists of those that Accept prefers';
}

interface Wanted {
  readonly chosen: ChosenResponse;
  readonly mediaType: MediaType;
  readonly preferences: Preferences;
  readonly operation: Operation;
  readonly isDynamic: boolean;
}

async function explainBody({ document }: LoggedExchange, wanted: Wanted): Promise<ChosenPart> {
  const { mediaType, preferences, isDynamic } = wanted;
  if (preferences.example !== undefined) return explainNamed(mediaType, preferences.example);
  if (isDynamic) return { value: 'generated', why: 'drawn from the seed, the operation and the request' };
  const schemas = schemasOf(document);
  const broken = await brokenExamples(document, wanted, schemas);
  if (broken === undefined) return { value: 'generated', why: 'nothing that the schema takes is found any more' };
  const schema = mediaType.schema === undefined ? undefined : schemas.compile(mediaType.schema, 'response');
  const example = mediaType.examples.find(
    (candidate) => !broken.has(candidate.pointer) && exampleBody(candidate, mediaType, schema) !== undefined,
  );
  if (example !== undefined) {
    const skipped = broken.size === 0 ? '' : '; those before it break it';
    const name = example.name === '' ? 'example' : `example "${example.name}"`;
    return { value: name, why: `the first that meets its schema${skipped}` };
  }
  const why = mediaType.examples.length === 0 ? 'there is no example' : 'no example meets the schema';
  return { value: 'generated', why: `${why}: made from the schema${placeOf(document, mediaType)}, the same each time` };
}

function explainNamed({ examples }: MediaType, name: string): ChosenPart {
  if (examples.some((example) => example.name === name))
    return { value: `example "${name}"`, why: 'the request asked for it' };
  return { value: 'problem details', why: `the response has no example "${name}"` };
}

function placeOf(document: ApiDocument, { schema }: MediaType): string {
  return schema === undefined ? '' : ` at ${document.placeOf(schema).pointer}`;
}

/** Pointers of the examples that are not sent because they break their schema; `undefined` where nothing can be sent. */
async function brokenExamples(
  document: ApiDocument,
  { chosen, mediaType, operation }: Wanted,
  schemas: Schemas,
): Promise<ReadonlySet<string> | undefined> {
  const reports: string[] = [];
  const plan = new ResponsePlan(chosen.response, chosen.status, {
    ...{ document, schemas, seed: operation.key, deprecated: false, recent: new RecentAnswers(0) },
    report: (message) => reports.push(message),
  });
  try {
    await plan.answer({ accept: mediaType.mediaType });
  } catch {
    return undefined;
  }
  const pointers = mediaType.examples.map(({ pointer }) => pointer);
  return new Set(pointers.filter((pointer) => reports.some((report) => report.startsWith(`${pointer}: `))));
}

const known = new WeakMap<ApiDocument, Schemas>();

function schemasOf(document: ApiDocument): Schemas {
  const schemas = known.get(document) ?? createSchemas({ source: (uri) => document.schema(uri) });
  known.set(document, schemas);
  return schemas;
}
