import type { PackScenario, ScenarioPack } from '../../../src/index.ts';

/** A small valid pack with other members in place of its own. */
export function aPack(members: Readonly<Record<string, unknown>> = {}): ScenarioPack {
  return {
    uri: 'scenario-pack://commerce/checkout',
    name: 'checkout',
    category: 'commerce',
    title: 'Checkout',
    description: 'What can go wrong at the till.',
    version: '1.0.0',
    complexity: 'low',
    estimated_duration: '5 minutes',
    tags: ['shop'],
    use_cases: ['Paying'],
    prerequisites: [],
    scenarios: [aScenario([{ respond: { status: 503 } }])],
    ...members,
  };
}

export function aScenario(rules: PackScenario['rules'], more: Partial<Omit<PackScenario, 'rules'>> = {}): PackScenario {
  return { name: 'closed', description: 'The till is closed.', type: 'error_simulation', rules, ...more };
}

/** As a file has it. */
export function bytesOf(value: unknown): Uint8Array {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
}
