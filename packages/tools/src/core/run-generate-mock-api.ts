import path from 'node:path';
import { type GeneratedProject, GeneratorError, generateProject, projectName } from '@mockloop/generator';
import { type ApiDocument, checkDocument } from '@mockloop/spec-parser';
import { PROJECTS } from '../background/generated-projects.ts';
import { connectMock } from '../mock/connect-mock.ts';
import { MockLoopError, type MockLoopErrorCode } from '../mockloop-error.ts';
import { readDocument } from '../read-document.ts';
import type { ToolContext } from '../tool-context.ts';
import { workspacePath } from '../workspace-path.ts';
import type { GenerateMockApiInput, GenerateMockApiResult, StartedMock } from './generate-mock-api.ts';

const MAX_WARNINGS = 20;

export async function runGenerateMockApi(
  args: GenerateMockApiInput,
  context: ToolContext,
): Promise<GenerateMockApiResult> {
  const begun = context.now();
  const document = await readDocument(args.spec_url_or_path, { argument: '/spec_url_or_path' }, context);
  const folder = await folderOf(args.output_dir_name ?? projectName(document.info.title), context);
  const project = await write(document, folder, { args, context });
  const warnings = [...project.warnings, ...(await warningsOf(document, context))];
  const started = args.start ? await start(project, context) : undefined;
  const { port, adminPort, isNew, files } = project;
  return {
    status: 'success',
    path: folder,
    name: path.basename(folder),
    created: isNew,
    title: document.info.title,
    operations: document.operations.length,
    business_port: port,
    admin_port: adminPort,
    files: [...files],
    warnings: warnings.slice(0, MAX_WARNINGS),
    warnings_total: warnings.length,
    started,
    next_steps: nextSteps(project, started, context),
    duration_ms: Math.round(context.now() - begun),
  };
}

async function folderOf(name: string, context: ToolContext): Promise<string> {
  const isPath = /[\\/]|^\.{1,2}$/.test(name);
  return await workspacePath(context, isPath ? name : path.join(PROJECTS, name), { argument: '/output_dir_name' });
}

interface Asked {
  readonly args: GenerateMockApiInput;
  readonly context: ToolContext;
}

async function write(document: ApiDocument, folder: string, { args, context }: Asked): Promise<GeneratedProject> {
  const { bundle, version } = await context.runtime();
  context.signal?.throwIfAborted();
  try {
    return await generateProject({
      document,
      folder,
      settings: {
        port: args.business_port,
        adminPort: args.admin_port,
        auth: args.auth_enabled,
        webhooks: args.webhooks_enabled,
        adminUi: args.admin_ui_enabled,
        storage: args.storage_enabled,
      },
      runtime: { bundle, version, use: args.runtime },
    });
  } catch (error) {
    throw error instanceof GeneratorError ? toolError(error) : error;
  }
}

const CODES: Readonly<Record<GeneratorError['code'], readonly [code: MockLoopErrorCode, argument: string]>> = {
  FOLDER_TAKEN: ['FILE_ERROR', '/output_dir_name'],
  PORTS_INVALID: ['INVALID_ARGUMENTS', '/admin_port'],
  SETTINGS_UNREADABLE: ['FILE_ERROR', '/output_dir_name'],
  NO_RUNTIME: ['NOT_SUPPORTED', '/runtime'],
  FILE_ERROR: ['FILE_ERROR', '/output_dir_name'],
};

function toolError(cause: GeneratorError): MockLoopError {
  const [code, pointer] = CODES[cause.code];
  const problems = [{ pointer, detail: cause.message }];
  return new MockLoopError(code, 'The project was not written.', { problems, advice: cause.advice, cause });
}

/** What the document says that its mock does not do, with what to do about it. */
async function warningsOf(document: ApiDocument, { signal }: ToolContext): Promise<string[]> {
  const none = 'The document has no operations: the mock answers for none.';
  const checked = await checkDocument(document, { signal });
  const found = [...document.diagnostics, ...checked].map(({ file, pointer, line, message, advice }) => {
    const place = line === undefined ? pointer : `line ${line}`;
    return `${file === '' || file === document.file ? '' : `${file} `}${place}: ${message} ${advice}`;
  });
  return [...(document.operations.length === 0 ? [none] : []), ...new Set(found)];
}

async function start({ folder }: GeneratedProject, context: ToolContext): Promise<StartedMock> {
  const { runStartMockServer } = await import('./run-start-mock-server.ts');
  const { url, admin_url, pid, already_running } = await runStartMockServer({ mock_name: folder }, context);
  if (already_running) {
    const mock = await connectMock(admin_url, context);
    await mock.request('/api/server/control', { body: { action: 'reload-config' } });
  }
  return { url, admin_url, pid, already_running };
}

function nextSteps(
  { folder, isNew, files }: GeneratedProject,
  started: StartedMock | undefined,
  { workspace }: ToolContext,
): string[] {
  const isNamed = path.basename(path.dirname(folder)) === PROJECTS;
  const name = isNamed ? path.basename(folder) : path.relative(workspace, folder);
  const run = `start_mock_server with mock_name ${JSON.stringify(name)} runs it${isNew ? '' : '; one that runs is to be stopped first'}. Or: npm install && npm start, in its folder, with Node 22.18 or newer.`;
  const example = files.some((file) => file.path === 'handlers/example.ts');
  return [
    ...(started === undefined ? [run] : [`It answers on ${started.url}, its admin API on ${started.admin_url}.`]),
    `${example ? 'handlers/example.ts shows how to answer' : 'Files in handlers/ answer'} an operation in code; mockloop.json has the settings.`,
  ];
}
