import type * as z from 'zod';
import type { Tool } from './tool.ts';
import type { ToolContext } from './tool-context.ts';

/** What schemas infer, as hand-written interfaces say it: nobody writes to arguments and results. */
type Frozen<T> = T extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Frozen<T[Key]> }
    : T;

type Handler<Input extends z.ZodObject, Output extends z.ZodObject> = (
  args: z.output<Input>,
  context: ToolContext,
) => Promise<Frozen<z.input<Output>>>;

export interface ToolDefinition<Name extends string, Input extends z.ZodObject, Output extends z.ZodObject>
  extends Omit<Tool<Name>, 'input' | 'output' | 'run' | 'summarize'> {
  readonly input: Input;
  readonly output: Output;
  /** Where the work is done: imported when the tool is first called, so that a list of tools costs next to nothing. */
  readonly load: () => Promise<Handler<Input, Output>>;
  readonly summarize?: (output: Frozen<z.output<Output>>) => string;
}

/**
 * A tool whose handler is typed by its schemas. The handler gets what `input` parsed, with its defaults; what it returns is
 * parsed by `output`, and members that are `undefined` are left out.
 */
export function defineTool<Name extends string, Input extends z.ZodObject, Output extends z.ZodObject>(
  definition: ToolDefinition<Name, Input, Output>,
): Tool<Name, z.input<Input>, Frozen<z.output<Output>>> {
  const { load, input, ...rest } = definition;
  return {
    ...rest,
    input,
    run: async (args, context) => {
      const handler = await load();
      const result = definition.output.parse(await handler(args as z.output<Input>, context));
      return withoutUndefined(result) as Frozen<z.output<Output>>;
    },
  };
}

/** As it comes out of JSON, so that a result looks the same on every face. `fromEntries` defines members, also `__proto__`. */
function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([name, member]) => [name, withoutUndefined(member)]));
}
