import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const file = path.join(import.meta.dirname, 'results.json');

/** Puts one part's figures into `results.json`, with when and where they were measured; the other parts stay. */
export function writeResults(part: string, options: object, figures: unknown): void {
  const results = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>) : {};
  results[part] = { measuredAt: new Date().toISOString(), machine: machine(), versions: versions(), options, figures };
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
}

function machine(): object {
  return {
    cpu: os.cpus()[0]?.model ?? 'unknown',
    cores: os.availableParallelism(),
    memoryGb: Math.round(os.totalmem() / 1e9),
    os: `${os.type()} ${os.release()}`,
    node: process.version,
    loadAverage: os.loadavg()[0]?.toFixed(2),
  };
}

function versions(): unknown {
  const manifest = JSON.parse(readFileSync(path.join(import.meta.dirname, 'package.json'), 'utf8'));
  return manifest.dependencies;
}
