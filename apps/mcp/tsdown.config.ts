import { command, LOAD_WORKER } from '../../tsdown.base.ts';

const mcp = command('src/cli.ts', ['better-sqlite3', '@mockloop/runtime']);

export default { ...mcp, entry: { cli: 'src/cli.ts', 'load-worker': LOAD_WORKER } };
