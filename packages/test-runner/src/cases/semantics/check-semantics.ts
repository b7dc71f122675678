import { isUtf8 } from 'node:buffer';
import { parseMediaType } from '@mockloop/body';
import type { ResponseObject } from '@mockloop/spec-parser';
import type { TestExchange, TestResponse } from '../../model/exchange.ts';
import type { Observation } from '../../model/observation.ts';
import { headerOf } from '../../requests/read-answer.ts';

/**
 * What is wrong with any answer by HTTP alone, whatever the document says.
 *
 * @param declared The document's response, where there is one: a field that it demands is missed by the check of its fields.
 * @param isMock It answers what the document says, status and fields: what is wrong with these is wrong in the document.
 */
export function checkSemantics(
  { request, response }: TestExchange,
  { declared, isMock }: { readonly declared?: ResponseObject | undefined; readonly isMock: boolean },
): readonly Observation[] {
  if (response === undefined) return [];
  const demands = (field: string): boolean =>
    declared?.headers.some(({ name, required }) => required && name.toLowerCase() === field) === true;
  const ofStatus = (): readonly Observation[] => [
    ...createdByReading(request.method, response),
    ...(demands('www-authenticate') ? [] : withoutChallenge(response)),
    ...withoutAllow(request.method, response),
  ];
  return [...(isMock && declared !== undefined ? [] : ofStatus()), ...wrongTimes(response), ...wrongEncoding(response)];
}

function createdByReading(method: string, { status }: TestResponse): readonly Observation[] {
  if (status !== 201 || (method !== 'GET' && method !== 'HEAD')) return [];
  return [
    {
      check: 'created-by-get',
      message: `${method} was answered 201: something was created by reading.`,
      expected: '200',
      observed: '201',
      signature: '201 on GET',
    },
  ];
}

function withoutChallenge({ status, headers }: TestResponse): readonly Observation[] {
  if (status !== 401 || headerOf(headers, 'www-authenticate') !== undefined) return [];
  return [
    {
      check: 'unauthorized-without-challenge',
      message: 'A 401 has no `WWW-Authenticate`, which says how to authenticate.',
      expected: '`WWW-Authenticate` with a challenge, e.g. `Bearer`',
      observed: 'no such field',
      signature: '401 without WWW-Authenticate',
    },
  ];
}

function withoutAllow(method: string, { status, headers }: TestResponse): readonly Observation[] {
  if (status !== 405) return [];
  const allow = headerOf(headers, 'allow');
  const isListed = allow?.split(',').some((one) => one.trim().toUpperCase() === method) === true;
  if (allow !== undefined && !isListed) return [];
  return [
    allow === undefined
      ? {
          check: '405-without-allow',
          message: 'A 405 has no `Allow`, which says what methods there are.',
          expected: '`Allow` with the methods of the path',
          observed: 'no such field',
          signature: '405 without Allow',
        }
      : {
          check: 'allow-wrong',
          message: `${method} was refused with 405, and \`Allow: ${allow}\` says that it is allowed.`,
          expected: `\`Allow\` without ${method}`,
          observed: allow,
          signature: 'Allow has what is refused',
        },
  ];
}

/** `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 §5.6.7), and the two older forms. */
const HTTP_DATE =
  /^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT|[A-Z][a-z]+day, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4})$/;

function wrongTimes({ status, headers }: TestResponse): readonly Observation[] {
  const dates = ['date', 'last-modified'].flatMap((name) => {
    const value = headerOf(headers, name);
    return value === undefined || HTTP_DATE.test(value) ? [] : [wrongField(name, value, 'an HTTP date')];
  });
  const retry = headerOf(headers, 'retry-after');
  const isFine = retry === undefined || /^\d+$/.test(retry) || HTTP_DATE.test(retry);
  const isMeant = status === 429 || status === 503 || (status >= 300 && status < 400);
  return isFine || !isMeant ? dates : [...dates, wrongField('retry-after', retry, 'whole seconds or an HTTP date')];
}

function wrongField(name: string, value: string, expected: string): Observation {
  return {
    check: 'time-field-invalid',
    message: `\`${name}: ${value}\` is not ${expected}.`,
    expected,
    observed: value,
    signature: `${name} invalid`,
  };
}

/** JSON is UTF-8 (RFC 8259 §8.1), whatever the document says. */
function wrongEncoding({ headers, body }: TestResponse): readonly Observation[] {
  const type = parseMediaType(headerOf(headers, 'content-type') ?? '');
  const isJson = type?.type === 'application' && (type.subtype === 'json' || type.subtype.endsWith('+json'));
  if (!isJson || body.length === 0 || isUtf8(body)) return [];
  return [
    {
      check: 'json-not-utf8',
      message: 'A body in JSON is not encoded in UTF-8.',
      expected: 'UTF-8',
      observed: 'bytes that are no UTF-8',
      signature: 'JSON not UTF-8',
    },
  ];
}
