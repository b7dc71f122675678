/** Figures that were measured. */
export function figuresOf(figures: object): Readonly<Record<string, number>> {
  const known = Object.entries(figures).filter((entry): entry is [string, number] => typeof entry[1] === 'number');
  return Object.fromEntries(known);
}
