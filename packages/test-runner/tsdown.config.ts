import { library } from '../../tsdown.base.ts';

export default library(['src/index.ts', 'src/load/index.ts', 'src/report/index.ts', 'src/vitest/index.ts']);
