import type { MockRequest } from '../mock-request.ts';
import type { ListPage } from './list-items.ts';
import type { ListParameters, QueryRef } from './list-parameters.ts';

export interface PageLinks {
  readonly self: string;
  readonly next?: string | undefined;
  readonly prev?: string | undefined;
  readonly first?: string | undefined;
  readonly last?: string | undefined;
}

/** The URLs of the pages around one. */
export function pageLinks(page: ListPage, parameters: ListParameters, request: MockRequest): PageLinks {
  const url = (changes: Changes): string => urlWith(request, changes);
  const self = urlWith(request, []);
  const { limit, offset, total } = page;
  if (!Number.isFinite(limit) || limit === 0) return { self };
  const at = (start: number): string | undefined => {
    if (parameters.page !== undefined)
      return url([[parameters.page, Math.floor(start / limit) + parameters.page.first]]);
    return parameters.offset === undefined ? undefined : url([[parameters.offset, start]]);
  };
  const byCursor = (cursor: string | undefined, ref: QueryRef | undefined): string | undefined =>
    cursor === undefined || ref === undefined ? undefined : url([[ref, cursor]]);
  const lastStart = Math.max(0, Math.ceil(total / limit) - 1) * limit;
  return {
    self,
    next: page.hasMore ? (at(offset + limit) ?? byCursor(page.nextCursor, parameters.after)) : undefined,
    prev:
      offset > 0 ? (at(Math.max(0, offset - limit)) ?? byCursor(page.previousCursor, parameters.before)) : undefined,
    first: at(0),
    last: at(lastStart),
  };
}

/** The `Link` field (RFC 8288) as page based APIs send it. */
export function linkField({ next, prev, first, last }: PageLinks): string | undefined {
  const links = [
    ['prev', prev],
    ['next', next],
    ['last', next === undefined ? undefined : last],
    ['first', prev === undefined ? undefined : first],
  ].filter(([, url]) => url !== undefined);
  return links.length === 0 ? undefined : links.map(([rel, url]) => `<${url}>; rel="${rel}"`).join(', ');
}

type Changes = readonly (readonly [ref: QueryRef, value: string | number])[];

function urlWith({ origin, prefix, path, query }: MockRequest, changes: Changes): string {
  const search = new URLSearchParams(query);
  for (const [{ parameter, member }, value] of changes)
    search.set(member === undefined ? parameter : `${parameter}[${member}]`, String(value));
  const text = search.toString();
  return `${origin}${prefix}${path}${text === '' ? '' : `?${text}`}`;
}
