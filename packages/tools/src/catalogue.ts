import type { Prompt } from './prompt.ts';
import type { Resource, ResourceTemplate } from './resource.ts';
import { scenarioPacks } from './resources/scenario-packs.ts';
import type { Tool } from './tool.ts';

/** Every tool, in the order in which they are listed. */
export const tools: readonly Tool[] = [];

export const prompts: readonly Prompt[] = [];

export const resources: readonly Resource[] = [...scenarioPacks];

export const resourceTemplates: readonly ResourceTemplate[] = [];
