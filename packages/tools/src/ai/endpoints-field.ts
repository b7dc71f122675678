import * as z from 'zod';
import type { DocumentArguments } from './document-field.ts';

/** An operation: `GET /pets`, `/pets` for all of its methods, an `operationId`, or an object; its other members count where there is no document. */
export type EndpointArgument = string | EndpointObject;

export interface EndpointObject {
  readonly path: string;
  readonly method?: string | undefined;
  readonly [member: string]: unknown;
}

/** Operations that are named at most. */
const MAX_ENDPOINTS = 200;

export const endpointsField: z.ZodType<
  readonly EndpointArgument[] | undefined,
  readonly EndpointArgument[] | undefined
> = z
  .array(z.union([z.string().min(1), z.looseObject({ path: z.string(), method: z.string().optional() })]))
  .min(1)
  .max(MAX_ENDPOINTS)
  .optional();

export interface EndpointArguments extends DocumentArguments {
  readonly endpoints?: readonly EndpointArgument[] | undefined;
}
