import { command } from '../../tsdown.base.ts';

export default command('src/cli.ts', ['better-sqlite3', '@mockloop/runtime']);
