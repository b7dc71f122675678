import { readdirSync } from 'node:fs';
import path from 'node:path';

const FIXTURES = path.resolve(import.meta.dirname, '../../../../../fixtures/openapi');
const EXAMPLE = path.resolve(import.meta.dirname, '../../../../../examples/petstore.yaml');

/** Documents of the repository that are no parts of others. */
export function fixtureDocuments(): readonly { readonly name: string; readonly file: string }[] {
  const files = ['2.0', '3.0', '3.1', '3.2'].flatMap((version) =>
    readdirSync(path.join(FIXTURES, version), { withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(json|ya?ml)$/.test(entry.name))
      .map((entry) => ({ name: `${version}/${entry.name}`, file: path.join(FIXTURES, version, entry.name) })),
  );
  return [{ name: 'petstore.yaml', file: EXAMPLE }, ...files];
}
