import { type Html, html } from './html.ts';
import { figure } from './words.ts';

interface PlotSeries {
  readonly name: string;
  /** Names classes of the style sheet: `line-p99`. */
  readonly style: string;
  /** `area`: down to the axis. `bars`: one for each value. */
  readonly shape: 'line' | 'area' | 'bars';
  /** One for each place on the x axis. Absent: a gap. */
  readonly values: readonly (number | undefined)[];
}

export interface PlotOptions {
  readonly title: string;
  /** Said to those who do not see it, and below it to all. */
  readonly summary: string;
  readonly unit: string;
  readonly series: readonly PlotSeries[];
  /** What each place on the x axis is called when somebody points at it. */
  readonly places: readonly string[];
  /** Below the x axis, evenly spread from its start to its end. */
  readonly ticks: readonly string[];
}

const WIDTH = 1000;
const HEIGHT = 240;

/** A diagram over a common x axis. Its picture stretches with its place; its words do not. */
export function plot({ title, summary, unit, series, places, ticks }: PlotOptions): Html {
  const top = niceTop(Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0))));
  const steps = [1, 0.75, 0.5, 0.25, 0];
  const data = { places, unit, series: series.map(({ name, values }) => ({ name, values: values.map(rounded) })) };
  return html`<figure class="plot">
<figcaption><strong>${title}</strong> <span class="soft">${unit}</span>
<span class="legend">${series.length > 1 && series.map(({ name, style }) => html`<span><i class="key key-${style}"></i>${name}</span>`)}</span></figcaption>
<div class="frame">
<div class="y" aria-hidden="true">${steps.map((step) => html`<span>${figure(top * step)}</span>`)}</div>
<div class="canvas" data-plot="${JSON.stringify(data)}"><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${title}: ${summary}">
${steps.map((step) => html`<line class="grid" x1="0" x2="${WIDTH}" y1="${step * HEIGHT}" y2="${step * HEIGHT}"/>`)}
${series.map((one) => draw(one, top))}
</svg></div>
<div class="x" aria-hidden="true">${ticks.map((tick) => html`<span>${tick}</span>`)}</div>
</div>
<p class="soft">${summary}</p>
</figure>`;
}

function draw({ shape, style, values }: PlotSeries, top: number): Html {
  const y = (value: number): number => HEIGHT - (value / top) * HEIGHT;
  const step = WIDTH / Math.max(1, values.length);
  if (shape === 'bars')
    return html`${values.map(
      (value = 0, index) =>
        value > 0 &&
        html`<rect class="fill-${style}" x="${(index * step).toFixed(2)}" y="${y(value).toFixed(2)}" width="${(step * 0.86).toFixed(2)}" height="${(HEIGHT - y(value)).toFixed(2)}"/>`,
    )}`;
  const runs = runsOf(values);
  const paths = runs.map((run) =>
    run.map(({ index, value }) => `${((index + 0.5) * step).toFixed(2)},${y(value).toFixed(2)}`),
  );
  return html`${paths.map((points, index) => {
    const first = runs[index]?.at(0)?.index ?? 0;
    const last = runs[index]?.at(-1)?.index ?? 0;
    const outline =
      points.length === 1 ? `M${first * step} ${points[0]?.split(',')[1]}h${step}` : `M${points.join('L')}`;
    const area =
      shape === 'area' &&
      html`<path class="area-${style}" d="M${((first + 0.5) * step).toFixed(2)},${HEIGHT}L${points.join('L')}L${((last + 0.5) * step).toFixed(2)},${HEIGHT}Z"/>`;
    return html`${area}<path class="line line-${style}" d="${outline}"/>`;
  })}`;
}

/** Values without a gap between them. */
function runsOf(values: PlotSeries['values']): { index: number; value: number }[][] {
  const runs: { index: number; value: number }[][] = [];
  let run: { index: number; value: number }[] = [];
  for (const [index, value] of values.entries()) {
    if (value === undefined) {
      run = [];
      continue;
    }
    if (run.length === 0) runs.push(run);
    run.push({ index, value });
  }
  return runs;
}

/** The next number above that divides into four even steps. */
function niceTop(value: number): number {
  if (!(value > 0) || !Number.isFinite(value)) return 1;
  const magnitude = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 1.2, 1.6, 2, 2.4, 3.2, 4, 5, 6, 8, 10].find((one) => one * magnitude >= value) ?? 10;
  return factor * magnitude;
}

function rounded(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Number(value.toPrecision(4));
}
