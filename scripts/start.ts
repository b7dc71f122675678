/** `pnpm start [-- [<document>] [flags]]`: `mockloop mock`, with the Petstore of this repository where no document comes first. */
const given = process.argv.slice(2);
const args = given[0] === '--' ? given.slice(1) : given;
const namesDocument = args[0] !== undefined && !args[0].startsWith('-');
process.argv.splice(2, given.length, 'mock', ...(namesDocument ? [] : ['examples/petstore.yaml']), ...args);

await import('../apps/cli/src/cli.ts');
