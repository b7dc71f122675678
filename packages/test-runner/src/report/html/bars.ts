import { type Html, html } from './html.ts';

export interface BarPart {
  /** Names a class of the style sheet: `fill-high`. */
  readonly fill: string;
  readonly value: number;
}

/**
 * A bar of parts that stretches to the width of its place.
 *
 * @param whole What the full width stands for.
 * @param label For those who do not see it. Absent where the same is said beside it.
 */
export function stackedBar(parts: readonly BarPart[], whole: number, label?: string): Html {
  const scale = whole > 0 ? 100 / whole : 0;
  let end = 0;
  const rects = parts
    .filter(({ value }) => value > 0)
    .map(({ fill, value }) => {
      const x = end;
      end += value * scale;
      return html`<rect class="fill-${fill}" x="${x.toFixed(3)}" width="${(value * scale).toFixed(3)}" height="1"/>`;
    });
  const role = label === undefined ? html`aria-hidden="true"` : html`role="img" aria-label="${label}"`;
  return html`<svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" ${role}><rect class="fill-empty" width="100" height="1"/>${rects}</svg>`;
}

/** How much of something was reached. */
export function meter(value: number, whole: number): Html {
  return stackedBar([{ fill: 'accent', value }], whole);
}
