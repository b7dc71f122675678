import type { Operation } from '@mockloop/spec-parser';
import { nearestOperations } from '../../nearest-operations.ts';
import type { Worlds } from '../../worlds/worlds.ts';
import type { Alternatives, ResponseAlternative } from './explanation.ts';
import { findNearMisses } from './find-near-misses.ts';
import { type LoggedExchange, toScenarioRequest } from './logged-exchange.ts';

const MAX_RESPONSES = 50;

export const NO_ALTERNATIVES: Alternatives = { responses: [], operations: [], allowed_methods: [], near_misses: [] };

/** What else could have been answered, and how to get there. */
export function findAlternatives(exchange: LoggedExchange, worlds: Worlds, world: string): Alternatives {
  const { document, entry, found, operation } = exchange;
  const nearest = found.kind === 'found' ? [] : nearestOperations(document.operations, entry.method, entry.path);
  const { scenario } = entry;
  return {
    responses: operation === undefined ? [] : responsesOf(operation),
    operations: nearest.map(({ key, operationId }) => ({ key, operation_id: operationId })),
    allowed_methods: found.kind === 'method-not-allowed' ? [...found.allow] : [],
    near_misses: worlds.has(world)
      ? findNearMisses(toScenarioRequest(exchange), worlds.named(world), { document, scenario })
      : [],
  };
}

function responsesOf({ responses }: Operation): ResponseAlternative[] {
  return responses
    .flatMap(({ status, content }) => {
      const code = `code=${codeOf(status, responses)}`;
      const named = content.flatMap(({ mediaType, examples }) =>
        examples
          .filter(({ name }) => name !== '')
          .map(({ name }) => ({
            status,
            media_type: mediaType,
            example: name,
            prefer: `${code}, example=${quoted(name)}`,
          })),
      );
      return [{ status, media_type: content[0]?.mediaType, prefer: code }, ...named];
    })
    .slice(0, MAX_RESPONSES);
}

/** A status that `4XX` or `default` stands for, and nothing else does. */
function codeOf(status: string, responses: Operation['responses']): string {
  if (/^\d+$/.test(status)) return status;
  const declared = new Set(responses.map((response) => response.status));
  const candidates = status === 'default' ? [500, 400, 599] : [0, 9, 99].map((rest) => Number(status[0]) * 100 + rest);
  return String(candidates.find((code) => !declared.has(String(code))) ?? candidates[0]);
}

function quoted(name: string): string {
  return /^[!#$%&'*+.^_`|~\w-]+$/.test(name) ? name : `"${name.replace(/["\\]/g, '\\$&')}"`;
}
