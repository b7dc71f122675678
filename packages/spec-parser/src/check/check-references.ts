import { child, entries, type Node } from '../node.ts';
import { isObject, own, ownString } from '../plain-object.ts';
import { findMappedSchema } from '../reference/find-mapped-schema.ts';
import { type DeadEnd, loopError, MAX_CHAIN, placeKey, type References } from '../reference/references.ts';
import { referenceAt, type Visit } from '../reference/walk.ts';
import type { Report } from './report.ts';

/** Checks that the references of a node lead somewhere, and gives the places in other files that they lead to. */
export function checkReferences(visit: Visit, references: References, report: Report): Visit[] {
  const { node, kind } = visit;
  const reference = referenceAt(visit);
  const found = reference === undefined ? undefined : followAll(node, references);
  if (found !== undefined && 'missing' in found) report.addDeadEnd(node, found);
  const external = kind === 'example' ? ownString(node.value, 'externalValue') : undefined;
  const value = external === undefined ? undefined : references.find(external, node);
  if (value !== undefined && 'missing' in value) report.addDeadEnd(node, value);
  if (kind === 'schema') checkMapping(node, references, report);
  if (found === undefined || 'missing' in found) return [];
  const target = references.find(reference, node);
  return 'missing' in target ? [] : [{ node: target, kind }];
}

/** To the end of a chain of references. */
function followAll(node: Node, references: References): Node | DeadEnd {
  const trail = new Set<string>();
  let current = node;
  while (isObject(current.value) && Object.hasOwn(current.value, '$ref')) {
    const place = placeKey(current);
    if (trail.has(place) || trail.size === MAX_CHAIN) return loop(current, [...trail]);
    trail.add(place);
    const next = references.find(own(current.value, '$ref'), current);
    if ('missing' in next) return next;
    current = next;
  }
  return typeof current.value === 'object' || typeof current.value === 'boolean' ? current : notAnObject(node, current);
}

/** The same for each place on the loop. */
function loop(node: Node, trail: readonly string[]): DeadEnd {
  const { code, message, advice } = loopError(node);
  const places = trail.slice(Math.max(0, trail.indexOf(placeKey(node))));
  return { code, message, advice, missing: `loop ${places.toSorted()[0]}` };
}

function notAnObject(from: Node, to: Node): DeadEnd {
  return {
    code: 'REFERENCE_UNRESOLVED',
    message: `The reference \`${String(own(from.value, '$ref'))}\` leads to a ${typeof to.value}, not to an object.`,
    advice: 'Refer to an object of the kind that is needed here.',
    missing: placeKey(to),
  };
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
