import { resources, resourceTemplates } from '../catalogue.ts';
import { MockLoopError } from '../mockloop-error.ts';
import type { ResourceContent } from '../resource.ts';
import type { ToolServices } from '../tool-context.ts';
import { matchUriTemplate } from './match-uri-template.ts';

/**
 * What stands at an address.
 *
 * @throws {MockLoopError} `UNKNOWN_RESOURCE` where there is nothing, and whatever reading it throws.
 */
export async function readResource(uri: string, services: ToolServices): Promise<ResourceContent> {
  const resource = resources.find((one) => one.uri === uri);
  if (resource !== undefined) return resource.read(services);
  for (const template of resourceTemplates) {
    const variables = matchUriTemplate(template.uriTemplate, uri);
    const content = variables === undefined ? undefined : await template.read(variables, services);
    if (content !== undefined) return content;
  }
  throw new MockLoopError('UNKNOWN_RESOURCE', `There is no resource ${JSON.stringify(uri.slice(0, 200))}.`, {
    advice: `There are: ${[...resources.map((one) => one.uri), ...resourceTemplates.map((one) => one.uriTemplate)].join(', ')}.`,
  });
}
