import { expect, test } from 'vitest';
import { openAdmin } from './open-admin.ts';

const PATH = '/api/scenario-packs';
const ERRORS = `${PATH}/error-simulation/5xx-server-errors`;

test('the fifteen packs are listed with their scenarios, and found by category, tag and text', async () => {
  const { read } = await openAdmin();
  const all = await read(PATH);
  expect(all).toMatchObject({ total_packs: 15, categories: expect.arrayContaining(['error-simulation']) });
  for (const { scenarios } of all.packs) expect(scenarios.length).toBeGreaterThanOrEqual(4);
  const found = await read(`${PATH}?category=security-testing`);
  expect(found.packs.map(({ name }: { name: string }) => name).toSorted()).toEqual([
    'auth-bypass',
    'csrf-attacks',
    'injection-attacks',
    'xss-attacks',
  ]);
  expect(await read(`${PATH}?q=nothing+has+this`)).toMatchObject({ total_packs: 0, packs: [] });
  const [tag] = all.tags;
  expect((await read(`${PATH}?tag=${encodeURIComponent(tag)}`)).total_packs).toBeGreaterThan(0);
});

test('a pack is shown as it was written and as it is for the document, with what it has nothing for', async () => {
  const { read } = await openAdmin();
  const { pack, scenarios, bound, unbound } = await read(ERRORS);
  expect(pack).toMatchObject({ category: 'error-simulation', name: '5xx-server-errors' });
  expect(scenarios.length).toBeGreaterThan(0);
  expect(bound.flatMap(({ operations }: { operations: string[] }) => operations)).toContain('GET /items');
  for (const { reason } of unbound) expect(reason).toMatch(/\w/);
});

test('every pack is deployed as a whole, each of its scenarios can be put in force, and answers differ', async () => {
  const { read, send, get } = await openAdmin({ auth: 'off' });
  const normal = await get('/items');
  for (const { category, name } of (await read(PATH)).packs) {
    const { status, body } = await send('POST', `${PATH}/${category}/${name}/deploy?world=${name}`);
    expect([name, status]).toEqual([name, 200]);
    expect(body.deployed.length).toBeGreaterThan(0);
    expect(await read(`/api/mock-data/scenarios?world=${name}`)).toMatchObject({
      scenarios: body.deployed,
      active: null,
    });
  }
  const chosen = (await read(ERRORS)).scenarios[0].name;
  await send('POST', `/api/mock-data/scenarios/${chosen}/activate?world=5xx-server-errors`);
  expect(await get('/_w/5xx-server-errors/items')).not.toEqual(normal);
  expect(await get('/items')).toEqual(normal);
});

test('some of its scenarios are deployed, and one of them put in force at once', async () => {
  const { read, send, get } = await openAdmin();
  const [first, second] = (await read(ERRORS)).scenarios.map(({ name }: { name: string }) => name);
  const { body } = await send('POST', `${ERRORS}/deploy`, { scenarios: [second], activate: first });
  expect(body).toMatchObject({
    uri: 'scenario-pack://error-simulation/5xx-server-errors',
    world: 'default',
    active: first,
  });
  expect(body.deployed.map(({ name }: { name: string }) => name)).toEqual([second, first]);
  for (const { scenario } of [...body.bound, ...body.unbound]) expect([first, second]).toContain(scenario);
  expect((await get('/items')).status).toBeGreaterThanOrEqual(500);
});

test('deploying it again replaces its scenarios', async () => {
  const { read, send } = await openAdmin();
  await send('POST', `${ERRORS}/deploy`);
  const before = await read('/api/mock-data/scenarios');
  expect((await send('POST', `${ERRORS}/deploy`)).status).toBe(200);
  expect(await read('/api/mock-data/scenarios')).toEqual(before);
});

test('a scenario for which the document offers nothing is refused with the reason, and nothing is deployed', async () => {
  const document = { openapi: '3.1.0', info: { title: 'Empty', version: '1' }, paths: {} };
  const { read, send } = await openAdmin({ document });
  const [scenario] = (await read(ERRORS)).pack.scenarios;
  expect(await send('POST', `${ERRORS}/deploy`, { scenarios: [scenario.name] })).toMatchObject({
    status: 409,
    body: { detail: expect.stringMatching(/offers nothing .*: .*no operation/) },
  });
  const { body } = await send('POST', `${ERRORS}/deploy`);
  expect(body.deployed).toEqual([]);
  expect(body.unbound.length).toBeGreaterThan(0);
});

test.each([
  ['GET', `${PATH}/error-simulation/nope`, undefined, 404, 'error-simulation/rate-limiting'],
  ['GET', `${PATH}/__proto__/constructor`, undefined, 404, 'There are'],
  ['POST', `${PATH}/discovery/list-all/deploy`, undefined, 404, 'There are'],
  ['POST', `${PATH}/..%2F..%2Fetc/passwd/deploy`, undefined, 404, 'There are'],
  ['POST', `${ERRORS}/deploy`, { scenarios: ['__proto__'] }, 404, 'It has'],
  ['POST', `${ERRORS}/deploy`, { activate: 'nope' }, 404, 'It has'],
  ['POST', `${ERRORS}/deploy`, { scenarios: [] }, 400, 'scenarios'],
  ['POST', `${ERRORS}/deploy`, { scenario: 'x' }, 400, 'scenario'],
  ['GET', `${PATH}?categry=x`, undefined, 400, 'categry'],
])('%s %s with %j is %i', async (method, target, body, status, named) => {
  const { send, read } = await openAdmin();
  const refused = await send(method, target, body);
  expect(refused).toMatchObject({ status, body: { detail: expect.stringContaining(named) } });
  expect(await read('/api/mock-data/scenarios')).toMatchObject({ scenarios: [] });
});
