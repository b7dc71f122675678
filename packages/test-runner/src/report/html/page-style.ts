/** The style sheet of the page. Text has a contrast of at least 4.5 in both colour schemes. */
export const PAGE_STYLE: string = `
:root {
  color-scheme: light dark;
  --page: light-dark(#fff, #0f1216); --panel: light-dark(#f7f8fa, #161a20); --line: light-dark(#e1e5ea, #2a313a);
  --text: light-dark(#1a1f26, #e4e8ed); --soft: light-dark(#596472, #98a3b0); --accent: light-dark(#3b6fb6, #6f9fe0);
  --focus: light-dark(#1f5fc4, #8ab8ff);
  --good: light-dark(#14692c, #56c271); --bad: light-dark(#b3261e, #ff8f86); --warn: light-dark(#8a5300, #e6b450);
  --critical: light-dark(#9d174d, #ff9dbb); --critical-soft: light-dark(#fce7ef, #43162a); --critical-fill: light-dark(#b3195a, #d6447f);
  --high: light-dark(#b3261e, #ff9b92); --high-soft: light-dark(#fdeae8, #451d1a); --high-fill: light-dark(#df4a3f, #e5695f);
  --medium: light-dark(#845000, #f0bd5a); --medium-soft: light-dark(#fcf1da, #3a2c10); --medium-fill: light-dark(#e5a11b, #c98f22);
  --low: light-dark(#1f55a5, #9cc2fb); --low-soft: light-dark(#e6effb, #182c48); --low-fill: light-dark(#6d9fe4, #4c7fc4);
  --info: light-dark(#505a67, #b1bbc7); --info-soft: light-dark(#eceff3, #252b33); --info-fill: light-dark(#a7b1bd, #667281);
  --met: var(--good); --met-soft: light-dark(#e5f4e9, #14301d); --missed: var(--high); --missed-soft: var(--high-soft); --open: var(--medium); --open-soft: var(--medium-soft);
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
}
* { box-sizing: border-box; }
html { scrollbar-gutter: stable; }
body { margin: 0 auto; max-width: 78rem; padding: 0 1.5rem 4rem; font: 15px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; background: var(--page); color: var(--text); overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
h1, h2, h3, h4, p, dl, dd, ul, figure, fieldset { margin: 0; padding: 0; }
h1 { font-size: 1rem; font-weight: 650; } h2 { font-size: 1.6rem; line-height: 1.25; letter-spacing: -.01em; } h3 { font-size: 1.1rem; line-height: 1.4; } h4 { font-size: .95rem; margin: 1.1rem 0 .4rem; }
a { color: var(--low); } ul { list-style: none; }
code, pre { font: .86em/1.55 var(--mono); unicode-bidi: isolate; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
.soft { color: var(--soft); } .good { color: var(--good); } .bad { color: var(--bad); } .warn { color: var(--warn); }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
[hidden] { display: none !important; }

.top { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .25rem 1.5rem; padding: .9rem 0; border-bottom: 1px solid var(--line); }
.runs { margin-top: 1rem; } .runs td, .runs th { vertical-align: middle; }
.run { padding-top: 2rem; } .run + .run { margin-top: 3rem; border-top: 1px solid var(--line); }
.run > section, .run > details { margin-top: 2rem; }
.title { display: flex; flex-wrap: wrap; align-items: center; gap: .4rem .9rem; }
.status, .badge { display: inline-block; border-radius: 4px; font-weight: 600; }
.status { padding: .1rem .6rem; white-space: nowrap; border: 1px solid; font-size: .9rem; color: var(--warn); background: var(--medium-soft); }
.status.passed { color: var(--good); background: var(--met-soft); } .status.failed, .status.aborted { color: var(--bad); background: var(--high-soft); }
.verdict { margin-top: .5rem; font-size: 1.05rem; } .reason { display: block; color: var(--warn); font-size: .95rem; }
.origin { margin-top: .35rem; font-size: .9rem; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 1px; margin-top: 1.25rem; background: var(--panel); border: 1px solid var(--line); border-radius: 8px; overflow: hidden; }
.figures > div { padding: .7rem .9rem; box-shadow: 1px 0 var(--line), 0 1px var(--line); display: flex; flex-direction: column; }
.figures dt { color: var(--soft); font-size: .82rem; } .figures dd { font-size: 1.2rem; font-weight: 600; } .figures small { display: block; font-size: .8rem; font-weight: 400; color: var(--soft); }
.figures .bar { margin-top: .35rem; height: 4px; }
.note { padding: .55rem .9rem; border-left: 3px solid var(--medium-fill); background: var(--panel); font-size: .92rem; } .note + .note { margin-top: .4rem; }
.operations { columns: 20rem; margin-top: .3rem; }

.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(26rem, 100%), 1fr)); gap: 1rem; }
.charts > figure { padding: .9rem 1rem; border: 1px solid var(--line); border-radius: 8px; min-width: 0; } .charts > .long { grid-row: span 2; } .plots > figure:last-child:nth-child(odd) { grid-column: 1 / -1; }
figcaption { margin-bottom: .6rem; font-size: .95rem; display: flex; flex-wrap: wrap; gap: .1rem .6rem; align-items: baseline; }
.bar { display: block; width: 100%; height: .6rem; border-radius: 2px; } .tall .bar { height: 1.5rem; border-radius: 4px; }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1rem; font-size: .88rem; } ul.legend { margin-top: .7rem; } figcaption .legend { margin-left: auto; }
.key { display: inline-block; width: .7rem; height: .7rem; margin-right: .4rem; border-radius: 2px; vertical-align: -1px; }
.fill-empty { fill: light-dark(#e9edf1, #232a32); } .fill-accent { fill: var(--accent); } .key-accent { background: var(--accent); }
${['critical', 'high', 'medium', 'low', 'info'].map((name) => `.fill-${name} { fill: var(--${name}-fill); } .key-${name} { background: var(--${name}-fill); }`).join('\n')}
.fill-p50 { fill: var(--p50); } .fill-p95 { fill: var(--p95); } .fill-p99 { fill: var(--p99); } .fill-error { fill: var(--high-fill); }
:root { --p50: light-dark(#3b6fb6, #6f9fe0); --p95: light-dark(#c98a12, #d9a441); --p99: light-dark(#b3195a, #e0689a); }
.key-p50 { background: var(--p50); } .key-p95 { background: var(--p95); } .key-p99 { background: var(--p99); } .key-asked { background: var(--soft); }
.frame { display: grid; grid-template: 11rem auto / auto 1fr; gap: .3rem .5rem; font-size: .78rem; color: var(--soft); }
.y { display: flex; flex-direction: column; justify-content: space-between; text-align: right; margin: -.6em 0; } .x { grid-column: 2; display: flex; justify-content: space-between; }
.canvas { position: relative; min-width: 0; } .canvas svg { position: absolute; inset: 0; width: 100%; height: 100%; overflow: visible; }
.grid { stroke: var(--line); vector-effect: non-scaling-stroke; } .line { vector-effect: non-scaling-stroke; fill: none; stroke-width: 1.6; stroke-linejoin: round; }
.line-p50 { stroke: var(--p50); } .line-p95 { stroke: var(--p95); } .line-p99 { stroke: var(--p99); } .line-accent { stroke: var(--accent); } .area-accent { fill: var(--accent); opacity: .18; } .line-asked { stroke: var(--soft); stroke-dasharray: 5 4; }
.plot > p { margin-top: .5rem; font-size: .88rem; }
.cursor { position: absolute; inset-block: 0; width: 1px; background: var(--soft); pointer-events: none; }
.tip { position: absolute; top: .25rem; padding: .3rem .6rem; border: 1px solid var(--line); border-radius: 4px; background: var(--page); color: var(--text); font-size: .82rem; line-height: 1.4; white-space: pre; pointer-events: none; z-index: 1; }

.scroll { overflow-x: auto; } table { width: 100%; border-collapse: collapse; overflow-wrap: normal; } section > .scroll { margin-top: .6rem; }
th, td { padding: .35rem .9rem .35rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: 400; } thead th { color: var(--soft); font-size: .85rem; white-space: nowrap; } tr > :last-child { padding-right: 0; }
.scroll th[scope=row], .scroll td:first-child { min-width: 9rem; } td, th[scope=col] { white-space: nowrap; } td:first-child, .prose { white-space: normal; } table code { overflow-wrap: anywhere; }
.number { text-align: right; white-space: nowrap; } td.drawn { width: 30%; vertical-align: middle; min-width: 5rem; }
.bars th, .bars td { border: 0; padding-block: .15rem; } .bars .number { width: 1%; } .bars td.drawn { width: auto; } .bars th[scope=row] { width: 1%; white-space: nowrap; } .bars th code { display: block; width: max-content; max-width: 20rem; min-width: 6rem; white-space: normal; }

.toolbar { position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; align-items: center; gap: .5rem; padding: .6rem 0; background: var(--page); }
.toolbar fieldset { border: 0; display: flex; flex-wrap: wrap; gap: .35rem; } .toolbar output { margin-left: auto; font-size: .88rem; }
select, input[type=search], button { font: inherit; font-size: .9rem; height: 2rem; padding: 0 .6rem; color: var(--text); background: var(--page); border: 1px solid light-dark(#8b95a1, #5d6874); border-radius: 5px; }
.toolbar select { max-width: 9.5rem; } .toolbar input[type=search] { width: 9.5rem; } button { cursor: pointer; } button:hover { background: var(--panel); }
.chip { cursor: pointer; } .chip input { position: absolute; opacity: 0; } .chip span { display: inline-block; height: 2rem; line-height: 1.9rem; padding: 0 .5rem; border: 1px solid light-dark(#8b95a1, #5d6874); border-radius: 5px; font-size: .9rem; color: var(--soft); text-decoration: line-through; } .chip b { font-weight: 600; }
.chip input:focus-visible + span { outline: 2px solid var(--focus); outline-offset: 2px; } .chip input:checked + span { text-decoration: none; }
${['critical', 'high', 'medium', 'low', 'info', 'met', 'missed', 'open'].map((name) => `.badge.${name}, .chip.${name} input:checked + span { color: var(--${name}); background: var(--${name}-soft); }`).join('\n')}
.badge { align-self: start; justify-self: start; padding: 0 .45rem; font-size: .82rem; line-height: 1.5rem; white-space: nowrap; }

.list { border: 1px solid var(--line); border-radius: 8px; margin-top: .5rem; }
.cause { scroll-margin-top: 6.5rem; } .cause + .cause { border-top: 1px solid var(--line); }
.cause > summary { display: grid; grid-template-columns: 4.6rem minmax(0, 1fr) minmax(0, 17rem); gap: .1rem .9rem; padding: .6rem .9rem; cursor: pointer; list-style: none; } summary::-webkit-details-marker { display: none; }
.cause > summary:hover { background: var(--panel); } .cause[open] > summary { background: var(--panel); border-radius: 8px 8px 0 0; }
.what { min-width: 0; } .what strong { display: block; font-weight: 600; } .message { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; color: var(--soft); font-size: .93rem; } .cause[open] > summary .message { display: none; }
.where { text-align: right; font-size: .93rem; } .place { display: block; font-size: .85rem; }
.cause > .body { padding: .8rem .9rem 1.2rem; } .full { max-width: 60rem; white-space: pre-line; }
.facts { display: grid; gap: .35rem; margin-top: .8rem; max-width: 64rem; font-size: .93rem; } .facts > div { display: grid; grid-template-columns: 9rem minmax(0, 1fr); gap: .1rem .9rem; } .facts dt { color: var(--soft); }
.finding { border: 1px solid var(--line); border-radius: 6px; } .finding + .finding { margin-top: .35rem; }
.finding > summary { padding: .4rem .7rem; cursor: pointer; list-style: none; } .finding > summary::before, .more > summary::before, .snippet > summary::before { content: "▸"; display: inline-block; width: 1.1rem; color: var(--soft); } .finding[open] > summary::before, .more[open] > summary::before, .snippet[open] > summary::before { content: "▾"; }
.finding > summary:hover { background: var(--panel); } .tried { color: var(--soft); margin-left: .4rem; font-size: .93rem; } .finding > .body { padding: .2rem .9rem .9rem; display: grid; grid-template-columns: minmax(0, 1fr); gap: .6rem; }
.comparison { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr)); gap: .6rem; } .comparison dt { color: var(--soft); font-size: .85rem; } .comparison dd { white-space: pre-wrap; }
.exchange .line { margin-bottom: .3rem; } .exchange .number { display: inline-block; min-width: 1.4rem; text-align: center; border-radius: 4px; background: var(--info-soft); color: var(--info); font-size: .82rem; } .answer { font-weight: 600; margin-left: .4rem; }
.panes { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(24rem, 100%), 1fr)); gap: .5rem; }
pre { margin: 0; padding: .6rem .75rem; max-height: 24rem; overflow: auto; background: var(--panel); border: 1px solid var(--line); border-radius: 6px; white-space: pre-wrap; } pre b { font-weight: 600; } .field { color: var(--soft); }
.snippet > summary { cursor: pointer; list-style: none; color: var(--soft); font-size: .9rem; } .copyable { position: relative; margin-top: .2rem; } .copyable pre { padding-right: 5rem; } .copy { position: absolute; top: .4rem; right: .5rem; height: 1.7rem; }
.more > summary { cursor: pointer; list-style: none; } .more > summary h3 { display: inline; } .more[open] > summary { margin-bottom: .7rem; } .more > p { margin-top: .6rem; font-size: .92rem; }
.suspicion { margin-top: .8rem; } .suspicion p { margin-bottom: .3rem; } .thresholds { margin-top: .5rem; display: grid; gap: .3rem; }
.nothing { padding: 1.2rem .9rem; border: 1px dashed var(--line); border-radius: 8px; color: var(--soft); margin-top: .5rem; }

@media (max-width: 48rem) {
  body { padding-inline: 1rem; } .toolbar { position: static; } .toolbar output { margin-left: 0; width: 100%; } .toolbar select, .toolbar input[type=search] { width: 100%; max-width: none; } .toolbar > label { flex: 1 1 9rem; }
  .cause > summary { grid-template-columns: minmax(0, 1fr); } .where { text-align: left; } .place { display: inline; margin-left: .6rem; } .cause > summary .badge { justify-self: start; }
  .facts > div { grid-template-columns: minmax(0, 1fr); } .frame { grid-template-rows: 9rem auto; } .bars th code { max-width: 11rem; } .bars .spare { display: none; } .bars th, .bars td { padding-right: .5rem; }
}
@media print {
  :root { color-scheme: light; } body { max-width: none; padding: 0; font-size: 10pt; } .toolbar, .copy { display: none !important; } summary { break-after: avoid; } pre { max-height: none; overflow: visible; } .charts > figure, .exchange { break-inside: avoid; } .scroll { overflow: visible; }
}
`;
