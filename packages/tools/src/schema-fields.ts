import type * as z from 'zod';

/** The members of an object schema for `T`: for those that several tools share, whose types are written by hand. */
export type SchemaFields<T> = {
  readonly [Member in keyof T]-?: undefined extends T[Member]
    ? z.ZodOptional<z.ZodType<Exclude<T[Member], undefined>, Exclude<T[Member], undefined>>>
    : z.ZodType<T[Member], T[Member]>;
};
