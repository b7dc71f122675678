import { randomUUID } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import type { Context, Hono } from 'hono';
import type { AdminHost } from '../admin-host.ts';
import { AdminProblem } from '../admin-problem.ts';
import { type StubMapping, stubMappingSchema, written } from './stub-mapping.ts';
import { MAX_STUBS, type Stubs } from './stubs.ts';
import { compileValuePattern, valuePatternSchema } from './value-pattern.ts';
import { orRefuse, pageOf, read, stubsOf, worldOf } from './wiremock-context.ts';

const importSchema = z.strictObject({
  mappings: z.array(stubMappingSchema).max(MAX_STUBS),
  importOptions: z
    .strictObject({
      duplicatePolicy: z.enum(['OVERWRITE', 'IGNORE']).optional(),
      deleteAllNotInImport: z.boolean().optional(),
    })
    .optional(),
  meta: z.unknown().optional(),
});

export function addMappingRoutes(app: Hono, host: AdminHost): void {
  const find = (context: Context): StubMapping => {
    const id = context.req.param('id');
    const mapping = stubsOf(context, host).mappings.find((one) => one.id === id);
    if (mapping === undefined) throw new AdminProblem('NOT_FOUND', `There is no stub mapping ${JSON.stringify(id)}.`);
    return mapping;
  };
  const put = (context: Context, stubs: Stubs): Response => {
    host.scenarios.place(worldOf(context, host), stubs);
    return context.json({});
  };
  app.get('/mappings', (context) => {
    const { mappings } = stubsOf(context, host);
    const { limit = mappings.length, offset = 0 } = pageOf(context);
    return context.json({
      mappings: mappings.slice(offset, offset + limit).map(written),
      meta: { total: mappings.length },
    });
  });
  app.post('/mappings', async (context) => {
    const mapping = withId(await read(context, stubMappingSchema));
    put(context, added(stubsOf(context, host), mapping));
    return context.json(written(mapping), 201);
  });
  app.delete('/mappings', (context) =>
    put(
      context,
      stubsOf(context, host).without(() => true),
    ),
  );
  // There is no folder of mappings to go back to: what is kept is none.
  app.post('/mappings/reset', (context) =>
    put(
      context,
      stubsOf(context, host).without(() => true),
    ),
  );
  app.post('/mappings/import', async (context) => {
    const { mappings: given, importOptions = {} } = await read(context, importSchema);
    const { duplicatePolicy, deleteAllNotInImport } = importOptions;
    const stubs = stubsOf(context, host);
    const mappings = given.map(withId);
    const ids = new Set(mappings.map(({ id }) => id));
    const known = new Set(stubs.mappings.map(({ id }) => id));
    const isWanted = ({ id }: StubMapping): boolean => duplicatePolicy !== 'IGNORE' || !known.has(id);
    const kept = deleteAllNotInImport === true ? stubs.without(({ id }) => !ids.has(id)) : stubs;
    return put(context, added(kept, ...mappings.filter(isWanted)));
  });
  app.post('/mappings/find-by-metadata', async (context) => {
    const isMeant = metadataTest(await read(context, valuePatternSchema));
    const mappings = stubsOf(context, host).mappings.filter(isMeant);
    return context.json({ mappings: mappings.map(written), meta: { total: mappings.length } });
  });
  app.post('/mappings/remove-by-metadata', async (context) => {
    const isMeant = metadataTest(await read(context, valuePatternSchema));
    const stubs = stubsOf(context, host);
    const mappings = stubs.mappings.filter(isMeant);
    put(context, stubs.without(isMeant));
    return context.json({ mappings: mappings.map(written), meta: { total: mappings.length } });
  });
  app.get('/mappings/:id', (context) => context.json(written(find(context))));
  app.put('/mappings/:id', async (context) => {
    const { id } = find(context);
    const mapping = { ...withId(await read(context, stubMappingSchema)), id };
    put(context, added(stubsOf(context, host), mapping));
    return context.json(written(mapping));
  });
  app.delete('/mappings/:id', (context) => {
    const { id } = find(context);
    return put(
      context,
      stubsOf(context, host).without((one) => one.id === id),
    );
  });
}

function added(stubs: Stubs, ...mappings: readonly StubMapping[]): Stubs {
  return orRefuse(() => stubs.with(...mappings));
}

function withId({ id, uuid, ...mapping }: z.output<typeof stubMappingSchema>): StubMapping {
  return { ...mapping, id: id ?? uuid ?? randomUUID() };
}

function metadataTest(pattern: z.output<typeof valuePatternSchema>): (mapping: StubMapping) => boolean {
  const test = orRefuse(() => compileValuePattern(pattern));
  return ({ metadata }) => metadata !== undefined && test([JSON.stringify(metadata)]);
}
