export type { MockRecord } from './mock-record.ts';
export { type OpenMockRegistryOptions, openMockRegistry } from './open-mock-registry.ts';
export type { MockRegistry, StartContainerOptions, StartMockOptions, StopMockOptions } from './registry.ts';
export { RegistryError, type RegistryErrorCode } from './registry-error.ts';
