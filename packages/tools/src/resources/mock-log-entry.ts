import * as z from 'zod';
import { connectMock } from '../mock/connect-mock.ts';
import { MockLoopError } from '../mockloop-error.ts';
import type { Completion, ResourceTemplate } from '../resource.ts';
import type { ToolServices } from '../tool-context.ts';
import { completeMock, findMockUrl, listMocks } from './find-mock.ts';

/** What is read of entries in a list. */
const pageSchema = z.object({
  logs: z.array(z.object({ id: z.string(), method: z.string(), path: z.string(), status: z.number() })),
});

/** Of one mock, in a list of everything that there is. */
const LISTED_ENTRIES = 20;

/** One exchange of a mock, whole: what results of `query_mock_logs` have cut. */
export const mockLogEntry: ResourceTemplate = {
  uriTemplate: 'mockloop://mocks/{mock}/logs/{id}',
  name: 'mock-log-entry',
  title: 'A logged exchange',
  description: 'One request to a mock and its answer, whole. {mock}: the name of a running mock, or host:port.',
  mimeType: 'application/json',
  complete: (asked, services) =>
    asked.variable === 'mock' ? completeMock(asked.value, services) : completeId(asked, services),
  async list(services) {
    const records = await listMocks(services);
    const names = records.flatMap(({ name, state }) => (state === 'running' ? [name] : [])).slice(0, 10);
    const listed = await Promise.all(names.map((name) => listOf(name, services)));
    return listed.flat().slice(0, 100);
  },
  async read({ mock = '', id = '' }, services) {
    const connection = await connectMock(await findMockUrl(mock, services), services);
    const response = await connection.request(`/api/logs/${encodeURIComponent(id)}`, {
      onRefusal: (status) => (status === 404 ? noEntry(mock, id) : undefined),
    });
    return { mimeType: 'application/json', text: await response.text() };
  },
};

function noEntry(mock: string, id: string): MockLoopError {
  return new MockLoopError('UNKNOWN_RESOURCE', `The log of ${mock} has no entry ${JSON.stringify(id.slice(0, 200))}.`, {
    advice: 'It may have been deleted. query_mock_logs says which there are.',
  });
}

async function completeId({ value, given }: Completion, services: ToolServices): Promise<readonly string[]> {
  if (given.mock === undefined) return [];
  const entries = await newestEntries(given.mock, 100, services);
  return entries.map(({ id }) => id).filter((id) => id.includes(value));
}

async function listOf(mock: string, services: ToolServices): Promise<readonly { uri: string; name: string }[]> {
  const entries = await newestEntries(mock, LISTED_ENTRIES, services);
  return entries.map(({ id, method, path, status }) => ({
    uri: `mockloop://mocks/${encodeURIComponent(mock)}/logs/${encodeURIComponent(id)}`,
    name: `${mock}: ${method} ${path} ${status}`,
  }));
}

/** Nothing where the mock has ended meanwhile, or does not answer: a list of resources is no place to complain. */
async function newestEntries(
  mock: string,
  limit: number,
  services: ToolServices,
): Promise<z.output<typeof pageSchema>['logs']> {
  try {
    const connection = await connectMock(await findMockUrl(mock, services), services);
    return (await connection.json(`/api/logs/search?limit=${limit}`, pageSchema)).logs;
  } catch (error) {
    if (error instanceof MockLoopError) return [];
    throw error;
  }
}
