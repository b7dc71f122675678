export { GeneratorError, type GeneratorErrorCode } from './errors.ts';
export {
  type GeneratedFile,
  type GeneratedProject,
  type GenerateProjectOptions,
  generateProject,
  type ProjectRuntime,
} from './generate-project.ts';
export { projectName } from './project/project-name.ts';
export type { ProjectSettings } from './project/settings.ts';
