import { child, entries, type Node } from '../node.ts';
import { ownString } from '../plain-object.ts';
import { findMappedSchema } from '../reference/find-mapped-schema.ts';
import type { References } from '../reference/references.ts';
import { referenceAt, type Visit } from '../reference/walk.ts';
import type { ChainEnds } from './chain-ends.ts';
import type { Report } from './report.ts';

export interface ReferenceCheck {
  readonly references: References;
  readonly ends: ChainEnds;
  readonly report: Report;
}

/** Checks that the references of a node lead somewhere, and gives the places in other files that they lead to. */
export function checkReferences(visit: Visit, { references, ends, report }: ReferenceCheck): Visit[] {
  const { node, kind } = visit;
  const reference = referenceAt(visit);
  const found = reference === undefined ? undefined : ends.endOf(node);
  if (found !== undefined && 'missing' in found) report.addDeadEnd(node, found);
  const external = kind === 'example' ? ownString(node.value, 'externalValue') : undefined;
  const value = external === undefined ? undefined : references.find(external, node);
  if (value !== undefined && 'missing' in value) report.addDeadEnd(node, value);
  if (kind === 'schema') checkMapping(node, references, report);
  if (found === undefined || 'missing' in found) return [];
  const target = references.find(reference, node);
  return 'missing' in target ? [] : [{ node: target, kind }];
}

function checkMapping(node: Node, references: References, report: Report): void {
  const discriminator = child(node, 'discriminator');
  const mapping = discriminator === undefined ? undefined : child(discriminator, 'mapping');
  for (const [name, entry] of mapping === undefined ? [] : entries(mapping)) {
    const found = findMappedSchema(references, entry.value, node);
    if (!('missing' in found)) continue;
    const value = JSON.stringify(entry.value);
    report.addDeadEnd(entry, found, {
      code: 'DISCRIMINATOR_MAPPING_UNRESOLVED',
      message: `The discriminator maps \`${name}\` to ${value}, which is neither a schema's name nor a reference to one.`,
      advice: 'Correct the mapping, or remove it.',
    });
  }
}
