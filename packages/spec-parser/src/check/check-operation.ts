import { escapeToken, pointerFragment } from '../json-pointer.ts';
import type { OperationEntry, WebhookEntry } from '../model.ts';
import { child, entries, items, type Node } from '../node.ts';
import { PathItem } from '../operation/path-item.ts';
import { templateNames } from '../operation/path-parameters.ts';
import { nodeAt, pathItemPointer, type ReadContext } from '../operation/read-context.ts';
import { statusOf } from '../operation/read-responses.ts';
import { isObject, own, ownString } from '../plain-object.ts';
import type { Finding, Report } from './report.ts';

/** Checks what concerns an operation as a whole. */
export function checkOperation(context: ReadContext, entry: OperationEntry | WebhookEntry, report: Report): void {
  const node = nodeAt(context, entry.pointer);
  checkFields(node, report);
  checkResponses(node, report);
  checkSecurity(context, node, report);
  if ('path' in entry) checkPathParameters(context, entry, report);
}

/** Checks the security requirements of an operation or of a document. */
export function checkSecurity({ references, root }: ReadContext, owner: Node, report: Report): void {
  const folder = root.file.version === '2.0' ? '/securityDefinitions/' : '/components/securitySchemes/';
  for (const requirement of items(child(owner, 'security'))) {
    for (const [name, node] of entries(requirement)) {
      const found = references.find(pointerFragment(folder + escapeToken(name)), root);
      if (!('missing' in found)) continue;
      report.addDeadEnd(node, found, {
        code: 'SECURITY_SCHEME_UNDECLARED',
        message: `The security scheme \`${name}\` is not declared; what needs it is not asked for.`,
        advice: `Declare it in \`${folder.slice(0, -1)}\`.`,
      });
    }
  }
}

/** The fields of an Operation Object in every version. */
const FIELDS: ReadonlySet<string> = new Set([
  'tags',
  'summary',
  'description',
  'externalDocs',
  'operationId',
  'consumes',
  'produces',
  'parameters',
  'requestBody',
  'responses',
  'callbacks',
  'schemes',
  'deprecated',
  'security',
  'servers',
]);

function checkFields(operation: Node, report: Report): void {
  for (const [key, node] of entries(operation)) {
    if (FIELDS.has(key) || key.startsWith('x-')) continue;
    report.add(node, {
      code: 'FIELD_UNKNOWN',
      message: `An operation has no field \`${key}\`; it is ignored.`,
      advice: 'Correct its name, or remove it; an extension begins with `x-`.',
    });
  }
}

function checkResponses(operation: Node, report: Report): void {
  const responses = child(operation, 'responses');
  const all = responses === undefined ? [] : entries(responses);
  const bad = all.filter(([key]) => !key.startsWith('x-') && statusOf(key) === undefined);
  for (const [key, node] of bad) {
    report.add(node, {
      code: 'STATUS_INVALID',
      message: `\`${key}\` is not a status; the response is left out.`,
      advice: 'Write 100 to 599, a class such as `2XX`, or `default`.',
    });
  }
  if (all.length > bad.length) return;
  report.add(responses ?? operation, {
    code: 'RESPONSES_MISSING',
    message: 'The operation has no responses.',
    advice: 'Add `responses` with at least one status, e.g. `200`.',
  });
}

function checkPathParameters(context: ReadContext, entry: OperationEntry, report: Report): void {
  const { references } = context;
  const operation = nodeAt(context, entry.pointer);
  const pathItem = new PathItem(nodeAt(context, pathItemPointer(entry.pointer)), references);
  const ofPath = pathItem.parameters.map((node) => references.tryResolve(node));
  const ofOperation = items(child(operation, 'parameters')).map((node) => references.tryResolve(node));
  const inTemplate = new Set(templateNames(entry.path));
  for (const node of ofOperation) {
    const name = pathParameterName(node);
    if (node !== undefined && name !== undefined && !inTemplate.has(name)) {
      report.add(node, unusedParameter(name, entry.path));
    }
  }
  const all = [...ofPath, ...ofOperation];
  // One that cannot be resolved may be the one that is missing.
  if (all.includes(undefined)) return;
  const undeclared = inTemplate.difference(new Set(all.map(pathParameterName)));
  for (const name of undeclared) report.add(operation, undeclaredParameter(name, entry.key));
}

function pathParameterName(node: Node | undefined): string | undefined {
  return own(node?.value, 'in') === 'path' ? ownString(node?.value, 'name') : undefined;
}

function unusedParameter(name: string, path: string): Finding {
  return {
    code: 'PATH_PARAMETER_UNUSED',
    message: `The path parameter \`${name}\` does not occur in \`${path}\`.`,
    advice: `Write \`{${name}}\` in the path, or remove the parameter.`,
  };
}

function undeclaredParameter(name: string, key: string): Finding {
  return {
    code: 'PATH_PARAMETER_UNDECLARED',
    message: `The path parameter \`${name}\` of ${key} is not declared; it takes any text.`,
    advice: `Add a parameter with \`name: ${name}\`, \`in: path\` and \`required: true\`.`,
  };
}

/** Checks a Parameter Object on its own. */
export function checkParameter(node: Node, report: Report): void {
  if (!isObject(node.value)) {
    report.add(node, {
      code: 'PARAMETER_INVALID',
      message: 'A parameter is not an object; it is left out.',
      advice: 'Write an object with `name` and `in`.',
    });
    return;
  }
  if (Object.hasOwn(node.value, '$ref')) return;
  const location = own(node.value, 'in');
  const isKnown = typeof location === 'string' && LOCATIONS.has(location);
  if (isKnown && ownString(node.value, 'name') !== undefined) return;
  report.add(node, {
    code: 'PARAMETER_INVALID',
    message: `A parameter has ${isKnown ? 'no `name`' : `the unknown location ${JSON.stringify(location) ?? '(none)'}`}; it is left out.`,
    advice: 'Give it a `name`, and an `in` of path, query, header or cookie.',
  });
}

const LOCATIONS: ReadonlySet<string> = new Set([
  'path',
  'query',
  'querystring',
  'header',
  'cookie',
  'body',
  'formData',
]);

/** Checks that the headers of a response can be sent (RFC 9110 §5.1). */
export function checkHeaders(response: Node, report: Report): void {
  const headers = child(response, 'headers');
  for (const [name, node] of headers === undefined ? [] : entries(headers)) {
    if (/^[\w!#$%&'*+.^`|~-]+$/.test(name)) continue;
    report.add(node, {
      code: 'HEADER_NAME_INVALID',
      message: `${JSON.stringify(name)} is not a header name; the header is not sent.`,
      advice: 'Use letters, digits and hyphens.',
    });
  }
}
