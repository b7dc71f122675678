import type { Target, Test } from '../match/compile-match.ts';
import type { CompiledRule } from './compile-rule.ts';

/** A rule that requests of an operation may match, with the tests that tell. */
export interface Candidate {
  readonly rule: CompiledRule;
  readonly tests: readonly Test[];
}

export interface Candidates {
  readonly candidates: readonly Candidate[];
  /** Why the other rules never match a request of this operation. */
  readonly passed: readonly string[];
}

/** Rules times operations that are remembered; for a document with more, they are found anew now and then. */
const MAX_ENTRIES = 500_000;

/** Finds the rules that may match, in their order. What can be told from the operation alone is told once for each. */
export function createRuleIndex(rules: readonly CompiledRule[]): (target: Target) => Candidates {
  // Three maps in a row, since to make one key of three texts takes longer than to look them up.
  const known = new Map<string | undefined, Map<string, Map<string | undefined, Candidates>>>();
  let size = 0;
  return (target) => {
    const { method, operationId, route } = target;
    const found = known.get(route)?.get(method)?.get(operationId);
    if (found !== undefined) return found;
    if (size > MAX_ENTRIES) {
      known.clear();
      size = 0;
    }
    size += 1 + rules.length;
    const candidates = select(rules, target);
    const byMethod = getOrAdd(known, route, () => new Map<string, Map<string | undefined, Candidates>>());
    getOrAdd(byMethod, method, () => new Map<string | undefined, Candidates>()).set(operationId, candidates);
    return candidates;
  };
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

function select(rules: readonly CompiledRule[], target: Target): Candidates {
  const candidates: Candidate[] = [];
  const passed: string[] = [];
  for (const rule of rules) {
    const reached = rule.match.reach(target);
    if (typeof reached === 'string') passed.push(`rule ${rule.index}: ${reached}`);
    else candidates.push({ rule, tests: reached });
  }
  return { candidates, passed };
}
