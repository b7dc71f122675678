import { bodyKindOf, matchMediaType } from '@mockloop/body';
import type { MediaType, ResponseObject } from '@mockloop/spec-parser';
import type { Observation } from '../model/observation.ts';
import { type Answer, fieldOf, hasNoBody, isEnvironment, severityOf } from './answer-context.ts';
import { checkContent } from './check-content.ts';

/** Whether the body is there where it must be, of a declared media type, readable, and as its schema says. */
export async function checkBody(answer: Answer): Promise<readonly Observation[]> {
  const { response, declared, operation } = answer;
  if (hasNoBody(answer)) return unexpectedBody(answer);
  if (declared === undefined || declared.content.length === 0 || isEnvironment(answer)) return [];
  if (response.body.length === 0) return emptyBody(answer, declared);
  const contentType = fieldOf(answer, 'content-type');
  const found: Observation[] = [];
  if (contentType === undefined) {
    found.push({
      check: 'content-type',
      message: `${operation.key} answered ${response.status} with a body but without a Content-Type`,
      expected: declared.content.map(({ mediaType }) => mediaType).join(' or '),
      signature: 'missing',
      pointer: declared.pointer,
      severity: 'low',
    });
  }
  const mediaType = fitting(declared.content, contentType);
  if (mediaType === undefined) return [undeclaredType(answer, declared, contentType ?? '')];
  return [...found, ...(await checkContent(answer, mediaType, contentType))];
}

/** A client throws away what comes behind a 204: there, the length that is announced tells (RFC 9110 §8.6). */
function unexpectedBody(answer: Answer): readonly Observation[] {
  const { exchange, response, operation } = answer;
  const announced = response.status === 204 ? Number(fieldOf(answer, 'content-length') ?? 0) : 0;
  const length = response.body.length || announced;
  if (!(length > 0)) return [];
  const what = exchange.request.method === 'HEAD' ? 'to HEAD' : String(response.status);
  return [
    {
      check: 'body-where-none-may-be',
      message: `${operation.key} answered ${what} with a body of ${length} bytes`,
      expected: 'no body (RFC 9110 §6.4.1)',
      signature: `${what} ${operation.key}`,
    },
  ];
}

function emptyBody({ response, operation }: Answer, declared: ResponseObject): readonly Observation[] {
  // The empty text is a text; it is no JSON and no XML.
  const needed = declared.content.every(
    ({ mediaType, schema }) => schema !== undefined && /^(json|xml)$/.test(bodyKindOf(mediaType)),
  );
  if (!needed) return [];
  return [
    {
      check: 'empty-body',
      message: `${operation.key} answered ${response.status} without the body that the document describes`,
      expected: declared.content.map(({ mediaType }) => mediaType).join(' or '),
      observed: 'an empty body',
      signature: `${declared.pointer}`,
      pointer: declared.pointer,
      severity: severityOf(response.status),
    },
  ];
}

function fitting(content: readonly MediaType[], contentType: string | undefined): MediaType | undefined {
  if (contentType === undefined) return content[0];
  const matches = content.filter(({ mediaType }) => matchMediaType(mediaType, contentType));
  return matches.find(({ mediaType }) => !mediaType.includes('*')) ?? matches[0];
}

function undeclaredType({ response, operation }: Answer, declared: ResponseObject, contentType: string): Observation {
  const known = declared.content.map(({ mediaType }) => mediaType);
  return {
    check: 'content-type',
    message: `${operation.key} answered ${response.status} with ${contentType}; the document has ${known.join(', ')}`,
    expected: known.join(' or '),
    observed: contentType,
    signature: `${contentType.split(';', 1)[0]?.trim().toLowerCase()} for ${response.status >= 400 ? 'errors' : declared.pointer}`,
    pointer: declared.pointer,
    // The standard form of errors (RFC 9457), where the document has JSON of its own.
    severity: /^application\/problem\+json/i.test(contentType) ? 'info' : severityOf(response.status),
  };
}
