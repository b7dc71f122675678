import type { GivenIdentity } from '@mockloop/test-runner';
import { MockLoopError } from '../mockloop-error.ts';
import type { TestAuth } from './server-fields.ts';

const NAMES: readonly string[] = ['a', 'b', 'privileged'];

/**
 * Credentials as the test runner takes them.
 *
 * @throws {MockLoopError} `INVALID_ARGUMENTS` for a name that no case asks for.
 */
export function identitiesOf(auth: TestAuth | undefined): readonly GivenIdentity[] | undefined {
  if (auth === undefined) return undefined;
  const problems = Object.keys(auth)
    .filter((name) => !NAMES.includes(name))
    .map((name) => ({ pointer: `/auth/${name}`, detail: `there are ${NAMES.join(', ')}.` }));
  if (problems.length > 0) throw new MockLoopError('INVALID_ARGUMENTS', 'Nobody is sent as that.', { problems });
  return Object.entries(auth).map(([name, identity]) => ({ ...identity, name }));
}
