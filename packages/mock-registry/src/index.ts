export type { MockRecord } from './mock-record.ts';
export type { MockRegistry, StartMockOptions } from './registry.ts';
export { RegistryError, type RegistryErrorCode } from './registry-error.ts';
