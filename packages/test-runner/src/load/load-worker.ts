import { parentPort, workerData } from 'node:worker_threads';
import { transportFor } from './worker/create-transport.ts';
import { WorkerRun } from './worker/worker-run.ts';
import type { WorkerCommand, WorkerPlan } from './worker-plan.ts';

// The thread that sends the load. It is given its plan when it is made, and says when it is ready for the start.
const port = parentPort;
const plan = workerData as WorkerPlan;
const createTransport = await transportFor(plan);
let run: WorkerRun | undefined;
port?.on('message', (command: WorkerCommand) => {
  if (command.type === 'stop') run?.end();
  else {
    run = new WorkerRun({ plan, zeroMs: command.zeroMs, createTransport, post: (report) => port.postMessage(report) });
    run.start();
  }
});
port?.postMessage({ type: 'ready' });
