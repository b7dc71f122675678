import { ApiDocument } from "@mockloop/spec-parser";
/** Why a project could not be written. Nothing of it was. Stable: callers may branch on it. */
type GeneratorErrorCode = "FOLDER_TAKEN" | "PORTS_INVALID" | "SETTINGS_UNREADABLE" | "NO_RUNTIME" | "FILE_ERROR";
/** The project was not written; what was there before is there still. */
declare class GeneratorError extends Error {
  override readonly name = "GeneratorError";
  readonly code: GeneratorErrorCode;
  /** What to do about it, in one sentence. */
  readonly advice: string;
  /** @param message What was wrong, and with which file: complete sentences. */
  constructor(code: GeneratorErrorCode, message: string, { advice, cause }: {
    advice: string;
    cause?: unknown;
  });
}
/** What a project can be asked to be. What is absent stays as it is, or is the default of a new project. */
interface ProjectSettings {
  /** Default 8000. */
  readonly port?: number | undefined;
  /** Default: the API port + 1. */
  readonly adminPort?: number | undefined;
  /** Whether credentials are checked. Default `true`. */
  readonly auth?: boolean | undefined;
  /** Whether webhooks and callbacks are sent. Default `true`. */
  readonly webhooks?: boolean | undefined;
  /** Whether the admin port has pages for people. Default `true`. */
  readonly adminUi?: boolean | undefined;
  /** Whether what is posted is kept. Default `true`. */
  readonly storage?: boolean | undefined;
}
interface GenerateProjectOptions {
  readonly document: ApiDocument;
  /** Where the project is, or is to be. Absolute. Its last part names the project. */
  readonly folder: string;
  /** What is asked for now. Default: nothing in particular. */
  readonly settings?: ProjectSettings | undefined;
  readonly runtime: ProjectRuntime;
}
/** What a project can have its mock from. */
interface ProjectRuntime {
  /** A folder with `mockloop.js` and all that belongs to it, for projects that carry the mock themselves. */
  readonly bundle?: string | undefined;
  /** Of the package `@mockloop/runtime`, for projects that depend on it. */
  readonly version: string;
  /** Default: what the project has, and `bundled` for a new one. */
  readonly use?: "bundled" | "package" | undefined;
}
interface GeneratedProject {
  readonly folder: string;
  readonly name: string;
  /** Whether there was none before. */
  readonly isNew: boolean;
  readonly port: number;
  readonly adminPort: number;
  /** Without those of the runtime. */
  readonly files: readonly GeneratedFile[];
  /** What the user should know, in sentences. */
  readonly warnings: readonly string[];
}
interface GeneratedFile {
  /** From the folder, with `/`. */
  readonly path: string;
  /** `kept`: somebody changed it, so it was left as it is. */
  readonly action: "written" | "updated" | "unchanged" | "kept";
}
/**
 * Writes a mock project, or what has changed of one that is there: its settings, handlers, and files that somebody
 * changed stay as they are. Either all of it is written or nothing.
 *
 * @throws {GeneratorError}
 */
declare function generateProject(options: GenerateProjectOptions): Promise<GeneratedProject>;
/**
 * A name that is good for a folder, a package, an image and a DNS label (RFC 1035 §2.3.1), made from any text: lower-case
 * ASCII letters, digits and hyphens, a letter first, at most 50 characters.
 */
declare function projectName(text: string): string;
export { type GenerateProjectOptions, type GeneratedFile, type GeneratedProject, GeneratorError, type GeneratorErrorCode, type ProjectRuntime, type ProjectSettings, generateProject, projectName };