import { command, LOAD_WORKER, type UserConfig } from '../../tsdown.base.ts';

const mcp = command('src/cli.ts', ['better-sqlite3', '@mockloop/runtime']);

const config: UserConfig = { ...mcp, entry: { cli: 'src/cli.ts', 'load-worker': LOAD_WORKER } };

export default config;
