import { negotiate } from '@mockloop/body';
import { isBodiless } from '../answer.ts';
import { isBadPreference, readPreferences } from '../preferences.ts';
import type { FixTarget } from './fix-target.ts';
import { requestHead } from './rebuild-request.ts';
import { type RequestDocument, withHeader } from './request-document.ts';

/** Asks for the first media type that the response has, where it has none of those asked for. */
export function fixAccept(document: RequestDocument, { compiled, original }: FixTarget): RequestDocument {
  const request = requestHead(document, original);
  const preferences = readPreferences((name) => request.header(name), request.query);
  const chosen = compiled.choose(isBadPreference(preferences) ? undefined : preferences.code);
  if (chosen === undefined || isBodiless(chosen.status)) return document;
  const offered = chosen.response.content.map(({ mediaType }) => mediaType);
  const [first] = offered;
  if (first === undefined || negotiate(document.headers.accept, offered) !== undefined) return document;
  return withHeader(document, 'accept', first);
}
