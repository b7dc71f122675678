import { loadDocument } from '@mockloop/spec-parser';
import {
  createTestPlan,
  type Finding,
  type GivenIdentity,
  type RunOptions,
  replayCase,
  runTests,
  type TestRun,
} from '@mockloop/test-runner';
import type { Fault } from './targets/fault.ts';
import { type LoadFigures, loadTarget, matchLimits } from './targets/load-target.ts';
import { type FaultFigures, matchFindings } from './targets/match-findings.ts';
import { type RateService, startRateService } from './targets/rate-service.ts';
import { TARGETS, type Target, type TargetName } from './targets/start-target.ts';
import { startTargetProcess } from './targets/target-process.ts';

/** What one run said about a target with some faults, or none. */
export interface TargetFigures {
  readonly target: TargetName;
  readonly seed: string;
  /** Which of the faults' groups was switched on; 0: none. */
  readonly group: number;
  readonly status: string;
  readonly requests: number;
  readonly seconds: number;
  readonly faults: readonly FaultFigures[];
  /** What fits no fault: with none switched on, false alarms. `check at operation: message`. */
  readonly others: readonly string[];
  readonly warnings: readonly string[];
  /** Cases behind findings that were replayed, each in one call, and those of them that showed nothing then. */
  readonly replays: number;
  readonly silent: readonly string[];
}

export interface TargetsOptions {
  readonly targets: readonly TargetName[];
  readonly seeds: readonly string[];
  /** Told of each run when it is done. */
  readonly onRun?: (figures: TargetFigures) => void;
}

/** The group of faults that shows under load alone. */
const LOAD_GROUP = 3;
const LOAD_TRIES = 3;
/** A run has two minutes; one that does not end by itself is ended, and keeps what it had. */
const MAX_RUN_MS = 180_000;

/** Tests each target with default settings: sound, and with its faults, group by group. */
export async function measureTargets(options: TargetsOptions): Promise<readonly TargetFigures[]> {
  const all: TargetFigures[] = [];
  for (const target of options.targets) {
    const groups = [...new Set(TARGETS[target].map(({ group = 1 }) => group))].toSorted();
    for (const seed of options.seeds) {
      for (const group of [0, ...groups]) {
        const figures = await measureRun(target, seed, group);
        options.onRun?.(figures);
        all.push(figures);
      }
    }
  }
  return all;
}

function measureRun(name: TargetName, seed: string, group: number): Promise<TargetFigures> {
  const faults: readonly Fault[] = TARGETS[name].filter((fault: Fault) => (fault.group ?? 1) === group);
  return group === LOAD_GROUP ? measureLoad({ name, seed, faults }) : measureTests({ name, seed, faults }, group);
}

interface Subject {
  readonly name: TargetName;
  readonly seed: string;
  readonly faults: readonly Fault[];
}

async function measureTests({ name, seed, faults }: Subject, group: number): Promise<TargetFigures> {
  const service = name === 'ledger' ? await startRateService() : undefined;
  const target = await startTargetProcess({ name, faults: faults.map(({ id }) => id), upstream: service?.url });
  try {
    const { run, silent } = await test(target, seed, service);
    const matched = matchFindings(faults, run.findings);
    // A sound API is to be sound under load, too.
    const load = group === 0 && name === 'ledger' ? (await measureLoad({ name, seed, faults })).others : [];
    return {
      target: name,
      seed,
      group,
      status: run.status,
      requests: run.requests,
      seconds: run.duration_ms / 1000,
      faults: matched.faults,
      others: [...matched.others.map(describe), ...load],
      warnings: run.warnings.map(({ code, message }) => `${code}: ${message}`),
      replays: casesOf(run).length,
      silent: silent.map(describe),
    };
  } finally {
    await target.close();
    await service?.close();
  }
}

interface Tested {
  readonly run: TestRun;
  /** The first finding of each case that did not show itself again. */
  readonly silent: readonly Finding[];
}

async function test(target: Target, seed: string, upstream: RateService | undefined): Promise<Tested> {
  const document = await loadDocument(target.document);
  const plan = await createTestPlan(document, { serverUrl: target.url, seed });
  const { north, south } = target.identities;
  const options: RunOptions =
    north === undefined || south === undefined
      ? { upstream }
      : { identities: [givenIdentity('a', north), givenIdentity('b', south)] };
  const run = await runTests(document, plan, { ...options, signal: AbortSignal.timeout(MAX_RUN_MS) });
  const silent: Finding[] = [];
  for (const caseId of casesOf(run)) {
    const { reproduced } = await replayCase(document, run, { ...options, caseId });
    if (!reproduced) silent.push(...run.findings.filter((finding) => finding.case_id === caseId).slice(0, 1));
  }
  return { run, silent };
}

function casesOf({ findings }: TestRun): readonly string[] {
  return [...new Set(findings.map((finding) => finding.case_id))];
}

/** By the names of the security schemes in the clinic's document. */
function givenIdentity(name: string, headers: Readonly<Record<string, string>>): GivenIdentity {
  const { 'x-api-key': key = '', authorization = '' } = headers;
  return { name, credentials: { key, session: authorization.replace('Bearer ', '') } };
}

/** On a machine that is too busy to measure it is tried again, each time with a new server. */
async function measureLoad({ name, seed, faults }: Subject): Promise<TargetFigures> {
  const started = performance.now();
  let figures: LoadFigures | undefined;
  let requests = 0;
  for (let tries = 0; tries < LOAD_TRIES && figures?.isSaturated !== false; tries += 1) {
    const target = await startTargetProcess({ name, faults: faults.map(({ id }) => id) });
    figures = await loadTarget(target.url, seed).finally(target.close);
    requests += figures.requests;
  }
  const { status = 'inconclusive', missed = [] } = figures ?? {};
  return {
    target: name,
    seed,
    group: LOAD_GROUP,
    status,
    requests,
    seconds: since(started),
    faults: matchLimits(faults, missed),
    others: faults.length > 0 ? [] : missed.map((limit) => `load: ${limit} was missed`),
    warnings: [],
    replays: 0,
    silent: [],
  };
}

function since(started: number): number {
  return (performance.now() - started) / 1000;
}

function describe({ check, operation = '', phase, message }: Finding): string {
  return `${phase}/${check} at ${operation}: ${message}`;
}
