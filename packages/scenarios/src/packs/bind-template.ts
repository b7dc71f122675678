import type { RuleMatch, ScenarioRule } from '../scenario.ts';
import { bindRespond, bindSequence, type MakeVariant, NoSuchResponse } from './bind-respond.ts';
import { bothMatches } from './match-operations.ts';
import type { OperationTraits } from './operation-traits.ts';
import type { PackRule } from './pack.ts';

export interface TemplateTarget {
  /** Whose responses it gives. */
  readonly operation: OperationTraits;
  /** The requests that it takes, before what the template itself asks for. */
  readonly match: RuleMatch;
  readonly makeVariant: MakeVariant;
}

/** The rule that a template becomes; or why it cannot become one. */
export function bindTemplate(template: PackRule, target: TemplateTarget): ScenarioRule | NoSuchResponse {
  try {
    return bind(template, target);
  } catch (error) {
    if (error instanceof NoSuchResponse) return error;
    throw error;
  }
}

function bind(template: PackRule, { operation, match, makeVariant }: TemplateTarget): ScenarioRule {
  const { for: _, payloads: __, match: own = {}, respond, sequence, rate_limit, ...rest } = template;
  const whole = bothMatches(match, own);
  return {
    ...(Object.keys(whole).length > 0 && { match: whole }),
    ...(respond && { respond: bindRespond(respond, operation, makeVariant) }),
    ...(sequence && { sequence: bindSequence(sequence, operation, makeVariant) }),
    ...(rate_limit && { rate_limit: bindRateLimit(rate_limit, operation, makeVariant) }),
    ...rest,
  };
}

function bindRateLimit(
  { respond, ...limit }: NonNullable<PackRule['rate_limit']>,
  operation: OperationTraits,
  makeVariant: MakeVariant,
): NonNullable<ScenarioRule['rate_limit']> {
  return respond === undefined ? limit : { ...limit, respond: bindRespond(respond, operation, makeVariant) };
}
