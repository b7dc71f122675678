import { join } from 'node:path';

/** What the process says about how to behave where no flag does. */
export interface Environment {
  /** `MOCKLOOP_HOME`: the folder of the log and other state. Default `.mockloop`. */
  readonly home: string;
  /** `MOCKLOOP_DATABASE_URL`: the database of the log. */
  readonly databaseUrl?: string | undefined;
  /** `MOCKLOOP_HOST`: the address to bind to, `0.0.0.0` in a container. */
  readonly host?: string | undefined;
  /** `MOCKLOOP_ADMIN_TOKEN` */
  readonly adminToken?: string | undefined;
  /** `MOCKLOOP_ATTACHED=1`: a mock ends with whoever started it with an `ipc` channel. */
  readonly isAttached: boolean;
  /** `MOCKLOOP_DEBUG=1` shows stack traces. */
  readonly debug: boolean;
}

/** Empty variables count as absent: that is what a compose file makes of one that is not set. */
export function readEnvironment(): Environment {
  const { MOCKLOOP_HOME, MOCKLOOP_DATABASE_URL, MOCKLOOP_HOST, MOCKLOOP_ADMIN_TOKEN } = process.env;
  return {
    home: MOCKLOOP_HOME || '.mockloop',
    databaseUrl: MOCKLOOP_DATABASE_URL || undefined,
    host: MOCKLOOP_HOST || undefined,
    adminToken: MOCKLOOP_ADMIN_TOKEN || undefined,
    isAttached: process.env.MOCKLOOP_ATTACHED === '1',
    debug: process.env.MOCKLOOP_DEBUG === '1',
  };
}

/** Where the log is kept where neither a flag nor the environment nor a configuration says so. */
export function defaultDatabase({ home }: Environment): string {
  return join(home, 'mockloop.db');
}
