import type { ReportedRun } from '../write-report.ts';
import { meter } from './bars.ts';
import { type Html, html } from './html.ts';
import { amount, capitalized, duration, moment } from './words.ts';

export interface Fact {
  readonly name: string;
  readonly value: string;
  /** Something beside the value, in small. */
  readonly note?: string | undefined;
  /** Draws how much of the whole it is. */
  readonly part?: number | undefined;
  readonly whole?: number | undefined;
}

export interface RunHead {
  readonly run: ReportedRun;
  readonly title: string;
  readonly kind: string;
  readonly seed: string;
  readonly requests: number;
  readonly verdict: string;
  readonly facts: readonly Fact[];
}

/** What every run begins with: its subject, its status, how it was made, and its most telling figures. */
export function runHead({ run, title, kind, seed, requests, verdict, facts }: RunHead): Html {
  const { status, reason, id, started_at: started, duration_ms: ms } = run;
  const url = run.kind === 'load' ? run.server_url : run.plan.server_url;
  return html`<header class="head">
<div class="title"><h2>${title}</h2><span class="status ${status}">${status}</span></div>
<p class="verdict">${verdict}${reason !== undefined && html` <span class="reason">${reason}</span>`}</p>
<p class="soft origin">${capitalized(kind)} run against <code>${url}</code> on <time datetime="${started}">${moment(started)}</time>: ${amount(requests, 'request')} in ${duration(ms)}, seed <code>${seed}</code>, run <code>${id}</code></p>
</header>
<dl class="figures">${facts.map(factView)}</dl>`;
}

function factView({ name, value, note, part, whole }: Fact): Html {
  return html`<div><dt>${name}</dt><dd>${value}${note !== undefined && html` <small>${note}</small>`}</dd>${part !== undefined && whole !== undefined && meter(part, whole)}</div>`;
}
