export type { Phase } from './model/phase.ts';
