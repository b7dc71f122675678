const lasts = new Map<unknown, Promise<unknown>>();

/** Does some work when all that was to be done for the same thing before, anywhere in this process, has ended. */
export function inTurn<Result>(thing: unknown, work: () => Promise<Result>): Promise<Result> {
  const done = (lasts.get(thing) ?? Promise.resolve()).then(work);
  const ended = done
    .catch(() => undefined)
    .then(() => {
      if (lasts.get(thing) === ended) lasts.delete(thing);
    });
  lasts.set(thing, ended);
  return done;
}
