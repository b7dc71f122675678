import { escapeToken } from '../escape-token.ts';
import type { Keywords, Schema } from '../model/keywords.ts';

/** A schema and where it stands. The same schema is always the same object. */
export interface Located {
  readonly id: number;
  readonly schema: Schema;
  readonly uri: string;
  readonly pointer: string;
}

/** Keeps one `Located` for each schema. */
export class Locations {
  readonly #bySchema = new WeakMap<object, Located>();
  readonly #byPlace = new Map<string, Located>();
  readonly #derived = new WeakSet<Located>();
  readonly #negations = new Map<number, Located>();
  #count = 0;

  at(schema: Schema, uri: string, pointer: string): Located {
    if (typeof schema === 'object') return this.#bySchema.get(schema) ?? this.#add(schema, uri, pointer);
    const place = `${schema} ${uri} ${pointer}`;
    let located = this.#byPlace.get(place);
    if (located === undefined) {
      located = this.#add(schema, uri, pointer);
      this.#byPlace.set(place, located);
    }
    return located;
  }

  /** A schema inside another one; `path` are the unescaped tokens of the JSON Pointer from there. */
  below(parent: Located, schema: Schema, path: readonly (string | number)[]): Located {
    if (typeof schema === 'object') {
      const known = this.#bySchema.get(schema);
      if (known !== undefined) return known;
    }
    const tokens = path.map((token) => escapeToken(String(token)));
    return this.at(schema, parent.uri, `${parent.pointer}/${tokens.join('/')}`);
  }

  /** A schema that stands nowhere but follows from another one; `key` tells it from others that do. */
  derived(parent: Located, key: string, make: () => Keywords): Located {
    const place = `derived ${parent.id} ${key}`;
    let located = this.#byPlace.get(place);
    if (located === undefined) {
      located = this.#add(make(), parent.uri, parent.pointer);
      this.#derived.add(located);
      this.#byPlace.set(place, located);
    }
    return located;
  }

  isDerived(located: Located): boolean {
    return this.#derived.has(located);
  }

  /** The schema of all that is not an instance of this one. */
  negationOf(located: Located): Located {
    let negation = this.#negations.get(located.id);
    if (negation === undefined) {
      negation = this.#add({ not: located.schema }, located.uri, located.pointer);
      this.#negations.set(located.id, negation);
    }
    return negation;
  }

  /** Where a schema stands, if it was come by. */
  find(schema: object): Located | undefined {
    return this.#bySchema.get(schema);
  }

  #add(schema: Schema, uri: string, pointer: string): Located {
    this.#count += 1;
    const located = { id: this.#count, schema, uri, pointer };
    if (typeof schema === 'object') this.#bySchema.set(schema, located);
    return located;
  }
}
