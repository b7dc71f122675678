import { Client, type ClientCapabilities } from '@modelcontextprotocol/client';
import manifest from '../../package.json' with { type: 'json' };
import type { Backend } from '../backend.ts';
import type { Answers } from '../mockloop-client.ts';
import { answerServer } from './answer-server.ts';
import { openTransport } from './open-transport.ts';
import { createRemoteBackend } from './remote-backend.ts';
import { asMockLoopError } from './remote-error.ts';
import type { ServerAddress } from './server-address.ts';

/**
 * The tools of a MockLoop MCP server.
 *
 * @throws {MockLoopError} `UNREACHABLE`, `UNAUTHORIZED`, `INVALID_ARGUMENTS`
 */
export async function connectRemote(server: ServerAddress, answers: Answers): Promise<Backend> {
  const { name, version } = manifest;
  const client = new Client(
    { name, version },
    {
      capabilities: capabilitiesOf(answers),
      // To find out what a spawned server speaks would cost a second process.
      ...('url' in server && { versionNegotiation: { mode: 'auto' } }),
    },
  );
  answerServer(client, answers);
  // A query may have secrets in it.
  const where = 'url' in server ? String(server.url).replace(/[?#].*$/s, '') : server.command;
  try {
    await client.connect(await openTransport(server));
  } catch (error) {
    await client.close();
    throw asMockLoopError(error, { where });
  }
  return createRemoteBackend(client, where);
}

function capabilitiesOf({ confirm, sample }: Answers): ClientCapabilities {
  return {
    ...(confirm !== undefined && { elicitation: { form: {} } }),
    ...(sample !== undefined && { sampling: {} }),
  };
}
