import type { ErrorObject } from 'ajv';
import { escapeToken } from '../escape-token.ts';
import type { Keywords } from '../model/keywords.ts';
import type { MarkedParams } from './marked-keyword.ts';

/** Finds the schema that a schema of ajv's was made from. */
export type FindOrigin = (ajvSchema: object) => Keywords | undefined;

/** Leaves out the errors of alternatives that were not meant, and the errors that only sum up others. */
export function collapseErrors(errors: readonly ErrorObject[], originOf: FindOrigin): readonly ErrorObject[] {
  const kept: ErrorObject[] = [];
  for (let index = errors.length - 1; index >= 0; index -= 1) {
    const error = errors[index];
    if (error === undefined) continue;
    if (!isMarked(error)) {
      if (error.keyword !== 'if' || errors.length === 1) kept.push(error);
      continue;
    }
    const { marks, own } = error.params;
    const [first = 0, ...ends] = marks;
    const start = index - ((ends.at(-1) ?? first) - first);
    const branches = ends.map((end, branch) =>
      errors.slice(start + ((marks[branch] ?? first) - first), start + (end - first)),
    );
    kept.push(...collapseMarked({ ...error, params: own }, branches, originOf).toReversed());
    index = start;
  }
  return kept.reverse();
}

type MarkedError = ErrorObject<string, MarkedParams>;

function isMarked(error: ErrorObject): error is MarkedError {
  return Array.isArray(error.params.marks);
}

function collapseMarked(
  error: ErrorObject,
  branches: readonly ErrorObject[][],
  originOf: FindOrigin,
): readonly ErrorObject[] {
  const isUnion = error.keyword === 'oneOf' || error.keyword === 'anyOf';
  if (!isUnion || Array.isArray(error.params.passingSchemas)) return [error];
  const collapsed = branches.map((branch) => collapseErrors(branch, originOf));
  const named = byDiscriminator(error, collapsed, originOf);
  if (named !== undefined) return named;
  const candidates = collapsed.filter((branch) => branch.length > 0);
  const meant = candidates.filter((branch) => !branch.some((found) => rulesOut(found, error.instancePath)));
  if (meant.length === 0) return [unionOfTypes(error, candidates) ?? shortest(candidates) ?? error].flat();
  return shortest(meant) ?? [error];
}

/** What the discriminator says decides (OpenAPI 3.1 §4.8.25), if it says something. */
function byDiscriminator(
  error: ErrorObject,
  branches: readonly (readonly ErrorObject[])[],
  originOf: FindOrigin,
): readonly ErrorObject[] | undefined {
  const origin = error.parentSchema === undefined ? undefined : originOf(error.parentSchema);
  const { data } = error;
  if (origin?.discriminator === undefined || typeof data !== 'object' || data === null) return undefined;
  const { propertyName, mapping } = origin.discriminator;
  if (!Object.hasOwn(data, propertyName)) return undefined;
  const value: unknown = Reflect.get(data, propertyName);
  const uri = mapping.get(String(value));
  const index = (origin.oneOf ?? origin.anyOf ?? []).findIndex(
    (branch) => typeof branch === 'object' && branch.$ref === uri,
  );
  if (uri !== undefined) return index < 0 ? undefined : branches[index];
  if (mapping.size === 0) return undefined;
  const instancePath = `${error.instancePath}/${escapeToken(propertyName)}`;
  return [
    { ...error, keyword: 'discriminator', instancePath, data: value, params: { allowedValues: [...mapping.keys()] } },
  ];
}

/** A value of the wrong type, or another fixed value, tells that an alternative was not meant. */
function rulesOut({ keyword, instancePath }: ErrorObject, path: string): boolean {
  if (instancePath === path)
    return keyword === 'type' || keyword === 'const' || keyword === 'enum' || keyword === 'false schema';
  return (
    keyword === 'const' && instancePath.startsWith(`${path}/`) && !instancePath.slice(path.length + 1).includes('/')
  );
}

function unionOfTypes(error: ErrorObject, branches: readonly (readonly ErrorObject[])[]): ErrorObject | undefined {
  const here = branches.map((branch) =>
    branch.find(({ keyword, instancePath }) => keyword === 'type' && instancePath === error.instancePath),
  );
  if (here.length === 0 || here.includes(undefined)) return undefined;
  const types = here.flatMap((found) => found?.params.type ?? []);
  return {
    ...error,
    keyword: 'type',
    params: { type: [...new Set(types.flatMap((type) => String(type).split(',')))] },
  };
}

/** The fewest errors; among equals those deepest in the instance, which shows that more was right on the way there. */
function shortest(branches: readonly (readonly ErrorObject[])[]): readonly ErrorObject[] | undefined {
  return branches.toSorted((a, b) => a.length - b.length || depthOf(b) - depthOf(a))[0];
}

function depthOf(errors: readonly ErrorObject[]): number {
  return Math.max(...errors.map(({ instancePath }) => instancePath.split('/').length));
}
