/** Of a project: what runs, and the example of a handler. */

export const SERVER = `// Starts the mock that mockloop.json describes. Arguments are those of \`mockloop mock\`: node server.ts --port 4010
import path from 'node:path';
import { argv } from 'node:process';
import { run } from '<%= it.module %>';

process.exitCode = await run(['--config', path.join(import.meta.dirname, 'mockloop.json'), ...argv.slice(2)]);
`;

export const EXAMPLE = `import type { Handlers } from '../types.d.ts';

/**
 * Answers operations in code: each under its operationId, or under method and path. What is changed here counts from the
 * next request on.
 *
 * Remove the "// " from the lines below to try it: a header is added to what would be answered anyway, for requests that
 * ask for it. Return { status, headers, body } to answer something else: the compiler knows what the document allows.
 * \`undefined\` leaves the request alone.
 */
export const handlers: Handlers = {
  // '<%= it.operation %>': async ({ request, respond }) => {
  //   if (request.headers['x-example'] === undefined) return undefined;
  //   const answer = await respond();
  //   return { ...answer, headers: { ...answer.headers, 'x-example': 'handlers/example.ts' } };
  // },
};
`;

/** For editors, and for \`npx -p typescript tsc\`. */
export const TSCONFIG: object = {
  compilerOptions: {
    target: 'es2024',
    lib: ['es2024', 'dom', 'dom.iterable'],
    module: 'nodenext',
    types: [],
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    erasableSyntaxOnly: true,
    verbatimModuleSyntax: true,
  },
  include: ['handlers', 'types.d.ts'],
};

export const GITIGNORE = `node_modules/
.mockloop/
*.old
`;
