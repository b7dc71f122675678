export interface JunitSuite {
  readonly name: string;
  /** ISO 8601 in UTC. */
  readonly timestamp: string;
  /** How long it took, where that is known. */
  readonly seconds?: number | undefined;
  readonly properties: readonly (readonly [name: string, value: string])[];
  readonly cases: readonly JunitCase[];
}

export interface JunitCase {
  readonly name: string;
  readonly classname: string;
  readonly failure?: JunitProblem | undefined;
  /** It could not be tried. */
  readonly error?: JunitProblem | undefined;
  readonly output?: string | undefined;
}

interface JunitProblem {
  readonly type: string;
  readonly message: string;
  readonly details: string;
}

/**
 * Suites as the XML that Jenkins, GitLab and others read.
 *
 * @param seconds All of them together.
 */
export function writeJunit(suites: readonly JunitSuite[], seconds: number): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="MockLoop" ${counts(suites.flatMap(({ cases }) => cases))}${time(seconds)}>`,
    ...suites.map(writeSuite),
    '</testsuites>',
    '',
  ].join('\n');
}

function counts(cases: readonly JunitCase[]): string {
  const failures = cases.filter(({ failure }) => failure !== undefined).length;
  const errors = cases.filter(({ error }) => error !== undefined).length;
  return `tests="${cases.length}" failures="${failures}" errors="${errors}"`;
}

function time(seconds: number | undefined): string {
  return seconds === undefined ? '' : ` time="${seconds.toFixed(3)}"`;
}

function writeSuite({ name, timestamp, seconds, properties, cases }: JunitSuite): string {
  return [
    `  <testsuite name="${attribute(name)}" ${counts(cases)} skipped="0"${time(seconds)} timestamp="${attribute(timestamp.slice(0, 19))}">`,
    '    <properties>',
    ...properties.map(([key, value]) => `      <property name="${key}" value="${attribute(value)}"/>`),
    '    </properties>',
    ...cases.map(writeCase),
    '  </testsuite>',
  ].join('\n');
}

function writeCase({ name, classname, failure, error, output }: JunitCase): string {
  return [
    `    <testcase name="${attribute(name)}" classname="${attribute(classname)}">`,
    ...problem('error', error),
    ...problem('failure', failure),
    ...(output === undefined ? [] : [`      <system-out>${text(output)}</system-out>`]),
    '    </testcase>',
  ].join('\n');
}

function problem(element: string, given: JunitProblem | undefined): string[] {
  if (given === undefined) return [];
  const { type, message, details } = given;
  return [`      <${element} type="${attribute(type)}" message="${attribute(message)}">${text(details)}</${element}>`];
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ['\n', '&#10;'],
  ['\t', '&#9;'],
]);

function attribute(value: string): string {
  return allowed(value).replaceAll(/[&<>"\n\t]/g, (character) => ENTITIES.get(character) ?? character);
}

function text(value: string): string {
  return allowed(value).replaceAll(/[&<>]/g, (character) => ENTITIES.get(character) ?? character);
}

/** Without what no XML may hold. @see https://www.w3.org/TR/xml/#charsets */
function allowed(value: string): string {
  return value.toWellFormed().replaceAll(/[^\t\n\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');
}
