import { type ReportFormat, writeReport } from '@mockloop/test-runner/report';
import { MockLoopError } from '../mockloop-error.ts';
import type { ResourceTemplate } from '../resource.ts';
import { findRun, keptOf, resultOf } from '../testing/find-run.ts';
import type { ToolServices } from '../tool-context.ts';

/** The URI of a run. */
export function runUri(id: string): string {
  return `mockloop://runs/${id}`;
}

/** A run, whole: every finding with its evidence, every figure. */
export const testRun: ResourceTemplate = {
  uriTemplate: 'mockloop://runs/{run}',
  name: 'test-run',
  title: 'A test run',
  description: 'A run with all of its findings, evidence and figures. {run}: its id.',
  mimeType: 'application/json',
  complete: ({ value }, services) => idsLike(value, services),
  async list(services) {
    const store = await services.contextStore();
    const { runs } = await store.listRuns({}, { limit: 50 });
    return runs.map(({ id, kind, status, server_url: server }) => ({
      uri: runUri(id),
      name: `${kind} ${status} ${server}`,
    }));
  },
  async read({ run = '' }, services) {
    const stored = await findRun(run, services);
    return { mimeType: 'application/json', text: JSON.stringify(keptOf(stored) ?? stored) };
  },
};

const MIME_TYPES: { readonly [Format in ReportFormat]: string } = {
  html: 'text/html',
  markdown: 'text/markdown',
  json: 'application/json',
  csv: 'text/csv',
  junit: 'application/xml',
  sarif: 'application/sarif+json',
  har: 'application/json',
};

/** A run as a report. */
export const testReport: ResourceTemplate = {
  uriTemplate: 'mockloop://runs/{run}/report/{format}',
  name: 'test-report',
  title: 'The report of a test run',
  description: 'A run as html, markdown, json, csv, junit, sarif or har.',
  mimeType: 'text/plain',
  complete: ({ variable, value }, services) =>
    variable === 'run'
      ? idsLike(value, services)
      : Promise.resolve(Object.keys(MIME_TYPES).filter((name) => name.includes(value))),
  list: () => Promise.resolve([]),
  async read({ run = '', format = '' }, services) {
    if (!isFormat(format))
      throw new MockLoopError('UNKNOWN_RESOURCE', `There is no report ${JSON.stringify(format.slice(0, 50))}.`, {
        advice: `There are: ${Object.keys(MIME_TYPES).join(', ')}.`,
      });
    const text = writeReport([resultOf(await findRun(run, services))], { format, detail: 'detailed' });
    return { mimeType: MIME_TYPES[format], text };
  },
};

function isFormat(name: string): name is ReportFormat {
  return Object.hasOwn(MIME_TYPES, name);
}

async function idsLike(value: string, services: ToolServices): Promise<readonly string[]> {
  const store = await services.contextStore();
  const { runs } = await store.listRuns({}, { limit: 100 });
  return runs.map(({ id }) => id).filter((id) => id.includes(value));
}
