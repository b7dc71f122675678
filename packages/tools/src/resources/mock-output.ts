import { open } from 'node:fs/promises';
import { MockLoopError } from '../mockloop-error.ts';
import type { ResourceTemplate } from '../resource.ts';
import { completeMock, listMocks } from './find-mock.ts';

/** Of the end of the file. */
const MAX_BYTES = 65_536;

/** The end of what the process of a background mock printed. */
export const mockOutput: ResourceTemplate = {
  uriTemplate: 'mockloop://mocks/{mock}/log',
  name: 'mock-output',
  title: 'What a mock printed',
  description: 'The last 64 KiB that the process of a background mock printed. {mock}: its name.',
  mimeType: 'text/plain',
  complete: ({ value }, services) => completeMock(value, services),
  async list(services) {
    const records = await listMocks(services);
    return records.slice(0, 100).map(({ name }) => ({
      uri: `mockloop://mocks/${encodeURIComponent(name)}/log`,
      name: `${name}: output`,
    }));
  },
  async read({ mock = '' }, services) {
    const record = (await listMocks(services)).find(({ name }) => name === mock);
    return record === undefined ? undefined : { mimeType: 'text/plain', text: await readEnd(record.logFile) };
  },
};

async function readEnd(path: string): Promise<string> {
  try {
    await using file = await open(path);
    const { size } = await file.stat();
    const start = Math.max(0, size - MAX_BYTES);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(size, MAX_BYTES)), { position: start });
    const text = buffer.toString('utf8', 0, bytesRead);
    // What is cut begins with a whole line.
    return start === 0 ? text : `… ${start} bytes before\n${text.slice(text.indexOf('\n') + 1)}`;
  } catch (error) {
    throw new MockLoopError('FILE_ERROR', `${path} cannot be read.`, { cause: error });
  }
}
