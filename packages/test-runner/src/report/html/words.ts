const NUMBER = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const FIGURE = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const PERCENT = new Intl.NumberFormat('en', { style: 'percent', maximumSignificantDigits: 3 });

/** `12,345` */
export function count(value: number): string {
  return NUMBER.format(value);
}

/** `1 request`, `2 requests` */
export function amount(value: number, noun: string): string {
  return `${count(value)} ${value === 1 ? noun : `${noun}s`}`;
}

/** Three digits that matter; all of those before the point. */
export function figure(value: number | undefined): string {
  if (value === undefined) return '–';
  return Math.abs(value) >= 1000 ? NUMBER.format(value) : FIGURE.format(value);
}

/** `12.3 ms`, `4.56 s`, `12 min 5 s` */
export function duration(ms: number | undefined): string {
  if (ms === undefined) return '–';
  if (ms < 1000) return `${figure(ms)} ms`;
  if (ms < 60_000) return `${figure(ms / 1000)} s`;
  const seconds = Math.round(ms / 1000);
  return seconds < 3600
    ? `${Math.floor(seconds / 60)} min ${seconds % 60} s`
    : `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}

/** @param share From 0 to 1. */
export function percent(share: number): string {
  return Number.isFinite(share) ? PERCENT.format(share) : '–';
}

/** `2026-03-01 12:30 UTC`; what is no time stays as it is. */
export function moment(iso: string): string {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(iso) ? `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC` : iso;
}

export function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
