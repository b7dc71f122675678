/** A name without what documents write differently: `pet_id`, `petId` and `PetID` are one. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** `pets` → `pet`, `companies` → `company`, `addresses` → `address`. Good enough to compare names, not to print them. */
export function singular(name: string): string {
  if (/(ss|us|is)$/i.test(name)) return name;
  if (/ies$/i.test(name)) return name.replace(/ies$/i, 'y');
  if (/(sses|shes|ches|xes|zes)$/i.test(name)) return name.slice(0, -2);
  if (/people$/i.test(name)) return name.replace(/people$/i, 'person');
  return name.replace(/s$/i, '');
}

/** What a name names, be it one or many. */
export function kindOf(name: string): string {
  return plainName(singular(name));
}

/** Whether both name the same kind of thing, be it one or many. */
export function sameKind(a: string, b: string): boolean {
  return kindOf(a) === kindOf(b);
}
