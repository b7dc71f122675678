import { setImmediate } from 'node:timers/promises';
import { type CompiledSchema, createPattern, createSchemas, SchemaError, type Violation } from '@mockloop/schema';
import {
  type ApiDocument,
  type Diagnostic,
  type Example,
  locate,
  type MediaType,
  type OperationEntry,
} from '@mockloop/spec-parser';
import { exampleBody } from './example-body.ts';

/** After this long, other work gets a turn. */
const TURN_MS = 10;

/**
 * Finds the responses that a mock cannot give, because their schema has no instance, and the examples that it will not
 * send, because they break their schema. It generates an instance of every
 * schema, which takes seconds for a large document; a mock itself finds out when a response is first asked for.
 *
 * @returns Warnings, in document order. What `checkDocument` reports is not repeated.
 */
export async function checkAnswers(document: ApiDocument): Promise<readonly Diagnostic[]> {
  const schemas = createSchemas({ source: (uri) => document.schema(uri) });
  const warnings: Diagnostic[] = [];
  const seen = new Set<string>();
  let turn = performance.now();
  for (const entry of document.operations) {
    for (const mediaType of responseContent(document, entry)) {
      const { schema: uri } = mediaType;
      if (uri === undefined) continue;
      const schema = schemas.compile(uri, 'response');
      warnings.push(...wrongExamples(mediaType, schema, document));
      const error = seen.has(uri) ? undefined : failureOf(schema);
      if (error !== undefined) warnings.push(toWarning(document, entry, error));
      seen.add(uri);
    }
    if (performance.now() - turn < TURN_MS) continue;
    await setImmediate();
    turn = performance.now();
  }
  return withLines(document, warnings);
}

/** Shorter texts than this, and a backtracking matcher is lost: only exponential time does that. */
const SAFE_LENGTH = 256;

/** For `checkDocument`: whether a pattern is one that a mock must not run by backtracking. */
export function isSlowPattern(source: string): boolean {
  const { supported, nativeLength } = createPattern(source);
  return supported && nativeLength < SAFE_LENGTH;
}

/** None of an operation that cannot be read: that is `checkDocument`'s to say. */
function responseContent(document: ApiDocument, entry: OperationEntry): readonly MediaType[] {
  try {
    return document.readOperation(entry).responses.flatMap(({ content }) => content);
  } catch {
    return [];
  }
}

function wrongExamples(mediaType: MediaType, schema: CompiledSchema, document: ApiDocument): Diagnostic[] {
  return mediaType.examples.flatMap((example) => {
    const wrong = violationOf(example, mediaType, schema);
    if (wrong === undefined) return [];
    const message = `This example breaks its own schema: ${wrong.pointer || 'the whole'} ${wrong.message}.`;
    const advice = 'Correct it or its schema. Until then it is sent only when it is asked for by name.';
    return {
      severity: 'warning',
      code: 'EXAMPLE_INVALID',
      message,
      advice,
      file: document.file,
      pointer: example.pointer,
    };
  });
}

function violationOf(example: Example, mediaType: MediaType, schema: CompiledSchema): Violation | undefined {
  try {
    const body = exampleBody(example, mediaType, schema);
    if (body === undefined || !('value' in body) || schema.isValid(body.value)) return undefined;
    return schema.validate(body.value)[0];
  } catch {
    // A reference that leads nowhere is reported where it stands.
    return undefined;
  }
}

/** Why a schema has no instance. `undefined` where it has one, or a reference in it leads nowhere. */
function failureOf(schema: CompiledSchema): SchemaError | undefined {
  try {
    schema.generate();
  } catch (error) {
    if (error instanceof SchemaError) return error;
  }
  return undefined;
}

function toWarning(document: ApiDocument, { key }: OperationEntry, error: SchemaError): Diagnostic {
  const advice = 'Correct the schema. Until then this response is answered with a problem instead.';
  const place = document.placeOf(error.uri, error.pointer);
  return { severity: 'warning', code: 'SCHEMA_UNSATISFIABLE', message: `${key}: ${error.message}`, advice, ...place };
}

async function withLines(document: ApiDocument, warnings: readonly Diagnostic[]): Promise<Diagnostic[]> {
  const lines = await locate(document, warnings);
  return warnings.map((warning, index) => ({ ...warning, ...lines[index] }));
}
