import { library } from '../../tsdown.base.ts';

export default library(['src/index.ts', 'src/mockloop-error.ts', 'src/select-tools.ts']);
