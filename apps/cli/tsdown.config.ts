import { command } from '../../tsdown.base.ts';

export default command('src/cli.ts', ['@mockloop/runtime', 'better-sqlite3', 'swagger-ui-dist']);
