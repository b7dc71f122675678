import { complain, print, printJson, styled } from '@mockloop/runtime';
import { searchPacks } from '@mockloop/scenarios';
import type { PacksFlags } from './add-scenario-command.ts';

/** Prints the packs and what their scenarios are called. */
export function runPacks({ category, tag, search, json }: PacksFlags): void {
  const list = searchPacks({ category, tag, text: search });
  if (json) {
    printJson(list);
    return;
  }
  for (const { uri, title, scenarios } of list.packs) {
    print(`${styled('bold', uri)}  ${title}`);
    for (const { name, description } of scenarios) print(`  ${name}: ${description}`);
  }
  complain(
    list.total_packs === 0
      ? `No pack is like that. Categories are ${searchPacks({}).categories.join(', ')}.`
      : 'Use one with: mockloop scenario deploy <address>, or mockloop mock --scenario <address>',
  );
}
