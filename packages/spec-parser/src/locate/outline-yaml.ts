import type { OutlineEvent } from './outline.ts';

/** A collection that is open. */
interface Collection {
  readonly kind: 'block-map' | 'block-seq' | 'flow-map' | 'flow-seq';
  /** The column of its keys or dashes; -1 in flow collections, which need no columns. */
  readonly column: number;
  /** Of the next item. */
  index: number;
  /** Whether the item at `index` has begun, in a flow sequence. */
  isInItem: boolean;
}

/** Tokens of the lexer of `yaml` that stand for nothing in the text. */
const MARKS: ReadonlySet<string> = new Set(['\u0002', '\u0018', '\u001f', '\uFEFF']);

/**
 * The outline of a YAML text, from the tokens of the lexer of `yaml`. Its parser would say the same, but takes five
 * times as long and a hundred times the memory of the text. Aliases are scalars here; keys that are collections are
 * left out.
 */
export function* outlineYaml(tokens: Iterable<string>): Generator<OutlineEvent, void, undefined> {
  const reader = new YamlOutliner();
  for (const token of tokens) {
    reader.read(token);
    if (reader.events.length > 0) yield* reader.events.splice(0);
  }
  reader.end();
  yield* reader.events;
}

class YamlOutliner {
  readonly events: OutlineEvent[] = [];
  readonly #open: Collection[] = [];
  #offset = 0;
  #lineStart = 0;
  /** The last scalar, which is a key if a colon follows. */
  #scalar: { readonly source: string; readonly start: number; readonly column: number } | undefined;
  /** Where the node begins that is being read, with its anchor and tag. */
  #nodeColumn: number | undefined;

  read(token: string): void {
    if (MARKS.has(token)) return;
    this.#dispatch(token);
    this.#offset += token.length;
    const lineEnd = token.lastIndexOf('\n');
    if (lineEnd !== -1) this.#lineStart = this.#offset - token.length + lineEnd + 1;
  }

  end(): void {
    while (this.#open.length > 0) this.#leave();
  }

  #dispatch(token: string): void {
    switch (token) {
      case ':':
        this.#colon();
        break;
      case '-':
        this.#dash();
        break;
      case '{':
        this.#enterFlow('flow-map');
        break;
      case '[':
        this.#enterFlow('flow-seq');
        break;
      case '}':
      case ']':
        this.#leaveFlow();
        break;
      case ',':
        this.#comma();
        break;
      default:
        this.#other(token);
    }
  }

  #other(token: string): void {
    const first = token[0];
    if (first === '\n' || first === '\r') this.#nodeColumn = undefined;
    if (first === ' ' || first === '\t' || first === '\n' || first === '\r' || first === '#') return;
    const column = this.#offset - this.#lineStart;
    this.#nodeColumn ??= column;
    if (first === '&' || (first === '!' && token.length > 1)) return;
    this.#beginFlowItem();
    this.#scalar = { source: token, start: this.#offset, column: this.#nodeColumn };
  }

  /** What was read last is a key. */
  #colon(): void {
    const key = this.#scalar;
    this.#scalar = undefined;
    this.#nodeColumn = undefined;
    if (key === undefined) return;
    const inFlow = this.#flow;
    if (inFlow !== undefined) {
      if (inFlow.kind === 'flow-map') this.#entry(keyOf(key.source), key.start);
      return;
    }
    this.#closeBlocks(({ kind, column }) => column > key.column || (column === key.column && kind === 'block-seq'));
    if (this.#open.at(-1)?.column !== key.column) this.#enter('block-map', key.column);
    this.#entry(keyOf(key.source), key.start);
  }

  #dash(): void {
    const column = this.#offset - this.#lineStart;
    this.#scalar = undefined;
    this.#nodeColumn = undefined;
    this.#closeBlocks((block) => block.column > column);
    const top = this.#open.at(-1);
    // A sequence may stand in the column of the key that it belongs to.
    if (top?.kind !== 'block-seq' || top.column !== column) this.#enter('block-seq', column);
    this.#nextItem(this.#offset);
  }

  #enterFlow(kind: 'flow-map' | 'flow-seq'): void {
    this.#beginFlowItem();
    this.#enter(kind, -1);
    this.#scalar = undefined;
  }

  #leaveFlow(): void {
    if (this.#flow !== undefined) this.#leave();
    this.#scalar = undefined;
  }

  #comma(): void {
    const flow = this.#flow;
    if (flow !== undefined) flow.isInItem = false;
    this.#scalar = undefined;
    this.#nodeColumn = undefined;
  }

  #beginFlowItem(): void {
    const flow = this.#flow;
    if (flow?.kind !== 'flow-seq' || flow.isInItem) return;
    flow.isInItem = true;
    this.#nextItem(this.#offset);
  }

  get #flow(): Collection | undefined {
    const top = this.#open.at(-1);
    return top !== undefined && top.column === -1 ? top : undefined;
  }

  #closeBlocks(isOver: (block: Collection) => boolean): void {
    for (let top = this.#open.at(-1); top !== undefined && isOver(top); top = this.#open.at(-1)) this.#leave();
  }

  #enter(kind: Collection['kind'], column: number): void {
    this.#open.push({ kind, column, index: 0, isInItem: false });
    this.events.push({ type: 'enter' });
  }

  #leave(): void {
    this.#open.pop();
    this.events.push({ type: 'leave' });
  }

  #nextItem(offset: number): void {
    const top = this.#open.at(-1);
    if (top === undefined) return;
    this.#entry(String(top.index), offset);
    top.index += 1;
  }

  #entry(key: string, offset: number): void {
    this.events.push({ type: 'entry', key, offset });
  }
}

function keyOf(source: string): string {
  if (source.startsWith("'")) return source.slice(1, -1).replaceAll("''", "'");
  if (!source.startsWith('"')) return source;
  try {
    return JSON.parse(source) as string;
  } catch {
    return source.slice(1, -1);
  }
}
