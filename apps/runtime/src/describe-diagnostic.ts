import type { Diagnostic } from '@mockloop/spec-parser';
import { printable, styled } from './output.ts';

/**
 * One finding in the form that editors and terminals know how to open: `file:line:column: severity: message`, then where
 * in the document, then what to do.
 */
export function describeDiagnostic(diagnostic: Diagnostic, stream: NodeJS.WriteStream = process.stderr): string {
  const { severity, code, message, advice, pointer } = diagnostic;
  const label = styled(severity === 'error' ? 'red' : 'yellow', severity, stream);
  const lines = [`${place(diagnostic)}${label}: ${printable(message)} [${code}]`];
  if (pointer !== '') lines.push(`  at ${printable(pointer)}`);
  return [...lines, `  ${printable(advice)}`].join('\n');
}

function place({ file, line, column }: Diagnostic): string {
  const parts = [file, line, column].filter((part) => part !== undefined && part !== '');
  return parts.length === 0 ? '' : `${printable(parts.join(':'))}: `;
}
