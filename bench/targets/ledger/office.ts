import { type Call, checkedBody, idParam, type Reply, requireMediaType } from '../call.ts';
import { integer, object, oneOf, optional, text } from '../check.ts';
import { Problem } from '../problem.ts';
import type { Route } from '../routes.ts';
import { readNotice } from './read-notice.ts';
import type { Job, Ledger } from './state.ts';

const JOB_MS = 150;
const EXPORT = object({ file_name: text({ min: 1, max: 80 }) });

/** Jobs, exports and notices. */
export function officeRoutes(ledger: Ledger): readonly Route[] {
  return [
    ['POST', '/jobs', (call) => createJob(ledger, call)],
    ['GET', '/jobs/{job_id}', (call) => getJob(ledger, call)],
    ['POST', '/exports', (call) => createExport(ledger, call)],
    ['POST', '/notices', (call) => createNotice(ledger, call)],
  ];
}

function createJob(ledger: Ledger, call: Call): Reply {
  const priority = integer(0, 9);
  const check = object({
    kind: oneOf(['report', 'reconcile']),
    priority: ledger.on('optional-required') ? priority : optional(priority),
  });
  const body = checkedBody(call, check);
  const job: Job = { id: ledger.nextId(), kind: body.kind, priority: body.priority, startedMs: Date.now() };
  ledger.jobs.set(job.id, job);
  return { status: 202, headers: { location: `/jobs/${job.id}` }, body: show(ledger, job) };
}

function getJob(ledger: Ledger, call: Call): Reply {
  const job = ledger.jobs.get(idParam(call, 'job_id'));
  if (job === undefined) throw new Problem(404, 'There is no such job');
  return { status: 200, body: show(ledger, job) };
}

function show(ledger: Ledger, { startedMs, ...job }: Job): object {
  const done = (Date.now() - startedMs) / JOB_MS;
  const status = done >= 1 ? 'done' : done >= 0.5 ? 'running' : 'queued';
  return { ...job, status: ledger.on('enum-unknown') ? status.toUpperCase() : status };
}

function createExport(ledger: Ledger, call: Call): Reply {
  const { file_name } = checkedBody(call, EXPORT);
  const name = ledger.on('command-injection') ? expandAsShell(file_name) : file_name;
  return { status: 201, body: { path: `/srv/ledger/exports/${name}.csv`, rows: ledger.transfers.length } };
}

// What a shell would make of `$((12*34))`, `$(expr 12 \* 34)` or the same between backquotes. No shell is near.
function expandAsShell(name: string): string {
  return name.replaceAll(/\$\(\([^()]*\)\)|\$\([^()]*\)|`[^`]*`/g, (all) => {
    const [, left, right] = /(\d{1,9})\s*\\?\*\s*(\d{1,9})/.exec(all) ?? [];
    return left === undefined || right === undefined ? '' : String(BigInt(left) * BigInt(right));
  });
}

function createNotice(ledger: Ledger, call: Call): Reply {
  requireMediaType(call, ['application/xml']);
  const notice = readNotice(call.body.toString(), ledger.on('external-entity'));
  if (notice === undefined) throw new Problem(400, 'This is no notice');
  return { status: 201, body: notice };
}
