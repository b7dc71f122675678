import type { Pattern } from '../pattern/create-pattern.ts';
import type { Finite } from './finite.ts';
import type { Graph, Node } from './graph.ts';

export interface PlannerOptions {
  readonly graph: Graph;
  readonly finite: Finite;
  readonly patternFor: (source: string) => Pattern;
  /** Whether a value meets all schemas of a node. */
  readonly isValid: (node: Node, value: unknown) => boolean;
}
