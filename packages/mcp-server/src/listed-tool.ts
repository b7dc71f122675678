import type { Tool } from '@mockloop/tools';
import * as z from 'zod';

type JsonSchema = Readonly<Record<string, unknown>>;

/** What a list of tools says of one. */
export interface ListedTool {
  readonly title: string;
  readonly description: string;
  readonly inputSchema: JsonSchema;
  readonly outputSchema: JsonSchema;
  readonly annotations: {
    readonly readOnlyHint: boolean;
    readonly destructiveHint: boolean;
    readonly idempotentHint: boolean;
    readonly openWorldHint: boolean;
  };
  readonly _meta: Readonly<Record<string, unknown>>;
}

/** JSON Schema 2020-12, which MCP takes it for where no `$schema` says otherwise. Schemas are made when they are first read. */
export function listedTool(tool: Tool): ListedTool {
  const known = listed.get(tool);
  if (known !== undefined) return known;
  const { title, description, toolset, hints } = tool;
  let inputSchema: JsonSchema | undefined;
  let outputSchema: JsonSchema | undefined;
  const made: ListedTool = {
    title,
    description,
    get inputSchema() {
      inputSchema ??= jsonSchema(tool.input, 'input');
      return inputSchema;
    },
    get outputSchema() {
      outputSchema ??= jsonSchema(tool.output, 'output');
      return outputSchema;
    },
    annotations: {
      readOnlyHint: hints.readOnly,
      destructiveHint: hints.destructive,
      idempotentHint: hints.idempotent,
      openWorldHint: hints.openWorld,
    },
    _meta: { 'dev.mockloop/toolset': toolset },
  };
  listed.set(tool, made);
  return made;
}

/** One list serves all sessions. */
const listed = new WeakMap<Tool, ListedTool>();

function jsonSchema(schema: z.ZodObject, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' });
  return rest;
}
