import { type McpServer, ResourceTemplate } from '@modelcontextprotocol/server';
import type { Face } from './face.ts';
import { FIXED } from './fixed.ts';
import { orProtocolError } from './or-protocol-error.ts';
import { readContents, readTemplateContents } from './read-contents.ts';
import { templateCallbacks } from './template-callbacks.ts';

/** Adds the resources, and the templates with completion of their variables. */
export function registerResources(server: McpServer, { resources, resourceTemplates, services }: Face): void {
  for (const resource of resources) {
    const { name, uri, title, description, mimeType } = resource;
    server.registerResource(name, uri, { title, description, mimeType, cacheHint: FIXED }, () =>
      orProtocolError(readContents(resource, services), services),
    );
  }
  for (const template of resourceTemplates) {
    const { name, uriTemplate, title, description, mimeType } = template;
    const resourceTemplate = new ResourceTemplate(uriTemplate, templateCallbacks(template, services));
    server.registerResource(name, resourceTemplate, { title, description, mimeType }, ({ href: uri }, variables) =>
      orProtocolError(readTemplateContents(template, { uri, variables }, services), services),
    );
  }
}
