import dataValidation from '../../packs/business-logic/data-validation.json' with { type: 'json' };
import edgeCases from '../../packs/business-logic/edge-cases.json' with { type: 'json' };
import workflowTesting from '../../packs/business-logic/workflow-testing.json' with { type: 'json' };
import clientErrors from '../../packs/error-simulation/4xx-client-errors.json' with { type: 'json' };
import serverErrors from '../../packs/error-simulation/5xx-server-errors.json' with { type: 'json' };
import networkTimeouts from '../../packs/error-simulation/network-timeouts.json' with { type: 'json' };
import rateLimiting from '../../packs/error-simulation/rate-limiting.json' with { type: 'json' };
import enduranceTesting from '../../packs/performance-testing/endurance-testing.json' with { type: 'json' };
import loadTesting from '../../packs/performance-testing/load-testing.json' with { type: 'json' };
import spikeTesting from '../../packs/performance-testing/spike-testing.json' with { type: 'json' };
import stressTesting from '../../packs/performance-testing/stress-testing.json' with { type: 'json' };
import authBypass from '../../packs/security-testing/auth-bypass.json' with { type: 'json' };
import csrfAttacks from '../../packs/security-testing/csrf-attacks.json' with { type: 'json' };
import injectionAttacks from '../../packs/security-testing/injection-attacks.json' with { type: 'json' };
import xssAttacks from '../../packs/security-testing/xss-attacks.json' with { type: 'json' };
import type { ScenarioPack } from './pack.ts';

// The compiler reads the texts of JSON as texts, not as the words of unions; `pack.schema.json` holds them to those.
const data: readonly unknown[] = [
  clientErrors,
  serverErrors,
  networkTimeouts,
  rateLimiting,
  loadTesting,
  stressTesting,
  spikeTesting,
  enduranceTesting,
  authBypass,
  injectionAttacks,
  xssAttacks,
  csrfAttacks,
  edgeCases,
  dataValidation,
  workflowTesting,
];

/** The fifteen packs that come with MockLoop. */
export const builtInPacks: readonly ScenarioPack[] = data as readonly ScenarioPack[];
