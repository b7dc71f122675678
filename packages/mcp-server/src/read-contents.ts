import { MockLoopError, type Resource, type ResourceTemplate, type ToolServices } from '@mockloop/tools';

/** What stands at an address, as every revision of MCP has it. */
export type Contents = {
  contents: { uri: string; mimeType: string; text: string }[];
};

/** @throws {MockLoopError} */
export async function readContents(resource: Resource, services: ToolServices): Promise<Contents> {
  return { contents: [{ uri: resource.uri, ...(await resource.read(services)) }] };
}

/**
 * @param variables As they stand in the address: encoded.
 * @throws {MockLoopError} also `UNKNOWN_RESOURCE`
 */
export async function readTemplateContents(
  template: ResourceTemplate,
  { uri, variables }: { uri: string; variables: Readonly<Record<string, string | string[]>> },
  services: ToolServices,
): Promise<Contents> {
  const decoded = Object.entries(variables).map(([name, value]) => [name, decode(String(value))] as const);
  const content = decoded.some(([, value]) => value === undefined)
    ? undefined
    : await template.read(Object.fromEntries(decoded) as Record<string, string>, services);
  if (content === undefined) throw new MockLoopError('UNKNOWN_RESOURCE', `There is nothing at ${uri}.`);
  return { contents: [{ uri, ...content }] };
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    // A percent sign that begins no byte.
    return undefined;
  }
}
