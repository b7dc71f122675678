import { readFile } from 'node:fs/promises';
import type { Schemas } from '@mockloop/schema';
import { DEFAULT_LIMITS, escapeToken, parseYaml } from '@mockloop/spec-parser';
import { checkItem } from './check-item.ts';
import { checkMembers, omittedMembers } from './check-members.ts';
import type { Collection } from './collections.ts';
import { FormFinder } from './form-finder.ts';
import { idsOf } from './ids-of.ts';
import type { StorageModel } from './storage-model.ts';
import type { SettingsProblem } from './storage-settings.ts';
import { suggestNames } from './suggest-names.ts';
import { type Item, isItem } from './values.ts';

/** What a seed file may weigh, in bytes. */
const MAX_FILE = 64 * 1024 * 1024;
/** Nobody reads more problems. */
const MAX_PROBLEMS = 50;

export interface ReadSeedsContext {
  readonly model: StorageModel;
  readonly schemas: Schemas;
  /** Told what is worth knowing and no problem. */
  notice(message: string): void;
}

/**
 * Reads what collections begin with, and checks it against the document. Items may leave out what they do not care for.
 *
 * @param source The items by the name of their collection, or the path of a JSON or YAML file of them.
 * @param problems What is wrong is added to it.
 */
export async function readSeeds(
  source: string | Readonly<Record<string, unknown>>,
  { model, schemas, notice }: ReadSeedsContext,
  problems: SettingsProblem[],
): Promise<ReadonlyMap<string, readonly Item[]>> {
  const file = typeof source === 'string' ? source : undefined;
  const base = file === undefined ? '/seed' : '';
  const report: Report = (pointer, detail) => {
    if (problems.length < MAX_PROBLEMS)
      problems.push({ pointer: base + pointer, detail, ...(file !== undefined && { file }) });
  };
  const read = typeof source === 'string' ? await readSource(source, report) : source;
  if (read === undefined) return new Map();
  if (isItem(read)) {
    const say: Report = (pointer, detail) => notice(`storage seed ${file ?? ''}${base}${pointer}: ${detail}`);
    return checkSeeds(read, { model, forms: new FormFinder(model, schemas), report, say });
  }
  report('', 'Expected an object: names of collections, and the list of items of each.');
  return new Map();
}

type Report = (pointer: string, detail: string) => void;

interface Checking {
  readonly model: StorageModel;
  readonly forms: FormFinder;
  readonly report: Report;
  readonly say: Report;
}

function checkSeeds(read: Item, checking: Checking): ReadonlyMap<string, readonly Item[]> {
  const seeds = new Map<string, readonly Item[]>();
  const collections = checking.model.collections();
  for (const [name, items] of Object.entries(read)) {
    const collection = collections.get(name);
    const pointer = `/${escapeToken(name)}`;
    const report: Report = (below, detail) => checking.report(pointer + below, detail);
    if (collection === undefined)
      report(
        '',
        `The document has no collection ${JSON.stringify(name)}. ${suggestNames(name, [...collections.keys()])}`,
      );
    else if (Array.isArray(items)) {
      const checked = checkItems(items, collection, { ...checking, report });
      seeds.set(name, checked);
      if (checked.length === items.length)
        sayOmitted(checked, collection, { ...checking, say: (below, detail) => checking.say(pointer + below, detail) });
    } else report('', 'Expected a list of items.');
  }
  return seeds;
}

function checkItems(items: readonly unknown[], collection: Collection, checking: Checking): readonly Item[] {
  const { model, report } = checking;
  const seen = new Set<string>();
  return items.flatMap((item, index) => {
    const at: Report = (below, detail) => report(`/${index}${below}`, detail);
    const checked = checkItem(item, { ...checking, collection, report: at });
    if (checked === undefined) return [];
    checkMembers(checked, { ...checking, collection, report: at });
    const key = keyOf(checked, collection, model);
    if (key !== undefined && seen.has(key)) at('', 'Another item of the list has the same id. Give this one another.');
    if (key !== undefined) seen.add(key);
    return [checked];
  });
}

/** Says once for all of them what items leave to the mock. */
function sayOmitted(items: readonly Item[], collection: Collection, { model, say }: Checking): void {
  const omitted = items.map((item) => omittedMembers(item, collection, model));
  const lacking = omitted.filter((names) => names.length > 0);
  if (lacking.length === 0) return;
  const first = omitted.findIndex((names) => names.length > 0);
  const names = [...new Set(lacking.flat())].join(', ');
  say(
    `/${first}`,
    `${lacking.length === 1 ? '1 item leaves' : `${lacking.length} items leave`} out ${names} in "${collection.name}": generated.`,
  );
}

/** What an item is known by; `undefined` where it leaves that open. */
function keyOf(item: Item, collection: Collection, model: StorageModel): string | undefined {
  const { parents, own } = idsOf(item, { collection, model, parents: {} });
  return own.includes(undefined) ? undefined : JSON.stringify([parents, own]);
}

async function readSource(file: string, report: Report): Promise<unknown> {
  try {
    const text = await readFile(file, 'utf8');
    if (text.length > MAX_FILE) {
      report('', `It is larger than ${MAX_FILE} bytes. Seed less.`);
      return undefined;
    }
    return /^\s*[{[]/.test(text) ? JSON.parse(text) : (await parseYaml(text, file, DEFAULT_LIMITS)).value;
  } catch (error) {
    report('', `It cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}
