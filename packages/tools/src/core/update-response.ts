import * as z from 'zod';
import { mockDocument } from '../read-document.ts';
import { type ScenarioFinding, scenarioFinding } from '../scenarios/scenario-argument.ts';
import type { Doing, Done } from './mock-data-work.ts';

const updatedSchema = z.object({
  kind: z.enum(['override', 'scenario']),
  name: z.string(),
  replaced: z.boolean(),
  in_force: z.boolean(),
  operation: z.object({ key: z.string() }).optional(),
  nearest: z.array(z.string()),
  warnings: z.array(scenarioFinding),
});

/** Gives an operation another answer: by an override of its own, or in a scenario. */
export async function updateResponse(doing: Doing): Promise<Done> {
  const { mock, args, world } = doing;
  const { endpoint_path: endpoint = '', status_code: status, headers, response_data: body, scenario_name } = args;
  const method = args.method ?? (await methodAt(endpoint, doing));
  const { warnings, operation, ...updated } = await mock.json('/api/mock-data/update', updatedSchema, {
    body: { endpoint, method, new_response: { status, headers, body }, scenario_name },
    world,
    pointer: toArgument,
  });
  const { kind, name, in_force } = updated;
  const asked = `${method.toUpperCase()} ${endpoint}`;
  const isOnePath = operation?.key.includes('{') === true && !endpoint.includes('{');
  const what = isOnePath ? `${asked} alone, of ${operation.key},` : (operation?.key ?? asked);
  const where = kind === 'scenario' ? ` in the scenario "${name}"${in_force ? '' : ', which is not in force'}` : '';
  const unknown = operation === undefined ? ' The document has no such operation; it is answered all the same.' : '';
  return {
    message: `${what} has another answer${where}${in_force ? ', from the next request on' : ''}.${unknown}`,
    ...(kind === 'scenario' && { scenario_name: name }),
    updated: { ...updated, operation: operation?.key },
    warnings: [
      ...warnings.map((warning) => ({ ...warning, pointer: toArgument(warning.pointer) })),
      ...textLikeJson(body),
    ],
  };
}

/** Of an object or a list, callers that write text forget a bracket; the text is then sent as it is. */
function textLikeJson(body: unknown): readonly ScenarioFinding[] {
  if (typeof body !== 'string' || !/^\s*[[{]/.test(body)) return [];
  return [
    {
      code: 'TEXT_LIKE_JSON',
      pointer: '/response_data',
      message: 'It is a text that looks like JSON, and it is sent as a text.',
      advice: 'Give the object or list itself, and look whether it is complete JSON, if that is meant.',
    },
  ];
}

function toArgument(inBody: string): string {
  return inBody
    .replace(/^\/endpoint/, '/endpoint_path')
    .replace(/^\/new_response\/status/, '/status_code')
    .replace(/^\/new_response\/body/, '/response_data')
    .replace(/^\/new_response(?=\/headers)/, '');
}

/** The method that is meant where none is named: the only one that the path has. */
async function methodAt(endpoint: string, { mock, context }: Doing): Promise<string> {
  const document = await mockDocument(mock, context);
  const there = document.operations.filter(({ path, basePaths }) =>
    ['', ...basePaths].some((base) => base + path === endpoint),
  );
  const [only, ...others] = there;
  return only !== undefined && others.length === 0 ? only.method : 'GET';
}
