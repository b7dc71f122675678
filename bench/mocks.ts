import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createMockServer } from '@mockloop/mock-server';
import { type ApiDocument, loadDocument } from '@mockloop/spec-parser';
import { createTestPlan, replayCase, runTests, type TestRun } from '@mockloop/test-runner';

export interface MocksOptions {
  readonly seed: string;
  readonly max_requests: number;
  readonly max_seconds: number;
  /** Documents whose path holds one of these. Default: all. */
  readonly names?: readonly string[] | undefined;
}

/** What testing MockLoop's own mock of a document came to. */
export interface MockFigures {
  readonly document: string;
  readonly operations: number;
  readonly requests: number;
  readonly seconds: number;
  readonly clusters: number;
  /** Clusters above `info`: each is a mistake of the mock, or a false alarm. */
  readonly alarms: readonly string[];
  readonly suspicions: number;
  /** Findings that showed themselves again in one call, of so many. */
  readonly replayed: number;
  readonly replays: number;
  /** Why there was no run. */
  readonly failure?: string | undefined;
}

/** Findings of one run that are replayed: the first of each cluster. */
const MAX_REPLAYS = 25;

/** Tests the mock of every OpenAPI document of the corpus, by that document. What it is told of, a mock does right: nothing should be found. */
export async function measureMocks(
  options: MocksOptions,
  onFigures: (figures: MockFigures) => void,
): Promise<MockFigures[]> {
  const figures: MockFigures[] = [];
  for (const file of documents(options.names)) {
    const measured = await measureOne(file, options);
    onFigures(measured);
    figures.push(measured);
  }
  return figures;
}

const corpus = path.join(import.meta.dirname, '../../shared/corpus');

function documents(names: readonly string[] | undefined): string[] {
  const manifest = path.join(corpus, 'MANIFEST.json');
  if (!existsSync(manifest)) throw new Error(`The corpus of documents is needed: ${corpus} is not there`);
  const { documents: all } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    documents: readonly { file: string; format: string }[];
  };
  return all
    .filter(({ format }) => format === 'openapi' || format === 'swagger')
    .map(({ file }) => file)
    .filter((file) => names?.some((name) => file.includes(name)) ?? true);
}

async function measureOne(name: string, options: MocksOptions): Promise<MockFigures> {
  const nothing = {
    document: name,
    operations: 0,
    requests: 0,
    seconds: 0,
    clusters: 0,
    alarms: [],
    suspicions: 0,
    replayed: 0,
    replays: 0,
  };
  try {
    const document = await loadDocument(path.join(corpus, name));
    if (document.operations.length === 0) return nothing;
    await using mock = await createMockServer({ document });
    const { apiUrl } = await mock.listen({ port: 0, adminPort: 0 });
    const plan = await createTestPlan(document, {
      serverUrl: apiUrl,
      seed: options.seed,
      budget: { max_requests: options.max_requests, max_seconds: options.max_seconds },
    });
    const run = await runTests(document, plan);
    return { ...nothing, ...figuresOf(run), ...(await replay(run, document)) };
  } catch (error) {
    return { ...nothing, failure: String(error) };
  }
}

function figuresOf(run: TestRun): Partial<MockFigures> {
  return {
    operations: run.coverage.operations,
    requests: run.requests,
    seconds: Math.round(run.duration_ms / 1000),
    clusters: run.clusters.length,
    alarms: run.clusters
      .filter(({ severity }) => severity !== 'info')
      .map(
        ({ severity, check, count, operations, message }) =>
          `${severity} ${check} ${count}x ${operations[0]}: ${message.slice(0, 200)}`,
      ),
    suspicions: run.suspicions.length,
    ...(run.reason !== undefined && { failure: run.reason }),
  };
}

async function replay(run: TestRun, document: ApiDocument): Promise<Pick<MockFigures, 'replayed' | 'replays'>> {
  const cases = run.clusters.flatMap(
    ({ finding_ids: [id] }) => run.findings.find((finding) => finding.id === id)?.case_id ?? [],
  );
  const chosen = [...new Set(cases)].slice(0, MAX_REPLAYS);
  let replayed = 0;
  for (const caseId of chosen) if ((await replayCase(document, run, { caseId })).reproduced) replayed += 1;
  return { replayed, replays: chosen.length };
}
