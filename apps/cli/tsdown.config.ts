import { command, LOAD_WORKER, type UserConfig } from '../../tsdown.base.ts';

const cli = command('src/cli.ts', ['@mockloop/runtime', 'better-sqlite3', 'swagger-ui-dist']);

const config: UserConfig = { ...cli, entry: { cli: 'src/cli.ts', 'load-worker': LOAD_WORKER } };

export default config;
