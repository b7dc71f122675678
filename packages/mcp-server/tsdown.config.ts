import { library } from '../../tsdown.base.ts';

export default library([
  'src/index.ts',
  'src/stdio.ts',
  'src/http.ts',
  'src/sdk-v1.ts',
  'src/serve.ts',
  'src/serve-flags.ts',
]);
