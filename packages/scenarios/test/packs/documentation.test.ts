import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type ScenarioPack, validatePack } from '../../src/index.ts';

const text = readFileSync(path.resolve(import.meta.dirname, '../../../../docs/packs.md'), 'utf8');

test('the pack in docs/packs.md is valid, and so are its phases', () => {
  const [pack, rules] = [...text.matchAll(/^```json\n(.*?)^```$/gms)].map(([, block = '']): unknown =>
    JSON.parse(block),
  );

  expect(validatePack(pack)).toEqual([]);
  const [scenario] = (pack as ScenarioPack).scenarios;
  expect(validatePack({ ...(pack as ScenarioPack), scenarios: [{ ...scenario, rules }] })).toEqual([]);
});
