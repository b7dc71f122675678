import type { Observation } from '../../model/observation.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import type { Probe } from '../../run/probe.ts';
import { describeAnswer, textOf } from '../support/answers.ts';
import { digitsFor } from '../support/canary.ts';
import { type Injector, openInjector } from '../support/injector.ts';
import { observe } from '../support/observe.ts';
import { describePoint } from '../support/points.ts';
import { injectionCases } from './injection-cases.ts';

interface Syntax {
  readonly check: 'template-injection' | 'command-injection';
  readonly of: string;
  /** Multiplies two numbers, and does nothing else. */
  readonly write: (a: string, b: string) => string;
}

const SYNTAXES: readonly Syntax[] = [
  { check: 'template-injection', of: 'a template ({{ }})', write: (a, b) => `{{${a}*${b}}}` },
  { check: 'template-injection', of: 'a template ($ and braces)', write: (a, b) => `\${${a}*${b}}` },
  { check: 'template-injection', of: 'a template (# and braces)', write: (a, b) => `#{${a}*${b}}` },
  { check: 'template-injection', of: 'a template (<%= %>)', write: (a, b) => `<%= ${a}*${b} %>` },
  { check: 'template-injection', of: 'a template ({ })', write: (a, b) => `{${a}*${b}}` },
  { check: 'command-injection', of: 'a shell ($( ))', write: (a, b) => `$(expr ${a} \\* ${b})` },
  { check: 'command-injection', of: 'a shell ($(( )))', write: (a, b) => `$((${a}*${b}))` },
  { check: 'command-injection', of: 'a shell (` `)', write: (a, b) => `\`expr ${a} \\* ${b}\`` },
  { check: 'command-injection', of: 'a shell (;)', write: (a, b) => `; expr ${a} \\* ${b};` },
  { check: 'command-injection', of: 'a shell (|)', write: (a, b) => `| expr ${a} \\* ${b}` },
  { check: 'template-injection', of: 'an expression', write: (a, b) => `'+(${a}*${b})+'` },
];

/** What is sent computed instead of kept: templates and shells. */
export const CODE_KIND: CaseKind = {
  kind: 'code-injection',
  phase: 'security',
  checks: ['template-injection', 'command-injection'],
  propose: (view) =>
    injectionCases(view, {
      what: 'the product of two numbers',
      points: ({ isFree, point }) => isFree && point.in !== 'header',
      rank: ({ name }) =>
        /message|text|template|body|subject|title|name|comment|host|cmd|command|file|query|expr/i.test(name) ? 0 : 1,
    }),
  async run(testCase, probe) {
    const injector = await openInjector(testCase, probe);
    if (injector === undefined || typeof injector.value !== 'string') return [];
    for (const [index, syntax] of SYNTAXES.entries()) {
      const found = await tryTwice(probe, injector, { syntax, index });
      if (found !== undefined) return [found];
    }
    return [];
  },
};

interface Trying {
  readonly syntax: Syntax;
  readonly index: number;
}

async function tryTwice(probe: Probe, injector: Injector, { syntax, index }: Trying): Promise<Observation | undefined> {
  for (const time of [1, 2]) {
    const [a, b] = [digitsFor(probe, `${index} a ${time}`, 4), digitsFor(probe, `${index} b ${time}`, 4)];
    const product = String(Number(a) * Number(b));
    const exchange = await injector.send(`${String(injector.value)}${syntax.write(a, b)}`);
    if (!textOf(exchange).includes(product)) return undefined;
    // The numbers alone must not do it.
    const control = await injector.send(`${String(injector.value)} ${a} ${b}`);
    if (textOf(control).includes(product)) return undefined;
    if (time === 2)
      return observe(syntax.check, {
        message: `The ${describePoint(injector.point)} is read as ${syntax.of}: \`${syntax.write(a, b)}\` was answered with ${product}, which was not sent.`,
        expected: 'the text as it was sent',
        observed: describeAnswer(exchange),
        signature: `${syntax.of} in ${describePoint(injector.point)}`,
      });
  }
  return undefined;
}
