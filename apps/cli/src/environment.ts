import { join, resolve } from 'node:path';

/** What the process says about how to behave where no flag does. */
export interface Environment {
  /** The folder of MockLoop's state. `MOCKLOOP_HOME`; default `.mockloop` in the working directory. */
  readonly home: string;
  /** `MOCKLOOP_DATABASE_URL`; default a file in `home`. */
  readonly databaseUrl: string;
  /** `MOCKLOOP_HOST`: the address to bind to, `0.0.0.0` in a container. */
  readonly host?: string | undefined;
  /** `MOCKLOOP_ADMIN_TOKEN` */
  readonly adminToken?: string | undefined;
  /** `MOCKLOOP_DEBUG=1` shows stack traces. */
  readonly debug: boolean;
}

/** Empty variables count as absent: that is what a compose file makes of one that is not set. */
export function readEnvironment(): Environment {
  const { MOCKLOOP_HOME, MOCKLOOP_DATABASE_URL, MOCKLOOP_HOST, MOCKLOOP_ADMIN_TOKEN, MOCKLOOP_DEBUG } = process.env;
  const home = resolve(MOCKLOOP_HOME || '.mockloop');
  return {
    home,
    databaseUrl: MOCKLOOP_DATABASE_URL || join(home, 'mockloop.db'),
    host: MOCKLOOP_HOST || undefined,
    adminToken: MOCKLOOP_ADMIN_TOKEN || undefined,
    debug: MOCKLOOP_DEBUG === '1',
  };
}
