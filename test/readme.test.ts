import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Manifest, readJson, readSources, root, workspaces } from './workspace.ts';

const run = promisify(execFile);
// Each starts programs from their sources, which takes a while where much else goes on.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

interface Block {
  readonly file: string;
  readonly line: number;
  readonly language: string;
  readonly text: string;
}

const blocks = ['*.md', '{docs,examples}/{,*/}*.md', '{packages,apps}/*/README.md'].flatMap(blocksOf);
const commands = blocks.filter(({ language }) => language === 'sh').flatMap(commandsOf);
const cli = ['--conditions=@mockloop/source', path.join(root, 'apps/cli/src/cli.ts')];

test.each(blocks.filter(({ language }) => language === 'ts'))('$file:$line runs', async ({ file, text }) => {
  const running = run(process.execPath, ['--conditions=@mockloop/source', '--input-type=module-typescript'], {
    cwd: path.dirname(path.join(root, file)),
    timeout: 110_000,
  });
  running.child.stdin?.end(text);
  await running;
});

test.each(commands.filter(({ name }) => name === 'pnpm'))(
  '$place names a script that there is: $text',
  ({ place, args }) => {
    const isElsewhere = args[0] === '--filter';
    const [script = ''] = isElsewhere ? args.slice(2) : args;
    // An example is run in its own folder.
    const [own = '.'] = /^examples\/[^/]+(?=\/)/.exec(place) ?? [];
    const folder = isElsewhere ? workspaces().find(({ manifest }) => manifest.name === args[1])?.directory : own;
    const { scripts } = readJson<Manifest>(`${folder}/package.json`);
    expect(['install', ...Object.keys(scripts ?? {})]).toContain(script);
  },
);

test.each(commands.filter(({ name }) => name === 'mockloop'))(
  '$place names a command and flags that there are: $text',
  async ({ args }) => {
    const flags = args.filter((arg) => arg.startsWith('-'));
    const words = flags[0] === undefined ? args : args.slice(0, args.indexOf(flags[0]));
    // Asked for help, the command line passes over the words behind those that name a command.
    const { stdout } = await run(process.execPath, [...cli, ...words, '--help']);
    const group = /^Usage: mockloop ?(.*) \[options\] \[command\]$/m.exec(stdout)?.[1];
    if (group !== undefined) expect(words.join(' ')).toBe(group);
    for (const flag of flags) {
      expect(stdout).toMatch(new RegExp(`^ {2}(-\\w, )?${flag.split('=')[0]}($|[\\s,=])`, 'm'));
    }
  },
);

const curls = commands.filter(({ name }) => name === 'curl');
let mock: Petstore;
beforeAll(async () => {
  mock = await startPetstore();
});
afterAll(() => mock.stop());

test.each(curls)('$place is answered as it says: $text', async ({ text, comment }) => {
  const request = text
    .replaceAll('localhost:8000', mock.host)
    .replaceAll('localhost:8001', mock.adminHost)
    .replace(/^curl /, `curl -s -m 100 -o ${os.devNull} -w '%{http_code}' `);
  const { stdout } = await run('bash', ['-c', request], { cwd: root });
  expect(stdout).toMatch(/^\d{3}\b/.exec(comment)?.[0] ?? /^2\d\d$/);
});

function blocksOf(pattern: string): Block[] {
  return readSources(pattern).flatMap(({ file, text }) =>
    [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(({ 1: language = '', 2: block = '', index }) => {
      return { file, line: text.slice(0, index).split('\n').length, language, text: block };
    }),
  );
}

interface Command {
  readonly place: string;
  /** `pnpm`, `mockloop`, `curl` or something else. */
  readonly name: string;
  readonly args: readonly string[];
  readonly text: string;
  /** What stands behind ` # ` on the line. */
  readonly comment: string;
}

/** Lines that begin with a command, those that end in a backslash joined; `pnpm mockloop` and `pnpm start --` count as both commands that they are. */
function commandsOf({ file, line, text }: Block): Command[] {
  return text
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .flatMap((written) => {
      const [, command = '', comment = ''] = /^(.*?)(?:\s+#\s+(.*))?$/.exec(written) ?? [];
      const words = command.replace(/^npx -y pnpm@[\d.]+/, 'pnpm').split(/\s+/);
      const [name = '', ...args] = words;
      const place = `${file}:${line}`;
      const found = [{ place, name, args, text: command, comment }];
      const inner = words.join(' ').replace(/^pnpm start --/, 'pnpm mockloop mock');
      if (!inner.startsWith('pnpm mockloop ')) return found;
      return [...found, { place, name: 'mockloop', args: inner.split(' ').slice(2), text: command, comment }];
    });
}

interface Petstore {
  readonly host: string;
  readonly adminHost: string;
  stop(): Promise<void>;
}

/** The Petstore as `pnpm start` mocks it, on ports that are free, with its log in a folder of its own. */
async function startPetstore(): Promise<Petstore> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'mockloop-readme-'));
  const args = ['mock', 'examples/petstore.yaml', '--port', '0', '--admin-port', '0', '--json'];
  const child = spawn(process.execPath, [...cli, ...args], {
    cwd: root,
    env: { ...process.env, MOCKLOOP_HOME: home },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const text of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    said += text;
    if (said.endsWith('\n}\n')) break;
  }
  const { api_url: apiUrl, admin_url: adminUrl } = JSON.parse(said);
  const stop = async (): Promise<void> => {
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
    rmSync(home, { recursive: true, force: true });
  };
  return { host: new URL(apiUrl).host, adminHost: new URL(adminUrl).host, stop };
}
