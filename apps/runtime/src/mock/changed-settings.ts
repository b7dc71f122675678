import type { MockPlan } from './mock-plan.ts';

/** The fields of the configuration by which two plans differ and which a running mock cannot take over. */
export function changedSettings(before: MockPlan, after: MockPlan): string[] {
  const old = fixedSettings(before);
  return [...fixedSettings(after)].flatMap(([name, value]) => (old.get(name) === value ? [] : [name]));
}

function fixedSettings(plan: MockPlan): Map<string, string> {
  const { listen, settings, watch, db, durability, adminToken, adminUi, handlers, webhooks, storage } = plan;
  const fields = { ...listen, ...settings, watch, db, durability, adminToken, adminUi, handlers, webhooks, storage };
  return new Map(
    Object.entries(fields).map(([name, value]) => [
      name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      JSON.stringify(value) ?? '',
    ]),
  );
}
