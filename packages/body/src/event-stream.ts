import type { ValueShape } from '@mockloop/spec-parser';
import type { BodyResult } from './body-result.ts';
import { readJsonText } from './json-body.ts';
import { listOf } from './json-sequence.ts';

/** One event (OpenAPI 3.2 §4.14.3). */
interface StreamEvent {
  data?: string;
  event?: string;
  id?: string;
  retry?: number;
}

/**
 * Reads Server-Sent Events as an array of objects with `data`, `event`, `id` and `retry`. Comments, unknown
 * fields and events without data are passed over. A last event needs no empty line behind it. Where the schema's items
 * are objects without `data`, as documents before OpenAPI 3.2 have them, the items are what the data says in JSON.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
 */
export function readEventStream(text: string, { kind, names = [] }: ValueShape): BodyResult {
  const isData = kind === 'object' && names.length > 0 && !names.includes('data');
  const events = readEvents(text);
  return { value: isData ? events.flatMap(dataOf) : events };
}

/** JSON, but for marks such as `[DONE]`, which say something about the stream itself. */
function dataOf({ data = '' }: StreamEvent): readonly unknown[] {
  const result = readJsonText(data);
  if ('value' in result) return [result.value];
  return /^\[\w+\]$/.test(data) ? [] : [data];
}

function readEvents(text: string): readonly StreamEvent[] {
  const value: StreamEvent[] = [];
  let event: StreamEvent = {};
  for (const line of [...text.split(/\r\n|[\n\r]/), '']) {
    if (line !== '') readField(line, event);
    else {
      if (event.data !== undefined) value.push(event);
      event = {};
    }
  }
  return value;
}

/** @param items An array of events, or one. What is no event becomes the data of one. */
export function writeEventStream(items: unknown): string {
  return listOf(items).map(writeEvent).join('');
}

function readField(line: string, event: StreamEvent): void {
  const colon = line.indexOf(':');
  const name = colon === -1 ? line : line.slice(0, colon);
  const value = colon === -1 ? '' : line.slice(colon + (line[colon + 1] === ' ' ? 2 : 1));
  if (name === 'data') event.data = event.data === undefined ? value : `${event.data}\n${value}`;
  else if (name === 'event') event.event = value;
  else if (name === 'id' && !value.includes('\0')) event.id = value;
  else if (name === 'retry' && /^\d+$/.test(value)) event.retry = Number(value);
}

function writeEvent(item: unknown): string {
  const event = isEvent(item) ? item : { data: item };
  const lines = ['event', 'id', 'retry'].flatMap((name) => {
    const value = event[name];
    return value === undefined || value === null ? [] : fieldLines(name, String(value).replace(/[\r\n\0]/g, ' '));
  });
  const data =
    event.data === undefined
      ? []
      : fieldLines('data', typeof event.data === 'string' ? event.data : JSON.stringify(event.data));
  return `${[...lines, ...data].join('')}\n`;
}

function fieldLines(name: string, value: string): readonly string[] {
  return value.split(/\r\n|[\n\r]/).map((line) => `${name}: ${line}\n`);
}

/** An object with data and nothing but what an event has; any other is data itself. */
function isEvent(item: unknown): item is Readonly<Record<string, unknown>> {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return false;
  return Object.hasOwn(item, 'data') && Object.keys(item).every((name) => FIELDS.has(name));
}

const FIELDS: ReadonlySet<string> = new Set(['data', 'event', 'id', 'retry']);
