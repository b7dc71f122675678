import type { GivenIdentity } from '@mockloop/test-runner';
import type { TestAuth } from './server-fields.ts';

/** Credentials as the test runner takes them. */
export function identitiesOf(auth: TestAuth | undefined): readonly GivenIdentity[] | undefined {
  return auth && Object.entries(auth).map(([name, identity]) => ({ ...identity, name }));
}
