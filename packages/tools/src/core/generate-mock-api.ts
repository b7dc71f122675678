import * as z from 'zod';
import { defineTool } from '../define-tool.ts';
import { inlineText } from '../inline-text.ts';
import type { Tool } from '../tool.ts';

export interface GenerateMockApiInput {
  /** An API document: a path from the workspace, a URL, inline text, an object. */
  readonly spec_url_or_path: string | object;
  /** A folder in `generated_mocks`, or, with a slash in it, a path from the workspace. Default: made from the title. */
  readonly output_dir_name?: string | undefined;
  /** Whether credentials are checked. Default, as of all that follows: as it is, and `true` in a new project. */
  readonly auth_enabled?: boolean | undefined;
  /** Whether webhooks and callbacks are sent. */
  readonly webhooks_enabled?: boolean | undefined;
  /** Whether the admin port has pages for people. */
  readonly admin_ui_enabled?: boolean | undefined;
  /** Whether what is posted is kept. */
  readonly storage_enabled?: boolean | undefined;
  /** Default: as it is, and 8000 in a new project. */
  readonly business_port?: number | undefined;
  /** Default: as it is, and the one after `business_port` in a new project. */
  readonly admin_port?: number | undefined;
  /** Whether the mock is started too, or told to read its files again where it runs. Default `false`. */
  readonly start?: boolean | undefined;
  /** Whether the project carries the mock itself or depends on its npm package. Default: as it is, and `bundled` in a new one. */
  readonly runtime?: 'bundled' | 'package' | undefined;
}

export interface GenerateMockApiResult {
  readonly status: 'success';
  /** Absolute. */
  readonly path: string;
  /** By which start_mock_server finds it. */
  readonly name: string;
  /** `false`: it was there, and was brought up to date. */
  readonly created: boolean;
  readonly title: string;
  /** How many. */
  readonly operations: number;
  readonly business_port: number;
  readonly admin_port: number;
  /** But those of the runtime. `kept`: somebody changed it, so it was left as it is. */
  readonly files: readonly { readonly path: string; readonly action: 'written' | 'updated' | 'unchanged' | 'kept' }[];
  /** The first of them. */
  readonly warnings: readonly string[];
  readonly warnings_total: number;
  /** Present where `start` was asked for. */
  readonly started?: StartedMock | undefined;
  readonly next_steps: readonly string[];
  readonly duration_ms: number;
}

export interface StartedMock {
  readonly url: string;
  readonly admin_url: string;
  readonly pid?: number | undefined;
  /** It ran before, and has read its files again. */
  readonly already_running: boolean;
}

const port = z.int().min(1).max(65_535).optional();
const choice = z.boolean().optional();

const input = z.strictObject({
  spec_url_or_path: z.union([z.string().min(1), z.looseObject({})]),
  output_dir_name: z.string().min(1).max(500).optional(),
  auth_enabled: choice,
  webhooks_enabled: choice,
  admin_ui_enabled: choice,
  storage_enabled: choice,
  business_port: port,
  admin_port: port,
  start: z.boolean().default(false),
  runtime: z.enum(['bundled', 'package']).optional(),
});

const output = z.object({
  status: z.literal('success'),
  path: z.string(),
  name: z.string(),
  created: z.boolean(),
  title: z.string(),
  operations: z.number(),
  business_port: z.number(),
  admin_port: z.number(),
  files: z.array(z.object({ path: z.string(), action: z.enum(['written', 'updated', 'unchanged', 'kept']) })),
  warnings: z.array(z.string()),
  warnings_total: z.number(),
  started: z
    .object({ url: z.string(), admin_url: z.string(), pid: z.number().optional(), already_running: z.boolean() })
    .optional(),
  next_steps: z.array(z.string()),
  duration_ms: z.number(),
});

export const generateMockApi: Tool<'generate_mock_api', GenerateMockApiInput, GenerateMockApiResult> = defineTool({
  name: 'generate_mock_api',
  title: 'Generate a mock API',
  description:
    'Writes a mock project for an API document (path, URL, text, object) into generated_mocks/<output_dir_name>: settings, document, typed handlers, Dockerfile. Again: brings it up to date, keeping handlers, settings and files that were edited. Options default to true in a new project, ports to 8000 and 8001. Returns path, name, ports, warnings. Example: {"spec_url_or_path": "openapi.yaml", "output_dir_name": "petstore"}. Next: start_mock_server, or start: true. To mock without files: start_mock_server alone.',
  toolset: 'core',
  hints: { readOnly: false, destructive: false, idempotent: true, openWorld: true },
  input,
  output,
  load: () => import('./run-generate-mock-api.ts').then((module) => module.runGenerateMockApi),
  summarize: (result) => summaryOf(result),
});

function summaryOf(result: GenerateMockApiResult): string {
  const { path, created, operations, files, warnings, warnings_total: total, next_steps } = result;
  const kept = files.filter(({ action }) => action === 'kept').map((file) => file.path);
  const more =
    total > warnings.length ? [`… ${total - warnings.length} more warnings: mockloop validate shows them.`] : [];
  return [
    `${created ? 'Wrote' : 'Brought up to date'} ${path}: ${operations} operations.`,
    ...(kept.length === 0 ? [] : [`Kept as you changed them: ${kept.join(', ')}.`]),
    ...warnings.map((warning) => `Warning: ${inlineText(warning, 400)}`),
    ...more,
    ...next_steps,
  ].join('\n');
}
