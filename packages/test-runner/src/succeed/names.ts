/** A name without what documents write differently: `pet_id`, `petId` and `PetID` are one. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** What a name names, be it one or many: `Pets` → `pet`, `order-lines` → `orderline`. Good enough to compare names. */
export function kindOf(name: string): string {
  const plain = plainName(name);
  if (/(ss|us|is)$/.test(plain)) return plain;
  if (plain.endsWith('people')) return plain.replace(/people$/, 'person');
  if (plain.endsWith('ies')) return plain.replace(/ies$/, 'y');
  return /(sses|shes|ches|xes|zes)$/.test(plain) ? plain.slice(0, -2) : plain.replace(/s$/, '');
}

/** Names that may stand for a resource in members and parameters: that of the resource, and that of its path. */
export function kindsOf(resource: { readonly name: string; readonly item_path?: string | undefined }): Set<string> {
  const segments = resource.item_path?.split('/').filter((segment) => segment !== '' && !segment.includes('{')) ?? [];
  return new Set([resource.name, segments.at(-1) ?? resource.name].map(kindOf).filter((kind) => kind !== ''));
}
