import type { ResourceTemplate, ToolServices } from '@mockloop/tools';
import { orNothing } from './or-nothing.ts';

/** What both lines of the SDK want to know of a template. */
export interface TemplateCallbacks {
  list(): Promise<{ resources: { uri: string; name: string; title: string }[] }>;
  complete: Record<string, (value: string, context?: { arguments?: Record<string, string> }) => Promise<string[]>>;
}

export function templateCallbacks(template: ResourceTemplate, services: ToolServices): TemplateCallbacks {
  const variables = [...template.uriTemplate.matchAll(/\{\+?(\w+)\}/g)].map(([, name = '']) => name);
  return {
    list: async () => {
      const found = await orNothing(template.list(services), services);
      // Without a title of its own each would have the template's.
      return { resources: found.map(({ uri, name }) => ({ uri, name, title: name })) };
    },
    complete: Object.fromEntries(
      variables.map((variable) => [
        variable,
        (value, context) =>
          orNothing(template.complete({ variable, value, given: context?.arguments ?? {} }, services), services),
      ]),
    ),
  };
}
