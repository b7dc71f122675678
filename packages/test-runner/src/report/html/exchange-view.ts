import { STATUS_CODES } from 'node:http';
import type { RecordedExchange } from '../../model/exchange.ts';
import { type Html, html } from './html.ts';
import { duration } from './words.ts';

/** A request and its answer, as they went over the wire. */
export function exchangeView(exchange: RecordedExchange, number: number): Html {
  const { method, url, identity, status, failure, duration_ms: ms, cut } = exchange;
  return html`<section class="exchange" aria-label="Exchange ${number}">
<p class="line"><span class="number">${number}</span> <code><b>${method}</b> ${pathOf(url)}</code> <span class="soft">as <code>${identity}</code></span>
<span class="answer ${classOf(status)}">${status === undefined ? failure : `${status} ${STATUS_CODES[status] ?? ''}`}</span> <span class="soft">${duration(ms)}</span></p>
<div class="panes">
${message('Request', `${method} ${url}`, { headers: exchange.request_headers, body: exchange.request_body })}
${message('Response', status === undefined ? (failure ?? '') : `${status} ${STATUS_CODES[status] ?? ''}`, { headers: exchange.response_headers ?? [], body: exchange.response_body })}
</div>
${cut === true && html`<p class="soft">Only the beginning of a long body is kept.</p>`}
</section>`;
}

interface Message {
  readonly headers: RecordedExchange['request_headers'];
  readonly body?: string | undefined;
}

function message(name: string, start: string, { headers, body }: Message): Html {
  const fields = headers.map(([field, value]) => html`<span class="field">${field}: ${value}</span>\n`);
  return html`<pre tabindex="0" aria-label="${name}"><b>${start}</b>\n${fields}${body !== undefined && html`\n${body}`}</pre>`;
}

function pathOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { origin } = new URL(url);
  return url.startsWith(origin) ? url.slice(origin.length) : url;
}

function classOf(status: number | undefined): string {
  if (status === undefined || status >= 500) return 'bad';
  return status >= 400 ? 'warn' : 'good';
}
