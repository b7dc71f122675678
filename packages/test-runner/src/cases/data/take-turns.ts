/** One of each group, then the next of each: whoever stops early has seen something of everything. Groups come in the order given. */
export function* takeTurns<T>(groups: Iterable<readonly T[]>): Generator<T> {
  const all = [...groups];
  const longest = Math.max(0, ...all.map((group) => group.length));
  for (let index = 0; index < longest; index++) {
    for (const group of all) {
      const item = group[index];
      if (item !== undefined) yield item;
    }
  }
}
