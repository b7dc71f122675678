import { join } from 'node:path';

/** The document that ships with the repository. */
export const petstore: string = join(import.meta.dirname, '../../../examples/petstore.yaml');
