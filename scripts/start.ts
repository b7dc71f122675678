/** `pnpm start [-- <document> [flags]]`: `mockloop mock`, with the Petstore of this repository where no document is named. */
const given = process.argv.slice(2);
const args = given[0] === '--' ? given.slice(1) : given;
process.argv.splice(2, given.length, 'mock', ...(args.length === 0 ? ['examples/petstore.yaml'] : args));

await import('../apps/cli/src/cli.ts');
