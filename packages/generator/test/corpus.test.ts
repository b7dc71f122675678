import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadDocument } from '@mockloop/spec-parser';
import { expect, test } from 'vitest';
import { documentTypes } from '../src/types/document-types.ts';
import { openApiDocuments } from './support/corpus.ts';
import { generate, newFolder, petstore } from './support/projects.ts';
import { compilers, typeCheck } from './support/type-check.ts';

const [, [, typescript7]] = compilers as readonly [unknown, (typeof compilers)[0]];

test('the types of every document that is in use are types, each of their operations included', async () => {
  const folder = join(await newFolder(), 'types');
  await mkdir(folder);
  const files = openApiDocuments();
  const uses = await Promise.all(
    files.map(async (file, index) => {
      const { text, isCut } = documentTypes(await loadDocument(file));
      expect([file, isCut]).toEqual([file, false]);
      await writeFile(join(folder, `d${index}.d.ts`), `// ${file}\n${text}`);
      const all = `{ [Key in keyof d${index}.Operations]: [d${index}.Answer<Key>['status'], d${index}.HandlerResult<Key>] }`;
      return `import type * as d${index} from './d${index}.d.ts';\nexport type All${index} = ${all};`;
    }),
  );
  const { read } = await generate(petstore);
  await writeFile(join(folder, 'uses.ts'), uses.join('\n'));
  await writeFile(join(folder, 'tsconfig.json'), (await read('tsconfig.json')).replace('"handlers"', '"uses.ts"'));
  expect(await typeCheck(typescript7, folder)).toBe('');
  expect(files.length).toBeGreaterThan(30);
}, 300_000);
