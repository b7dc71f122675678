import { collect, type Environment, parseCount } from '@mockloop/runtime';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { SetExitCode } from '../create-program.ts';
import { addTestFlags, REPORT_FORMATS, type TestFlags } from './test-flags.ts';

export interface FunctionalFlags extends TestFlags {
  readonly focus?: string;
  readonly mode?: string;
  readonly live?: string;
  readonly failOn?: string;
  readonly maxRequests?: number;
  readonly maxSeconds?: number;
  readonly plan?: true;
}

export interface SecurityFlags extends TestFlags {
  readonly focus?: string;
  readonly compliance?: string;
  readonly upstream?: string;
  readonly maxRequests?: number;
  readonly maxSeconds?: number;
}

export interface LoadFlags extends TestFlags {
  readonly rate?: number;
  readonly users?: number;
  readonly duration?: number;
  readonly rampUp?: number;
  readonly operation?: readonly string[];
  readonly threshold?: readonly string[];
  readonly stages?: string;
  readonly findLimit?: number;
  readonly apdex?: number;
  readonly export?: string;
}

export interface ReportFlags {
  readonly format: string;
  readonly detail?: string;
  readonly charts?: false;
  readonly out?: string;
  readonly json?: true;
}

/** `mockloop test`, `security`, `load`, `report` and `compare`. */
export function addTestCommands(program: Command, environment: Environment, setExitCode: SetExitCode): void {
  addTest(program, environment, setExitCode);
  addSecurity(program, environment, setExitCode);
  addLoad(program, environment, setExitCode);
  addReport(program, environment);
  addCompare(program, environment, setExitCode);
}

function addTest(program: Command, environment: Environment, setExitCode: SetExitCode): void {
  const command = program
    .command('test')
    .description(
      'Test an API by its document: contract, validation, state, HTTP and security. Exits with 1 on findings',
    )
    .argument('<document>', 'OpenAPI or Swagger document: a file or a URL');
  addTestFlags(command)
    .addOption(
      new Option('--focus <what>', 'what to test (default: comprehensive)').choices([
        'comprehensive',
        'functional',
        'contract',
        'validation',
        'state',
        'security',
        'smoke',
      ]),
    )
    .addOption(
      new Option('--mode <mode>', 'what the server is (default: auto)').choices(['auto', 'mock', 'proxy', 'hybrid']),
    )
    .option('--live <url>', 'with --mode proxy or hybrid: the live API to compare answers with')
    .addOption(
      new Option('--fail-on <what>', 'what makes the run fail (default: strict)').choices([
        'strict',
        'soft',
        'report_only',
      ]),
    )
    .option('--max-requests <number>', 'requests to send at the most (default: 5000)', parseCount)
    .option('--max-seconds <number>', 'seconds to take at the most (default: 120)', parseCount)
    .option('--plan', 'print what would be tested, and send nothing')
    .addHelpText('after', TEST_EXAMPLES)
    .action(async (document: string, flags: FunctionalFlags) => {
      const { runTest } = await import('./run-test.ts');
      setExitCode(await runTest(document, flags, environment));
    });
}

const TEST_EXAMPLES = `
Examples:
  $ mockloop test openapi.yaml --server http://127.0.0.1:8000
  $ mockloop test openapi.yaml --server http://127.0.0.1:8000 --token env:TOKEN --report html,junit,sarif
  $ mockloop test openapi.yaml --server http://127.0.0.1:8000 --focus contract --fail-on soft
`;

function addSecurity(program: Command, environment: Environment, setExitCode: SetExitCode): void {
  const command = program
    .command('security')
    .description('Attack an API with two identities and prove each hole by controls. Exits with 1 on findings')
    .argument('<document>', 'OpenAPI or Swagger document: a file or a URL');
  addTestFlags(command)
    .option('--focus <areas>', 'areas with commas between, e.g. authorization,injection (default: all)')
    .option('--compliance <frameworks>', 'say what was tested of pci_dss, gdpr, hipaa, sox; with commas between')
    .option('--upstream <url>', 'a mock that the API uses as its upstream: it is made to misbehave')
    .option('--max-requests <number>', 'requests to send at the most (default: 5000)', parseCount)
    .option('--max-seconds <number>', 'seconds to take at the most (default: 120)', parseCount)
    .addHelpText(
      'after',
      '\nExamples:\n  $ mockloop security openapi.yaml --server http://127.0.0.1:8000 --token env:TOKEN_A --token-b env:TOKEN_B\n  $ mockloop security openapi.yaml --server http://127.0.0.1:8000 --compliance pci_dss,gdpr --report markdown\n',
    )
    .action(async (document: string, flags: SecurityFlags) => {
      const { runSecurity } = await import('./run-security.ts');
      setExitCode(await runSecurity(document, flags, environment));
    });
}

function addLoad(program: Command, environment: Environment, setExitCode: SetExitCode): void {
  const command = program
    .command('load')
    .description(
      'Put an API under load, evenly spaced, and hold it against thresholds. Exits with 1 where one is missed',
    )
    .argument('<document>', 'OpenAPI or Swagger document: a file or a URL');
  addTestFlags(command)
    .option('--rate <number>', 'requests in a second (default: 50)', positive)
    .option('--users <number>', 'instead: so many users, each waiting for its answer', parseCount)
    .option('--duration <seconds>', 'how long (default: 10)', positive)
    .option('--ramp-up <seconds>', 'from nothing to the rate', positive)
    .option(
      '--operation <name>',
      'an operation id or `GET /path`; repeatable (default: those that change nothing)',
      collect,
    )
    .option('--threshold <condition>', 'p99<300, error_rate<0.01, rate>450, p95{GET /pets}<200; repeatable', collect)
    .option('--stages <json>', '[{"type": "ramp", "rate": 200, "duration_seconds": 30}, …]; @file for a file')
    .option(
      '--find-limit <rate>',
      'search the highest rate that meets the thresholds, from --rate up to this',
      positive,
    )
    .option('--apdex <ms>', 'tell the Apdex: an answer within this satisfies', positive)
    .addOption(
      new Option('--export <format>', 'print the same test for another generator, and put no load on').choices([
        'k6',
        'k6-operator',
        'artillery',
      ]),
    )
    .addHelpText(
      'after',
      "\nExamples:\n  $ mockloop load openapi.yaml --server http://127.0.0.1:8000 --rate 200 --duration 30 --threshold 'p99<300'\n  $ mockloop load openapi.yaml --server http://127.0.0.1:8000 --users 20\n  $ mockloop load openapi.yaml --server http://127.0.0.1:8000 --export k6 > load.js\n",
    )
    .action(async (document: string, flags: LoadFlags) => {
      const { runLoad } = await import('./run-load.ts');
      setExitCode(await runLoad(document, flags, environment));
    });
}

function addReport(program: Command, environment: Environment): void {
  program
    .command('report')
    .description('Write runs that were made as a report')
    .argument('<run...>', 'ids of runs, or JSON files of runs')
    .addOption(new Option('--format <format>', 'what to write').choices(REPORT_FORMATS).default('markdown'))
    .addOption(
      new Option('--detail <detail>', 'how much (default: detailed)').choices(['summary', 'detailed', 'comprehensive']),
    )
    .option('--no-charts', 'leave out charts')
    .option('--out <file>', 'where to write it (default: standard output)')
    .option('--json', 'print what was written as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  $ mockloop report 5f0c… --format html --out report.html\n  $ mockloop report run.json --format sarif\n',
    )
    .action(async (runs: readonly string[], flags: ReportFlags) => {
      const { runReport } = await import('./run-report.ts');
      await runReport(runs, flags, environment);
    });
}

function addCompare(program: Command, environment: Environment, setExitCode: SetExitCode): void {
  program
    .command('compare')
    .description(
      'Say whether a run is worse than another, with effect size and confidence. Exits with 1 on a regression',
    )
    .argument('<baseline>', 'id of a run, or a JSON file of one')
    .argument('<comparison>', 'the run that is held against it')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExamples:\n  $ mockloop compare 5f0c… 77aa…\n')
    .action(async (baseline: string, comparison: string, flags: { readonly json?: true }) => {
      const { runCompare } = await import('./run-compare.ts');
      setExitCode(await runCompare([baseline, comparison], flags, environment));
    });
}

function positive(value: string): number {
  const number = Number(value);
  if (value.trim() !== '' && Number.isFinite(number) && number > 0) return number;
  throw new InvalidArgumentError('Expected a number above 0.');
}
