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
  /** `MOCKLOOP_ADMIN_HOSTS`, with commas between: hosts beside this machine that the token may be sent to. */
  readonly adminHosts?: readonly string[] | undefined;
  /** `MOCKLOOP_TEST_HOSTS`, with commas between: hosts beside this machine that may be tested. */
  readonly testHosts?: readonly string[] | undefined;
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
    adminHosts: namesIn(process.env.MOCKLOOP_ADMIN_HOSTS),
    testHosts: namesIn(process.env.MOCKLOOP_TEST_HOSTS),
    isAttached: process.env.MOCKLOOP_ATTACHED === '1',
    debug: process.env.MOCKLOOP_DEBUG === '1',
  };
}

function namesIn(text: string | undefined): readonly string[] | undefined {
  return text?.split(',').flatMap((name) => name.trim() || []);
}

/** Where the log is kept where neither a flag nor the environment nor a configuration says so. */
export function defaultDatabase({ home }: Environment): string {
  return join(home, 'mockloop.db');
}

/** What a mock in a process of its own, and docker for one in a container, go by. Whatever else there is may be a secret. */
const PASSED_ON =
  /^(MOCKLOOP_(?!MCP_)\w+|PATH|HOME|USER|LOGNAME|SHELL|LANG|LC_\w+|TZ|TMPDIR|TEMP|TMP|NO_COLOR|FORCE_COLOR|NODE_(OPTIONS|ENV|EXTRA_CA_CERTS|USE_SYSTEM_CA|COMPILE_CACHE|DISABLE_COMPILE_CACHE|NO_WARNINGS|V8_COVERAGE)|SSL_CERT_(FILE|DIR)|XDG_\w+|DOCKER_(HOST|CONTEXT|CONFIG|CERT_PATH|TLS_VERIFY|BUILDKIT)|SYSTEMROOT|SYSTEMDRIVE|WINDIR|COMSPEC|PATHEXT|USERPROFILE|APPDATA|LOCALAPPDATA|PROGRAMFILES|PROGRAMDATA)$/i;

/** The part of this process's environment that a mock of its own is started in. */
export function environmentOfMocks(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value !== undefined && PASSED_ON.test(name) ? [[name, value]] : [],
    ),
  );
}
