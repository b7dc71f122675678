import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import draft06 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' };
import formats from 'ajv-formats';
import fc from 'fast-check';
import harSchemas from 'har-schema';
import { expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { type ReportedRun, type ReportOptions, writeReport } from '../../src/report/index.ts';
import { runSchemaErrors } from './support/run-schema-errors.ts';
import { sampleLoadRun } from './support/sample-load-run.ts';
import { sampleTestRun } from './support/sample-test-run.ts';

/** What breaks formats when it is not text in them. */
const HOSTILE = `=cmd|'/c calc'!A1,"\r\n]]></failure><script>alert(1)</script></script>\`|<!--*_[x](javascript:alert(1))@team \u0000\u001b[31m\ud800&amp;{{7*7}}\${x}__proto__`;

const RUNS: readonly ReportedRun[] = [sampleTestRun({ findings: 40 }), sampleLoadRun()];
/** Nothing in it fails it, and it was not carried through. */
const LENIENT: readonly ReportedRun[] = [{ ...sampleTestRun(), status: 'incomplete', validation_mode: 'report_only' }];
const HOSTILE_RUNS: readonly ReportedRun[] = [sampleTestRun({ text: HOSTILE }), sampleLoadRun({ text: HOSTILE })];

function parsed(runs: readonly ReportedRun[], options: ReportOptions): { readonly runs?: unknown } {
  return JSON.parse(writeReport(runs, options));
}

function fixture(name: string): string {
  return readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');
}

test.each(['summary', 'detailed', 'comprehensive'] as const)(
  'JSON (%s) is as its schema says, without a member more',
  (detail) => {
    for (const runs of [RUNS, HOSTILE_RUNS, [sampleLoadRun({ isSaturated: true })], []])
      expect(runSchemaErrors(parsed(runs, { format: 'json', detail }))).toEqual([]);
  },
);

test('the schema is that of one run as it is stored, too', () => {
  for (const run of RUNS) expect(runSchemaErrors(JSON.parse(JSON.stringify(run)))).toEqual([]);
  expect(runSchemaErrors({ format: 'mockloop-test-run/1' })).not.toEqual([]);
  expect(runSchemaErrors({ format: 'mockloop-load-run/1' })).not.toEqual([]);
});

test('JSON holds runs as they are, and in a summary the causes alone', () => {
  expect(parsed(RUNS, { format: 'json' })).toEqual({
    format: 'mockloop-report/1',
    runs: JSON.parse(JSON.stringify(RUNS)),
  });
  const [test, load] = parsed(RUNS, { format: 'json', detail: 'summary' }).runs as { [member: string]: unknown }[];
  expect(test).toHaveProperty('clusters');
  expect(test).not.toHaveProperty('findings');
  expect(load).not.toHaveProperty('result.series');
});

test.each([
  ['runs', RUNS],
  ['hostile runs', HOSTILE_RUNS],
  ['no runs', []],
  ['a run that was not carried through', LENIENT],
])('JUnit of %s is valid by the schema of Jenkins', async (_, runs) => {
  const result = await validateXML({
    xml: [{ fileName: 'report.xml', contents: writeReport(runs, { format: 'junit' }) }],
    schema: [fixture('jenkins-junit.xsd')],
  });
  expect(result.errors).toEqual([]);
});

test('JUnit fails a case for each check and operation that found something, and for each threshold that was missed', () => {
  const run = sampleTestRun({ findings: 9 });
  const counting = new Set(
    run.findings.filter(({ severity }) => severity !== 'info').map(({ check, operation }) => `${check} ${operation}`),
  );
  const xml = writeReport([run, sampleLoadRun()], { format: 'junit' });
  expect(xml).toContain(`failures="${counting.size + 2}"`);
  expect(xml.match(/<failure /g)).toHaveLength(counting.size + 2);
  expect(xml).toContain('<property name="seed" value="seed-1"/>');
  expect(xml).toContain('case case1, seed seed-1/case1, line 121 of the document');
});

test('JUnit fails nothing that does not fail the run: it is told as output', () => {
  const run = sampleTestRun({ findings: 9 });
  const xml = writeReport([{ ...run, validation_mode: 'report_only', status: 'passed' }], { format: 'junit' });
  expect(xml).toContain('failures="0" errors="0"');
  expect(xml.match(/<system-out>/g)).toHaveLength(
    new Set(run.findings.map(({ check, operation }) => `${check} ${operation}`)).size,
  );
});

test('JUnit says that a run was not carried through, although it found nothing', () => {
  const run = sampleTestRun({ findings: 0 });
  const load = sampleLoadRun();
  const xml = writeReport(
    [
      { ...run, status: 'incomplete', reason: 'The server is gone.' },
      { ...load, status: 'cancelled', result: { ...load.result, thresholds: [] } },
    ],
    { format: 'junit' },
  );
  expect(xml).toContain('failures="0" errors="2"');
  expect(xml).toContain('<error type="incomplete" message="The server is gone.">');
  expect(xml).toContain('the run is cancelled');
});

test.each([
  ['runs', RUNS],
  ['hostile runs', HOSTILE_RUNS],
  ['no runs', []],
])('SARIF of %s is valid by the schema of the standard', (_, runs) => {
  const ajv = new Ajv({ strict: false, unicodeRegExp: false });
  formats.default(ajv);
  const validate = ajv.compile(JSON.parse(fixture('sarif-schema-2.1.0.json')));
  for (const detail of ['summary', 'comprehensive'] as const) {
    validate(parsed(runs, { format: 'sarif', detail }));
    expect(validate.errors).toBeNull();
  }
});

interface Sarif {
  readonly runs: readonly {
    readonly tool: {
      readonly driver: { readonly rules: readonly { readonly id: string; readonly help: { readonly text: string } }[] };
    };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly message: { readonly text: string };
      readonly locations: readonly { readonly physicalLocation?: object }[];
      readonly partialFingerprints: object;
    }[];
  }[];
}

function sarif(run: ReportedRun, detail?: 'summary'): Sarif['runs'][number] {
  const { runs } = JSON.parse(writeReport([run], { format: 'sarif', detail })) as Sarif;
  expect(runs).toHaveLength(1);
  return runs[0] as Sarif['runs'][number];
}

test('SARIF has each confirmed finding at its line, with its rule', () => {
  const run = sampleTestRun();
  const { results, tool } = sarif(run);
  expect(results).toHaveLength(run.findings.length);
  expect(results[0]?.locations[0]?.physicalLocation).toEqual({
    artifactLocation: { uri: 'api/petstore.yaml' },
    region: { startLine: 120, startColumn: 9 },
  });
  expect(results[0]?.level).toBe('error');
  for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
  expect(tool.driver.rules[0]?.help.text).toContain('What to do:');
  expect(sarif(run, 'summary').results).toHaveLength(run.clusters.length);
});

test.each([
  ['/srv/api with space/openapi.yaml', 'file:///srv/api%20with%20space/openapi.yaml'],
  ['api/a b#1.yaml', 'api/a%20b%231.yaml'],
  ['https://example.com/openapi.json', 'https://example.com/openapi.json'],
  [undefined, undefined],
])('SARIF names the document %s as %s', (file, uri) => {
  const run = sampleTestRun({ findings: 1 });
  const { results } = sarif({ ...run, findings: run.findings.map((finding) => ({ ...finding, file })) });
  const physicalLocation = uri === undefined ? undefined : expect.objectContaining({ artifactLocation: { uri } });
  expect(results[0]?.locations[0]?.physicalLocation).toEqual(physicalLocation);
});

test('SARIF makes no link of what a server says', () => {
  const [first] = sarif(sampleTestRun({ findings: 1, text: '[click](https://example.com) [1](2)' })).results;
  expect(first?.message.text).toContain(String.raw`\[click\](https://example.com) \[1\](2)`);
});

test('SARIF knows a finding again in a later run with another seed', () => {
  const run = sampleTestRun();
  const later = {
    ...run,
    findings: run.findings.map((finding) => ({ ...finding, id: 'x-1', case_id: 'x', seed: 'y', message: 'z' })),
  };
  const fingerprints = (of: ReportedRun): object[] => sarif(of).results.map((result) => result.partialFingerprints);
  expect(fingerprints(later)).toEqual(fingerprints(run));
  expect(new Set(fingerprints(run).map((one) => JSON.stringify(one))).size).toBe(run.findings.length);
});

test.each([
  ['runs', RUNS],
  ['hostile runs', HOSTILE_RUNS],
  ['no runs', []],
])('HAR of %s is valid by its schema', (_, runs) => {
  const ajv = new Ajv({ strict: false, unicodeRegExp: false });
  ajv.addMetaSchema(draft06);
  ajv.addSchema(Object.values(harSchemas).filter((one) => typeof one === 'object'));
  formats.default(ajv);
  const validate = ajv.getSchema('har.json#');
  validate?.(parsed(runs, { format: 'har' }));
  expect(validate?.errors).toBeNull();
});

test('HAR has each exchange once, in the order of time', () => {
  const run = sampleTestRun({ findings: 6 });
  const twice = {
    ...run,
    findings: run.findings.map((finding) => ({ ...finding, evidence: run.findings[0]?.evidence ?? [] })),
    suspicions: [],
  };
  const { log } = JSON.parse(writeReport([twice], { format: 'har' })) as {
    log: { entries: { startedDateTime: string; _findings: string[] }[] };
  };
  expect(log.entries).toHaveLength(2);
  expect(log.entries[0]?._findings).toHaveLength(6);
  const all = JSON.parse(writeReport([run], { format: 'har' })) as typeof log extends infer L ? { log: L } : never;
  const times = all.log.entries.map(({ startedDateTime }) => startedDateTime);
  expect(times).toEqual(times.toSorted());
});

/** RFC 4180, as a spreadsheet reads it. */
function readCsv(text: string): string[][] {
  const records: string[][] = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    if (records.length === 0) records.push([]);
    records.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') records.push([]);
  }
  return records.slice(0, -1);
}

test('CSV has a record for each finding, and no field that a spreadsheet would run', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.constant(HOSTILE),
        fc.constantFrom('=1+1', '+1', '-1', '@SUM(1)', '\t=1'),
      ),
      (text) => {
        const run = sampleTestRun({ text });
        const [header, ...records] = readCsv(writeReport([run], { format: 'csv' }));
        expect(records).toHaveLength(run.findings.length + run.suspicions.length);
        const observed = header?.indexOf('observed') ?? -1;
        expect(records.filter((record) => record.length !== header?.length)).toEqual([]);
        expect(records.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
        const told = records.map((record) => record[observed]?.replace(/^'/, ''));
        expect(new Set(told)).toEqual(new Set([text.toWellFormed().replace(/^'/, '')]));
      },
    ),
    { numRuns: 15 },
  );
});

test('CSV of load runs alone has a record for each operation', () => {
  const [header, ...records] = readCsv(writeReport([sampleLoadRun()], { format: 'csv' }));
  expect(header?.slice(0, 3)).toEqual(['run_id', 'operation', 'sent']);
  expect(records).toHaveLength(2);
});

test.each([
  ['many causes', [sampleTestRun({ findings: 600 })]],
  ['many runs', Array.from({ length: 30 }, () => sampleTestRun({ findings: 90 }))],
  ['a load run with hostile names', HOSTILE_RUNS],
])('Markdown of %s has at most sixty lines', (_, runs) => {
  for (const detail of ['summary', 'detailed', 'comprehensive'] as const) {
    const text = writeReport(runs, { format: 'markdown', detail });
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(60);
  }
});

test('Markdown names the gravest cause first, and its texts stay texts', () => {
  const run = sampleTestRun({ text: HOSTILE });
  const lines = writeReport([run], { format: 'markdown' }).split('\n');
  const rows = lines.filter((line) => line.startsWith('|')).slice(2);
  expect(rows).toHaveLength(run.clusters.length);
  expect(rows[0]).toMatch(/^\| critical \| \*\*/);
  for (const line of lines) expect(line.replaceAll(/`[^`]*`/g, '').replaceAll(/\\./g, '')).not.toMatch(/[<@[]/);
});

test('no runs, and a run that found nothing, make reports in every format', () => {
  for (const format of ['html', 'markdown', 'json', 'csv', 'junit', 'sarif', 'har'] as const) {
    expect(writeReport([], { format })).not.toBe('');
    const report = writeReport([sampleTestRun({ findings: 0, suspicions: 0 })], { format });
    expect(report.replace(/<script>[\s\S]*<\/script>/, '')).not.toMatch(/undefined|NaN/);
  }
});
