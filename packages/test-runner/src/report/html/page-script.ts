/** What the page does by itself: filter, copy, tell values of diagrams. Without it everything is still there to be read. */
export const PAGE_SCRIPT: string = `'use strict';
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

for (const form of all('.toolbar')) {
  const section = form.closest('.causes');
  const causes = all('.cause', section).map((element) => ({
    element,
    findings: all('.finding', element).map((one) => ({ element: one, text: undefined })),
    text: element.querySelector('summary').textContent.toLowerCase(),
  }));
  const output = form.querySelector('output');
  const fold = form.querySelector('.fold');
  const amount = (number, noun) => number + ' ' + noun + (number === 1 ? '' : 's');
  const filter = () => {
    const severities = new Set(all('[name=severity]:checked', form).map(({ value }) => value));
    const text = form.elements.text.value.trim().toLowerCase();
    const { check: { value: check }, operation: { value: operation } } = form.elements;
    let shownCauses = 0;
    let shownFindings = 0;
    for (const cause of causes) {
      const { dataset } = cause.element;
      const isWanted = severities.has(dataset.severity) && (check === '' || dataset.check === check);
      const isNamed = text === '' || cause.text.includes(text);
      let shown = 0;
      for (const finding of cause.findings) {
        const isThere = operation === '' || finding.element.dataset.operation === operation;
        if (isWanted && isThere && !isNamed) finding.text ??= finding.element.textContent.toLowerCase();
        finding.element.hidden = !(isWanted && isThere && (isNamed || finding.text.includes(text)));
        if (!finding.element.hidden) shown += 1;
      }
      cause.element.hidden = shown === 0;
      shownCauses += shown === 0 ? 0 : 1;
      shownFindings += shown;
    }
    const total = causes.reduce((sum, { findings }) => sum + findings.length, 0);
    const of = shownFindings === total ? '' : ' of ' + total;
    output.value = amount(shownCauses, 'cause') + ', ' + (of === '' ? amount(total, 'finding') : shownFindings + of + ' findings');
    section.querySelector('.none').hidden = shownCauses > 0;
  };
  form.hidden = false;
  form.addEventListener('input', filter);
  form.addEventListener('submit', (event) => event.preventDefault());
  fold.addEventListener('click', () => {
    const open = fold.getAttribute('aria-expanded') !== 'true';
    fold.setAttribute('aria-expanded', String(open));
    fold.textContent = open ? 'Collapse all' : 'Expand all';
    for (const { element } of causes) if (!element.hidden) element.open = open;
  });
  filter();
}

for (const button of all('.copy')) {
  const label = [...button.childNodes];
  button.hidden = false;
  button.addEventListener('click', async () => {
    const pre = button.parentElement.querySelector('pre');
    try {
      await navigator.clipboard.writeText(pre.textContent);
    } catch {
      getSelection().selectAllChildren(pre);
      document.execCommand('copy');
    }
    button.textContent = 'Copied';
    setTimeout(() => button.replaceChildren(...label), 1500);
  });
}

for (const canvas of all('[data-plot]')) {
  const { places, unit, series } = JSON.parse(canvas.dataset.plot);
  const cursor = canvas.appendChild(Object.assign(document.createElement('div'), { className: 'cursor', hidden: true }));
  const tip = canvas.appendChild(Object.assign(document.createElement('div'), { className: 'tip', hidden: true }));
  let place = -1;
  const show = (index) => {
    place = Math.max(0, Math.min(places.length - 1, index));
    const x = ((place + 0.5) / places.length) * canvas.clientWidth;
    const lines = series.map(({ name, values }) => name + ' ' + (values[place] ?? '–') + (unit === 'ms' ? ' ms' : ''));
    tip.textContent = [places[place], ...lines].join('\\n');
    cursor.hidden = tip.hidden = false;
    cursor.style.left = x + 'px';
    tip.style.left = Math.max(0, Math.min(canvas.clientWidth - tip.offsetWidth, x + (x > canvas.clientWidth / 2 ? -tip.offsetWidth - 8 : 8))) + 'px';
  };
  const hide = () => { cursor.hidden = tip.hidden = true; };
  canvas.tabIndex = 0;
  canvas.addEventListener('pointermove', ({ clientX }) => show(Math.floor(((clientX - canvas.getBoundingClientRect().left) / canvas.clientWidth) * places.length)));
  canvas.addEventListener('pointerleave', hide);
  canvas.addEventListener('blur', hide);
  canvas.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    show(place + step);
  });
}

let closed = [];
addEventListener('beforeprint', () => {
  closed = all('.cause:not([open]), .more:not([open])');
  for (const element of closed) element.open = true;
});
addEventListener('afterprint', () => {
  for (const element of closed) element.open = false;
});
`;
