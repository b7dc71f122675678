import * as z from 'zod';

/** Where the API document comes from. */
export interface DocumentArguments {
  /** An object, inline text, a path from the workspace, or a URL. */
  readonly api_spec?: string | object | undefined;
  /** The mock that is asked for its own document where none is given. */
  readonly server_url?: string | undefined;
}

/** An API document in the words of an input schema. */
export const documentField: z.ZodType<string | object | undefined, string | object | undefined> = z
  .union([z.string().min(1), z.looseObject({})])
  .optional();
