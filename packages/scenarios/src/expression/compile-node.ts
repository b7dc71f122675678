import type { ASTNode } from '@marcbachmann/cel-js';
import { compileCall } from './compile-call.ts';
import { compileLogic } from './compile-logic.ts';
import { ExpressionError } from './expression-error.ts';
import { compileBinary, compileUnary } from './operators.ts';
import { requestField } from './request-field.ts';
import type { Evaluate } from './scope.ts';
import { memberOf, truth } from './values.ts';

/** See `Compile`. */
export function compileNode(node: ASTNode, names: readonly string[]): Evaluate {
  switch (node.op) {
    case 'value':
      return compileLiteral(node.args, node.start);
    case 'id':
      return compileVariable(node.args, node, names);
    case '.':
      return compileMember(node, names);
    case '[]':
      return compileIndex(node.args, names);
    case 'list':
      return compileList(node.args, names);
    case 'map':
      return compileMap(node.args, names);
    case '?:':
      return compileChoice(node.args, names);
    case '||':
    case '&&':
      return compileLogic(compileAll(node.args, names), node.op === '||');
    case 'call':
    case 'rcall':
      return compileCall(node, names, compileNode);
    case '!_':
    case '-_':
      return compileUnary(node.op, compileNode(node.args, names));
    case '.?':
    case '[?]':
      throw new ExpressionError('optional members are not offered here; ask with has()', node.start);
    default:
      return compileBinary(node, names, compileNode);
  }
}

function compileAll(nodes: readonly ASTNode[], names: readonly string[]): Evaluate[] {
  return nodes.map((node) => compileNode(node, names));
}

function compileLiteral(value: unknown, position: number): Evaluate {
  const plain = plainLiteral(value, position);
  return () => plain;
}

/** Numbers are those of JSON, also where CEL tells `1`, `1u` and `1.0` apart. */
function plainLiteral(value: unknown, position: number): string | number | boolean | null {
  if (value instanceof Uint8Array) throw new ExpressionError('bytes are not offered here; write a text', position);
  if (typeof value === 'bigint') return Number(value);
  // The library's class for `1u`, of which it exports the type only.
  if (typeof value === 'object' && value !== null) return Number(value.valueOf());
  return value as string | number | boolean | null;
}

function compileVariable(name: string, node: ASTNode, names: readonly string[]): Evaluate {
  const slot = names.lastIndexOf(name);
  if (slot >= 0) return ({ locals }) => locals[slot];
  if (name === 'state') return ({ state }) => state();
  if (name === 'generated') return ({ generated }) => generated ?? null;
  if (name === 'request') throw new ExpressionError('name a member of the request, e.g. request.body', node.start);
  throw new ExpressionError(`there is no variable "${name}"`, node.start);
}

function compileMember(node: ASTNode & { readonly op: '.' }, names: readonly string[]): Evaluate {
  const field = requestField(node, names);
  if (field !== undefined) return ({ request }) => request[field] ?? null;
  const [object, name] = node.args;
  const evaluate = compileNode(object, names);
  const key = requestField(object, names) === 'headers' ? name.toLowerCase() : name;
  return (scope) => memberOf(evaluate(scope), key);
}

function compileIndex([object, index]: readonly [ASTNode, ASTNode], names: readonly string[]): Evaluate {
  const evaluate = compileNode(object, names);
  const evaluateKey = compileNode(index, names);
  const isHeader = requestField(object, names) === 'headers';
  return (scope) => {
    const key = evaluateKey(scope);
    return memberOf(evaluate(scope), isHeader && typeof key === 'string' ? key.toLowerCase() : key);
  };
}

function compileList(items: readonly ASTNode[], names: readonly string[]): Evaluate {
  const evaluates = compileAll(items, names);
  return (scope) => evaluates.map((evaluate) => evaluate(scope));
}

function compileMap(entries: ReadonlyArray<readonly [ASTNode, ASTNode]>, names: readonly string[]): Evaluate {
  const members = entries.map(([key, value]) => {
    // With computed keys the name of a type could double with every level, and the type check take forever.
    if (key.op !== 'value') throw new ExpressionError('the keys of a map are written out, e.g. {"name": 1}', key.start);
    return [String(plainLiteral(key.args, key.start)), compileNode(value, names)] as const;
  });
  return (scope) => Object.fromEntries(members.map(([key, evaluate]) => [key, evaluate(scope)]));
}

function compileChoice(
  [condition, then, otherwise]: readonly [ASTNode, ASTNode, ASTNode],
  names: readonly string[],
): Evaluate {
  const test = compileNode(condition, names);
  const yes = compileNode(then, names);
  const no = compileNode(otherwise, names);
  return (scope) => (truth(test(scope)) ? yes(scope) : no(scope));
}
