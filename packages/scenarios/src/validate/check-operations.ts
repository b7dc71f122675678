import { nearestNames } from '@mockloop/schema';
import type { ApiDocument, Operation, OperationEntry, ResponseObject } from '@mockloop/spec-parser';
import { readMethods, several, takesMethod } from '../match/match-method.ts';
import type { Respond, RuleMatch, ScenarioRule } from '../scenario.ts';
import { createOperations, type Operations } from './operations.ts';
import { type Report, respondsOf } from './report.ts';

/** Operations of one rule whose responses are looked at. */
const MAX_OPERATIONS = 1_000;

/** Unknown operations of one rule for which the nearest are looked for. */
const MAX_UNKNOWN = 20;

/** Names of a document that a name is compared with. */
const MAX_NAMES = 2_000;

/** Compares rules with the document that they are deployed to. */
export function createOperationCheck(document: ApiDocument): (rule: ScenarioRule, report: Report) => void {
  const operations = createOperations(document);
  return (rule, report) => {
    const { match = {} } = rule;
    const named = namedBy(match, operations, report.at('match')).slice(0, MAX_OPERATIONS);
    const read = named.map((entry) => operations.read(entry)).filter((operation) => operation !== undefined);
    if (read.length === 0) return;
    for (const { respond, at } of respondsOf(rule)) checkRespond(respond, read, report.at(...at));
  };
}

/** The operations that a rule names by id or path. None, and a problem, where the document has none. */
function namedBy(match: RuleMatch, operations: Operations, report: Report): readonly OperationEntry[] {
  if (match.operation_id !== undefined) return namedById(match.operation_id, match, { operations, report });
  if (match.path === undefined) return [];
  const there = operations.at(match.path);
  if (there.length === 0) {
    const advice = remedy(
      match.path,
      operations.all.map(({ path }) => path),
    );
    report.at('path').warning('OPERATION_UNKNOWN', `The document has no path ${match.path}.`, advice);
  }
  const found = there.filter((entry) => reachesMethod(match, entry));
  if (there.length > 0 && found.length === 0) {
    const known = [...new Set(there.map((entry) => entry.method))].join(', ');
    const methods = [...readMethods(match.method ?? [])].join(' or ');
    const message = `The document has no ${methods} ${match.path}.`;
    report.at('method').warning('OPERATION_UNKNOWN', message, `There it has ${known}; to answer others is possible.`);
  }
  return found;
}

interface Place {
  readonly operations: Operations;
  readonly report: Report;
}

/** Whether a rule takes requests that reach an operation: HEAD reaches GET's. */
function reachesMethod({ method }: RuleMatch, entry: OperationEntry): boolean {
  if (method === undefined) return true;
  const methods = readMethods(method);
  return takesMethod(methods, entry.method) || (entry.method === 'GET' && methods.has('HEAD'));
}

function namedById(
  operationId: string | readonly string[],
  match: RuleMatch,
  { operations, report }: Place,
): readonly OperationEntry[] {
  const ids = several(operationId);
  const wanted = new Set(ids);
  const named = operations.all.filter((entry) => entry.operationId !== undefined && wanted.has(entry.operationId));
  reportUnknown(operationId, named, { operations, report });
  if (named.length === 0) return [];
  const atPath = match.path === undefined ? named : operations.at(match.path).filter((entry) => named.includes(entry));
  const found = atPath.filter((entry) => reachesMethod(match, entry));
  if (found.length === 0) {
    const keys = named.slice(0, 3).map(({ key }) => key);
    const message = `The operation "${ids.slice(0, 3).join('" or "')}" is ${keys.join(' or ')}, which method and path exclude.`;
    report.error('MATCH_CONTRADICTORY', message, 'Leave out "method" and "path".');
  }
  return found;
}

/** Tells of each id that no operation has. */
function reportUnknown(
  operationId: string | readonly string[],
  named: readonly OperationEntry[],
  { operations, report }: Place,
): void {
  const found = new Set(named.map((entry) => entry.operationId));
  const unknown = [...several(operationId).entries()].filter(([, id]) => !found.has(id));
  if (unknown.length === 0) return;
  const known = operations.all.flatMap((entry) => entry.operationId ?? []);
  const place = report.at('operation_id');
  for (const [index, id] of unknown.slice(0, MAX_UNKNOWN)) {
    const where = typeof operationId === 'string' ? place : place.at(index);
    where.error('OPERATION_UNKNOWN', `The document has no operation "${id}".`, remedy(id, known));
  }
}

function checkRespond(respond: Respond, operations: readonly Operation[], report: Report): void {
  const { status, example } = respond;
  const responses = operations.flatMap((operation) => operation.responses);
  const chosen = status === undefined ? responses : responses.filter((response) => covers(response, status));
  if (chosen.length === 0 && status !== undefined) {
    const known = [...new Set(responses.map((response) => response.status))].join(', ');
    const [only] = operations.length === 1 ? operations : [];
    const who = only === undefined ? 'None of the operations declares a' : `${only.key} declares no`;
    const message = `${who} response ${status}.`;
    report.at('status').warning('STATUS_UNDECLARED', message, `Declared are ${known}; others are sent all the same.`);
  }
  if (example === undefined) return;
  const examples = chosen.flatMap(({ content }) => content.flatMap((mediaType) => mediaType.examples));
  if (examples.some(({ name }) => name === example)) return;
  const known = examples.map(({ name }) => name);
  const message = `The document has no example "${example}" of that response.`;
  report.at('example').error('EXAMPLE_UNKNOWN', message, remedy(example, known));
}

/** `default` stands for every status that is not declared (OpenAPI 3.1 §4.8.16). */
function covers({ status }: ResponseObject, wanted: number): boolean {
  return status === String(wanted) || status === `${Math.floor(wanted / 100)}XX` || status === 'default';
}

/** Names the nearest, be it near or not. */
function remedy(name: string, known: readonly string[]): string {
  const names = new Set(known.slice(0, MAX_NAMES).filter((candidate) => candidate !== ''));
  const [nearest] = nearestNames(name, names, 1);
  return nearest === undefined ? 'It has none.' : `The nearest that it has is "${nearest}".`;
}
