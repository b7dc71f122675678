import { library } from '../../tsdown.base.ts';

// The last one runs in threads of its own, and is found by its name.
export default library([
  'src/index.ts',
  'src/load/index.ts',
  'src/report/index.ts',
  'src/vitest.ts',
  'src/load/load-worker.ts',
]);
