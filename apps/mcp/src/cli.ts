#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// Before anything else is loaded: what is compiled once starts faster the next time.
enableCompileCache();
// And nothing that is loaded may write to the stream that the protocol has.
const { claimStdout } = await import('@mockloop/mcp-server/stdio');
const stdout = claimStdout(process.stdout, process.stderr);
const { main } = await import('./main.ts');
process.exitCode = await main(process.argv.slice(2), stdout);
