import type { ToolServices } from './tool-context.ts';

/** What a resource or a template of them says of itself. */
interface ResourceInfo {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly mimeType: string;
}

/** Something to read, at one address. */
export interface Resource extends ResourceInfo {
  readonly uri: string;
  /** @throws {MockLoopError} */
  read(services: ToolServices): Promise<ResourceContent>;
}

/** Things to read, at addresses of one form (RFC 6570). */
export interface ResourceTemplate extends ResourceInfo {
  readonly uriTemplate: string;
  /** Values that contain what is there of a variable, the likeliest first; at most 100. */
  complete(asked: Completion, services: ToolServices): Promise<readonly string[]>;
  /** What there is to read now, the newest first; at most 100. */
  list(services: ToolServices): Promise<readonly { readonly uri: string; readonly name: string }[]>;
  /**
   * @param variables By the names in the template, decoded.
   * @returns `undefined` where there is no such thing.
   * @throws {MockLoopError}
   */
  read(variables: Readonly<Record<string, string>>, services: ToolServices): Promise<ResourceContent | undefined>;
}

/** Of which variable of a template values are wanted. */
export interface Completion {
  readonly variable: string;
  /** What is there of it. */
  readonly value: string;
  /** The variables that have values already. */
  readonly given: Readonly<Record<string, string>>;
}

export interface ResourceContent {
  readonly mimeType: string;
  readonly text: string;
}
