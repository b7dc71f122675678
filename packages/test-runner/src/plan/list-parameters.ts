import type { ListParameter } from '../model/test-plan.ts';

const ROLES: readonly (readonly [RegExp, ListParameter['does']])[] = [
  [/^limits the page/, 'limit'],
  [/^skips items/, 'offset'],
  [/^counts pages/, 'page'],
  [/^begins behind/, 'after'],
  [/^ends before/, 'before'],
  [/^sorts/, 'sort'],
  [/^turns the order/, 'direction'],
  [/^searches/, 'search'],
];

/** What the parameters of a list do, from how a mock describes them; those that do nothing are left out. */
export function listParameters(described: Readonly<Record<string, string>> | undefined): readonly ListParameter[] {
  return Object.entries(described ?? {}).flatMap(([name, text]): ListParameter[] => {
    const [, member, comparison] = /^filters by (\/.*) \((\w+)\)$/s.exec(text) ?? [];
    if (member !== undefined) return [{ name, does: 'filter', member, comparison }];
    const does = ROLES.find(([pattern]) => pattern.test(text))?.[1];
    return does === undefined ? [] : [{ name, does }];
  });
}
