/** Calls `next` with a value that may still be on its way; what is there already stays synchronous. */
export function andThen<T, U>(value: T | Promise<T>, next: (value: T) => U | Promise<U>): U | Promise<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}

/** Does something that may throw or reject, and if it does, something else. */
export function orElse<T>(attempt: () => T | Promise<T>, failed: (error: unknown) => T): T | Promise<T> {
  try {
    const value = attempt();
    return value instanceof Promise ? value.catch(failed) : value;
  } catch (error) {
    return failed(error);
  }
}
