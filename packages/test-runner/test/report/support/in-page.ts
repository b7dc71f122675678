/** Run in a page, each gives a list of what is wrong with it. As text, since the types of the DOM are none of Node.js. */

/** Texts whose contrast with what is behind them is below 4.5: one of each kind. */
export const POOR_CONTRASTS: string = `(() => {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgb = (color) => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = color;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (color) => {
    const [r, g, b] = color.map((part) => (part <= 10 ? part / 3294 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let one = element; one !== null; one = one.parentElement) {
      const color = rgb(getComputedStyle(one).backgroundColor);
      if (color[3] === 255) return color;
    }
    throw new Error('Nothing is behind ' + element.outerHTML);
  };
  const seen = new Set();
  return [...document.querySelectorAll('body *')].flatMap((element) => {
    const hasText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== '');
    const kind = element.tagName + '.' + element.className + ' in ' + element.parentElement.className;
    if (!hasText || element instanceof SVGElement || seen.has(kind) || !element.checkVisibility()) return [];
    seen.add(kind);
    const [a, b] = [luminance(rgb(getComputedStyle(element).color)), luminance(behind(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    return ratio < 4.5 ? [kind + ': ' + ratio.toFixed(2)] : [];
  });
})()`;

/** What somebody could use or come to, but not learn the name of. */
export const UNNAMED_CONTROLS: string = `[...document.querySelectorAll('button, input, select, summary, nav, [role=region], [role=img]')]
  .filter((element) => !(element.getAttribute('aria-label') ?? element.closest('label')?.textContent ?? element.textContent).trim())
  .map((element) => element.outerHTML)`;
