// A program that speaks to the registry as the runtime of a mock does, and mocks nothing. Its arguments: how it behaves, its name,
// and a folder in which it leaves a file for each of its processes, and one for its name while it runs.
import { closeSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';

const [, , behaviour = 'listen', name = 'fake', folder = '.'] = process.argv;
const mark = path.join(folder, `${name}.runs`);
/** Does not care for its channel; for signals. */
const STAYS = /^hang-on|stubborn/;
const STUBBORN = /stubborn/;
let isListening = false;
let isEnding = false;

process.on('disconnect', () => {
  if ((!isListening && !STAYS.test(behaviour)) || process.env.MOCKLOOP_ATTACHED === '1') end();
});
process.on('SIGTERM', () => {
  if (!STUBBORN.test(behaviour)) end();
});
const keepAlive = setInterval(() => {}, 60_000);
// From here on it hears what it is told.
writeFileSync(path.join(folder, `${process.pid}.pid`), name);

switch (behaviour) {
  case 'listen':
  case 'stubborn':
    listen();
    break;
  case 'fail':
    process.stderr.write('Port 8000 on 127.0.0.1 is taken.\n');
    process.send?.({ type: 'failed', message: 'Port 8000 on 127.0.0.1 is taken.' }, () => process.exit(1));
    break;
  case 'crash':
    writeSync(1, 'noise\n'.repeat(5_000));
    writeSync(2, 'SyntaxError: Unexpected token\n');
    process.exit(3);
    break;
  case 'environment':
    writeSync(1, JSON.stringify(process.env));
    listen();
    break;
  default:
    // It never listens.
    process.send?.({ type: 'progress' });
}

function listen(): void {
  try {
    // Two processes of one name are what the registry is there to prevent.
    closeSync(openSync(mark, 'wx'));
  } catch {
    writeFileSync(path.join(folder, `${process.pid}.clash`), name);
  }
  isListening = true;
  process.send?.({
    type: 'listening',
    api_url: 'http://127.0.0.1:1',
    admin_url: 'http://127.0.0.1:2',
    database_url: path.join(folder, 'log.db'),
  });
  process.channel?.unref();
}

function end(): void {
  if (isEnding) writeFileSync(path.join(folder, `${process.pid}.told-twice`), name);
  isEnding = true;
  clearInterval(keepAlive);
  // Slow enough that others can come between.
  setTimeout(() => {
    if (isListening) rmSync(mark, { force: true });
    process.exit(0);
  }, 20);
}
