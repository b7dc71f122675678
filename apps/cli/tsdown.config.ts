import { command, LOAD_WORKER } from '../../tsdown.base.ts';

const cli = command('src/cli.ts', ['@mockloop/runtime', 'better-sqlite3', 'swagger-ui-dist']);

export default { ...cli, entry: { cli: 'src/cli.ts', 'load-worker': LOAD_WORKER } };
