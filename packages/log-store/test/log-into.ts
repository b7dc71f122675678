// Appends one entry to the log that the first argument names, and prints what is found and what was the problem.
import { openLogStore } from '../src/index.ts';
import { appendAll } from './log-entries.ts';

const problems: string[] = [];
const log = await openLogStore({
  api: 'Petstore',
  url: process.argv[2],
  onProblem: (problem) => problems.push(problem),
});
await appendAll(log, [{ path: '/new' }]);
const { entries } = await log.search();
process.stdout.write(JSON.stringify({ paths: entries.map(({ path }) => path), problems }));
process.exit();
