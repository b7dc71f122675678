import type { Diagnostic } from '../diagnostic.ts';
import type { Node } from '../node.ts';
import type { DeadEnd } from '../reference/references.ts';

/** What a check has to say about a node. */
export interface Finding {
  readonly code: string;
  readonly message: string;
  readonly advice: string;
}

/** Collects warnings; what has one cause is one warning. */
export class Report {
  readonly isSlowPattern: ((pattern: string) => boolean) | undefined;
  readonly #diagnostics: Diagnostic[] = [];
  readonly #byCause = new Map<string, { readonly node: Node; readonly finding: Finding; count: number }>();

  constructor(isSlowPattern?: (pattern: string) => boolean) {
    this.isSlowPattern = isSlowPattern;
  }

  add(node: Node, { code, message, advice }: Finding): void {
    this.#diagnostics.push({
      severity: 'warning',
      code,
      message,
      advice,
      file: node.file.name,
      pointer: node.pointer,
    });
  }

  addAll(diagnostics: readonly Diagnostic[]): void {
    // Not as arguments: there may be more than the stack has room for.
    for (const diagnostic of diagnostics) this.#diagnostics.push(diagnostic);
  }

  /** Told at the first place; the others that need the same are counted. */
  addDeadEnd(node: Node, deadEnd: DeadEnd, finding: Finding = deadEnd): void {
    const known = this.#byCause.get(deadEnd.missing);
    if (known === undefined) this.#byCause.set(deadEnd.missing, { node, finding, count: 1 });
    else known.count += 1;
  }

  get diagnostics(): readonly Diagnostic[] {
    const report = new Report();
    for (const { node, finding, count } of this.#byCause.values()) {
      const others = count === 1 ? '' : ` ${count} places need it.`;
      report.add(node, { ...finding, message: finding.message + others });
    }
    return [...this.#diagnostics, ...report.#diagnostics];
  }
}
