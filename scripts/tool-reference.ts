/** The text of `docs/tools.md`: every tool as it is defined. Run, it writes that file; a test holds the file to it. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Tool, type ToolSchema, toolSchema, tools } from '@mockloop/tools';

const FILE = path.join(import.meta.dirname, '../docs/tools.md');

export function toolReference(): string {
  const toolsets = [...new Set(tools.map(({ toolset }) => toolset))];
  return `${[HEAD, ...toolsets.map(describeToolset)].join('\n\n')}\n`;
}

const HEAD = `# Tools

Every tool, as agents, programs and \`mockloop call\` see it. Written by \`node --conditions=@mockloop/source scripts/tool-reference.ts\`.

*Italic* arguments may be left out. What is wrong with a call is said with the field, the values that are possible, and the next call to make.`;

function describeToolset(toolset: string): string {
  return [`## ${toolset}`, ...tools.filter((tool) => tool.toolset === toolset).map(describeTool)].join('\n\n');
}

function describeTool(tool: Tool): string {
  const { name, description, hints } = tool;
  const traits = [
    hints.readOnly ? 'read-only' : hints.destructive ? 'may undo what was there' : 'changes something',
    ...(hints.idempotent ? ['twice is as once'] : []),
    ...(hints.openWorld ? ['may reach other servers'] : []),
  ];
  const input = toolSchema(tool, 'input');
  const results = Object.keys(propertiesOf(toolSchema(tool, 'output'))).map((field) => `\`${field}\``);
  return [
    `### ${name}`,
    inMarkdown(description),
    `(${traits.join(', ')})`,
    '| argument | type | default | |\n|---|---|---|---|\n' +
      Object.entries(propertiesOf(input))
        .map(([field, schema]) => describeField(field, schema, isNeeded(input, field)))
        .join('\n'),
    `Returns ${results.join(', ')}.`,
  ].join('\n\n');
}

function describeField(field: string, schema: ToolSchema, needed: boolean): string {
  const { default: fallback, description } = schema;
  const shown = fallback === undefined ? '' : `\`${JSON.stringify(fallback)}\``;
  const name = needed ? `\`${field}\`` : `*\`${field}\`*`;
  return `| ${name} | ${typeOf(schema)} | ${shown} | ${inMarkdown(String(description ?? ''))} |`;
}

function typeOf({ type, enum: values, anyOf, items }: ToolSchema): string {
  if (Array.isArray(values)) return values.map((value) => `\`${value}\``).join(', ');
  if (Array.isArray(anyOf)) return anyOf.map((one: ToolSchema) => typeOf(one)).join(' or ');
  if (type === 'array') return `list of ${typeOf((items ?? {}) as ToolSchema)}`;
  return Array.isArray(type) ? type.join(' or ') : String(type ?? 'any JSON');
}

function propertiesOf(schema: ToolSchema): Record<string, ToolSchema> {
  return (schema.properties ?? {}) as Record<string, ToolSchema>;
}

function isNeeded({ required }: ToolSchema, field: string): boolean {
  return Array.isArray(required) && required.includes(field);
}

function inMarkdown(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '\\<');
}

if (import.meta.main) writeFileSync(FILE, toolReference());
