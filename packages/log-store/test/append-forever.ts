// Appends entries to the log that the first argument names, and says the number of each line by line, until it is ended.
import { writeSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { openLogStore } from '../src/index.ts';
import { entryOf } from './log-entries.ts';

const [, , url, durability] = process.argv;
const log = await openLogStore({ api: 'Petstore', url, durability: durability === 'request' ? 'request' : 'batch' });
await log.flush();
await log.search();
let isEnding = false;
process.once('SIGTERM', () => {
  isEnding = true;
});
for (let index = 0; !isEnding; ) {
  const waits: (Promise<void> | undefined)[] = [];
  for (let count = 0; count < 10; count++)
    waits.push(log.append(entryOf({ path: `/${index + count}`, time: Date.now() })));
  await Promise.all(waits);
  let lines = '';
  for (let count = 0; count < 10; count++) lines += `${index++}\n`;
  writeSync(1, lines);
  await setImmediate();
}
await log.close();
process.exit();
