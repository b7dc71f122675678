import type { OperationEntry } from '@mockloop/spec-parser';
import type { Handler } from './handler.ts';
import { OperationNames } from './operation-names.ts';

/** What a handler file exports. */
export interface HandlerFile {
  /** Relative to the folder, with `/`. */
  readonly file: string;
  readonly exports: Readonly<Record<string, unknown>>;
}

export interface AssignedHandler {
  readonly handle: Handler;
  /** The name that it was found under. */
  readonly name: string;
  readonly file: string;
}

export interface Assignment {
  /** By the operation's `key`. */
  readonly handlers: ReadonlyMap<string, AssignedHandler>;
  /** What was exported in vain, and what to do about it. */
  readonly problems: readonly string[];
}

/**
 * Finds the operation of each handler: of exported functions by their names, of the members of an export `handlers` by
 * their keys. Of two handlers for one operation the first counts.
 */
export function assignHandlers(files: readonly HandlerFile[], operations: readonly OperationEntry[]): Assignment {
  const names = new OperationNames(operations);
  const handlers = new Map<string, AssignedHandler>();
  const problems = files.flatMap(({ file, exports }) => {
    const candidates = candidatesOf(exports, names);
    if (candidates.length === 0) return [`${file}: exports no handler. ${ADVICE}`];
    return candidates.flatMap(([name, value]) => {
      const problem = assign(handlers, { file, name, value }, names);
      return problem === undefined ? [] : [`${file}: "${name}" ${problem}`];
    });
  });
  return { handlers, problems };
}

interface Candidate {
  readonly file: string;
  readonly name: string;
  readonly value: unknown;
}

/** @returns Why it cannot be assigned. */
function assign(
  handlers: Map<string, AssignedHandler>,
  { file, name, value }: Candidate,
  names: OperationNames,
): string | undefined {
  const entry = names.find(name);
  if (entry === undefined) return `is no operation of the document. ${hint(name, names)}`;
  if (!isHandler(value)) return `is ${describe(value)}, not a function.`;
  const other = handlers.get(entry.key);
  if (other !== undefined)
    return `is not used: "${other.name}" of ${other.file} answers ${entry.key} already. Delete one of them.`;
  handlers.set(entry.key, { handle: value, name, file });
  return undefined;
}

const ADVICE = 'Export functions named after an operationId, or `handlers` with keys such as "GET /pets/{petId}".';

/** Values that are no functions may be there for other files; those that are named after an operation are not. */
function candidatesOf(exports: HandlerFile['exports'], names: OperationNames): (readonly [string, unknown])[] {
  return Object.entries(exports).flatMap(([name, value]) => {
    if (name === 'handlers' && typeof value === 'object' && value !== null) return Object.entries(value);
    return isHandler(value) || names.find(name) !== undefined ? [[name, value] as const] : [];
  });
}

function hint(name: string, names: OperationNames): string {
  if (name === 'default') return ADVICE;
  const nearest = names.nearest(name);
  if (nearest !== undefined) return `Did you mean "${nearest}"?`;
  return 'Look its operations up at /docs of the mock; what is no handler belongs in a file whose name begins with "_".';
}

function isHandler(value: unknown): value is Handler {
  return typeof value === 'function';
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
