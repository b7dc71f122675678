import autocannon from 'autocannon';

// The same as generator.ts with autocannon: what it counts each second, and what it has cost by then.
const { serverUrl, stages } = JSON.parse(process.argv[2] ?? '{}');
const [{ level, seconds }] = stages;
const marks = [];
let requests = 0;
const run = autocannon({ url: serverUrl, connections: level, duration: seconds });
run.on('tick', ({ counter }) => {
  const { user, system } = process.cpuUsage();
  requests += counter;
  if (counter > 0) marks.push({ requests, cpuUs: user + system });
});
await run;
process.send({ marks }, undefined, undefined, () => process.exit());
