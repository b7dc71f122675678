import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { describeModel } from '../../src/storage/describe-model.ts';
import { openStateful, type StatefulMock } from './support/stateful-mock.ts';

const PETSTORE = path.resolve(import.meta.dirname, '../../../../examples/petstore.yaml');
const CLASSIC = path.resolve(import.meta.dirname, '../../../../fixtures/openapi/2.0/petstore-complete.yaml');
const merge = { 'content-type': 'application/merge-patch+json' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };

/** One after the other, each operation of the example document in the course of a pet's life. */
let mock: StatefulMock;
let pet: string;
let owner: string;
let order: string;

beforeAll(async () => {
  mock = await openStateful(PETSTORE);
});

test('listPets shows the document’s examples', async () => {
  const { body } = await mock.send('GET', '/pets');
  expect(body.items.map(({ name }: { name: string }) => name)).toEqual(['Miso', 'Pip', 'Rocket']);
  expect((await mock.send('GET', '/pets?status=reserved')).body.items).toHaveLength(1);
  expect((await mock.send('GET', '/pets?tags=calm,indoor&sort=-name')).body.items[0].name).toBe('Miso');
});

test('tags that are asked for together are all on a pet, where the document does not say that one will do', async () => {
  const names = async (path: string): Promise<readonly string[]> => {
    const { body } = await mock.send('GET', path);
    return (body.items ?? body).map(({ name }: { name: string }) => name);
  };
  expect(await names('/pets?tags=calm,active')).toEqual([]);
  expect(await names('/pets?tags=indoor,calm')).toEqual(['Miso']);
  expect(await names('/pets?status=available&status=reserved')).toEqual(['Miso', 'Pip', 'Rocket']);
  expect(await names('/pets/findByTags?tags=calm&tags=active')).toEqual(['Miso', 'Rocket']);
});

test('the description names the parameters of lists that change nothing', () => {
  const { operations } = describeModel(mock.storage.context.model);
  const { parameters } = operations.find(({ operation_id: id }) => id === 'listPets') ?? {};
  const nothing = 'no effect: nothing says what it does';
  expect(parameters).toMatchObject({ status: 'filters by /status (equal)', sort: 'sorts' });
  expect(parameters).toMatchObject({ 'filter[min_age]': nothing, 'filter[max_age]': nothing });
});

test('an item is there under the id that the document shows in a path', async () => {
  const fresh = await openStateful(PETSTORE);
  expect(await fresh.send('GET', '/owners/own_7f3k2m9q')).toMatchObject({ status: 200, body: { id: 'own_7f3k2m9q' } });
  expect((await fresh.send('GET', '/owners')).body[0].id).toBe('own_7f3k2m9q');
});

test('createPet makes one that getPet reads', async () => {
  const created = await mock.send('POST', '/pets', { name: 'Rex', traits: { kind: 'dog', breed: 'Boxer' } });
  pet = created.headers.get('location') ?? '';
  expect(created).toMatchObject({ status: 201, body: { name: 'Rex', status: 'available' } });
  expect((await mock.send('GET', pet)).body).toEqual(created.body);
  expect(created.headers.get('link')).toContain(`</v1${pet}>; rel="Read"`);
});

test('links of what was created stay in the world that the path of the request names', async () => {
  const { headers } = await (await openStateful(PETSTORE)).send('POST', '/_w/w/owners', {
    name: 'Ben',
    email: 'ben@example.com',
  });
  expect(headers.get('location')).toMatch(/^\/_w\/w\/owners\//);
  expect(headers.get('link')).toMatch(/^<\/_w\/w\/v1\/owners\/[^/]+\/pets>; rel="Pets"$/);
});

test('getPet answers in XML too', async () => {
  const { text, headers } = await mock.send('GET', pet, undefined, { accept: 'application/xml' });
  expect(headers.get('content-type')).toBe('application/xml');
  expect(text).toContain('<name>Rex</name>');
});

test('createPet reads XML', async () => {
  const xml = '<?xml version="1.0"?><pet><name>Tom</name><traits><kind>cat</kind></traits></pet>';
  expect(await mock.send('POST', '/pets', xml, { 'content-type': 'application/xml' })).toMatchObject({
    status: 201,
    body: { name: 'Tom' },
  });
});

test('updatePet and replacePet change it', async () => {
  expect((await mock.send('PATCH', pet, { weight_kg: 12 }, merge)).body).toMatchObject({ name: 'Rex', weight_kg: 12 });
  expect((await mock.send('PATCH', pet, { weight_kg: null }, merge)).body).not.toHaveProperty('weight_kg');
  expect((await mock.send('PUT', pet, { name: 'Max', tags: ['calm'], traits: { kind: 'cat' } })).body).toMatchObject({
    name: 'Max',
    tags: ['calm'],
  });
  expect((await mock.send('GET', pet)).body.traits).toEqual({ kind: 'cat' });
});

test('findPetsByTags finds it', async () => {
  const { body } = await mock.send('GET', '/pets/findByTags?tags=calm');
  expect(body.map(({ name }: { name: string }) => name)).toEqual(['Miso', 'Max']);
});

test('listPets leads through its pages by cursors', async () => {
  const names: string[] = [];
  for (let query: string | undefined = '?limit=2'; query !== undefined; ) {
    const { body } = await mock.send('GET', `/pets${query}`);
    names.push(...body.items.map(({ name }: { name: string }) => name));
    query = body.next_cursor === undefined ? undefined : `?limit=2&cursor=${body.next_cursor}`;
  }
  expect(names).toEqual(['Max', 'Miso', 'Pip', 'Rocket', 'Tom']);
});

test('getPetPhoto and uploadPetPhoto want a pet that is there', async () => {
  expect(await mock.send('GET', `${pet}/photo`)).toMatchObject({ status: 200 });
  const sent = new FormData();
  sent.set('file', new Blob(['png'], { type: 'image/png' }), 'rex.png');
  sent.set('caption', 'Max asleep');
  const upload = await mock.fetch(new Request(`http://mock${pet}/photo`, { method: 'POST', body: sent }));
  expect(upload.status).toBe(201);
  expect(await upload.json()).toMatchObject({ caption: 'Max asleep' });
  expect(await mock.send('GET', '/pets/999/photo')).toMatchObject({ status: 404 });
});

test('createOwner makes one that getOwner reads and listOwners lists', async () => {
  const { body, status, headers } = await mock.send('POST', '/owners', { name: 'Ada', email: 'ada@example.com' });
  owner = body.id;
  expect(status).toBe(201);
  expect(headers.get('location')).toBe(`/owners/${owner}`);
  expect((await mock.send('GET', `/owners/${owner}`)).body).toEqual(body);
  const listed = await mock.send('GET', '/owners?email=ada@example.com');
  expect(listed.body).toEqual([body]);
  expect(listed.headers.get('x-total-count')).toBe('1');
  expect((await mock.send('GET', '/owners?per_page=1')).headers.get('link')).toContain('rel="next"');
});

test('adoptPet says who adopted whom', async () => {
  const adopted = await mock.send('POST', `${pet}/adoption`, { owner_id: owner, note: 'At last' });
  expect(adopted).toMatchObject({
    status: 201,
    body: { pet_id: Number(pet.split('/').at(-1)), owner_id: owner, note: 'At last' },
  });
  expect(await mock.send('POST', '/pets/999/adoption', { owner_id: owner })).toMatchObject({ status: 404 });
});

test('listPetsOfOwner wants an owner that is there', async () => {
  expect(await mock.send('GET', `/owners/${owner}/pets`)).toMatchObject({ status: 200 });
  expect(await mock.send('GET', '/owners/own_00000000/pets')).toMatchObject({ status: 404 });
});

test('placeOrder makes an order that getOrder reads, listOrders lists and cancelOrder deletes', async () => {
  const placed = await mock.send('POST', '/orders', { owner_id: owner, items: [{ sku: 'FOD-0042', quantity: 2 }] });
  order = placed.body.id;
  expect(placed).toMatchObject({ status: 201, body: { owner_id: owner, status: 'placed', shipped_at: null } });
  expect((await mock.send('GET', `/orders/${order}`)).body).toEqual(placed.body);
  const placedOrders = (await mock.send('GET', '/orders?status=placed')).body.items;
  expect(placedOrders).toContainEqual(placed.body);
  expect(placedOrders.every(({ status }: { status: string }) => status === 'placed')).toBe(true);
  expect(await mock.send('DELETE', `/orders/${order}`)).toMatchObject({ status: 204 });
  expect(await mock.send('GET', `/orders/${order}`)).toMatchObject({ status: 404 });
});

test('deletePet deletes it', async () => {
  expect(await mock.send('DELETE', pet)).toMatchObject({ status: 204 });
  expect(await mock.send('GET', pet)).toMatchObject({ status: 404 });
});

test.each([
  ['GET', '/pets/export', undefined, 200],
  ['GET', '/inventory', undefined, 200],
  ['GET', '/inventory/FOD-0042', undefined, 200],
  ['POST', '/sessions', { email: 'ada@example.com', password: 'correct horse battery staple' }, 201],
  ['DELETE', '/sessions/current', undefined, 204],
])('%s %s is answered from the document', async (method, at, body, status) => {
  const { changes } = mock.worlds.default.state.storage;
  expect(await mock.send(method, at, body)).toMatchObject({ status });
  expect(mock.worlds.default.state.storage.changes).toBe(changes);
});

test('a certain response is asked of the document, not of storage', async () => {
  expect((await mock.send('GET', '/pets/1', undefined, { prefer: 'example=dog' })).body).toMatchObject({
    name: 'Rocket',
  });
  expect((await mock.send('GET', '/pets/1', undefined, { prefer: 'code=404' })).status).toBe(404);
});

test('the classic Petstore, every operation on pets, orders and users', async () => {
  const classic = await openStateful(CLASSIC);
  const created = await classic.send('POST', '/pet', {
    id: 501,
    name: 'Rex',
    photoUrls: [],
    status: 'sold',
    tags: [{ id: 1, name: 'big' }],
  });
  expect(created.status).toBe(201);
  expect((await classic.send('GET', '/pet/501')).body).toMatchObject({ id: 501, name: 'Rex', status: 'sold' });
  expect((await classic.send('GET', '/pet/findByStatus?status=sold')).body).toContainEqual(
    expect.objectContaining({ id: 501 }),
  );
  expect((await classic.send('GET', '/pet/findByStatus?status=pending')).body).not.toContainEqual(
    expect.objectContaining({ id: 501 }),
  );
  expect((await classic.send('GET', '/pet/findByTags?tags=big')).body).toContainEqual(
    expect.objectContaining({ id: 501 }),
  );
  await classic.send('PUT', '/pet', { id: 501, name: 'Max', photoUrls: [] });
  expect((await classic.send('GET', '/pet/501')).body).toMatchObject({ name: 'Max' });
  await classic.send('POST', '/pet/501', 'name=Tom&status=pending', form);
  expect((await classic.send('GET', '/pet/501')).body).toMatchObject({ name: 'Tom', status: 'pending' });
  await classic.send('DELETE', '/pet/501');
  expect((await classic.send('GET', '/pet/501')).status).toBe(404);

  const order = await classic.send('POST', '/store/order', { petId: 5, quantity: 1 });
  expect((await classic.send('GET', `/store/order/${order.body.id}`)).body).toMatchObject({ petId: 5 });
  expect((await classic.send('DELETE', `/store/order/${order.body.id}`)).status).toBeLessThan(300);
  expect((await classic.send('GET', `/store/order/${order.body.id}`)).status).toBe(404);

  await classic.send('POST', '/user', { username: 'ada', firstName: 'Ada' });
  await classic.send('POST', '/user/createWithList', [{ username: 'ben' }, { username: 'cy' }]);
  expect((await classic.send('GET', '/user/ada')).body).toMatchObject({ username: 'ada', firstName: 'Ada' });
  expect((await classic.send('GET', '/user/cy')).body).toMatchObject({ username: 'cy' });
  await classic.send('PUT', '/user/ada', { firstName: 'Augusta' });
  expect((await classic.send('GET', '/user/ada')).body).toMatchObject({ username: 'ada', firstName: 'Augusta' });
  await classic.send('DELETE', '/user/ben');
  expect((await classic.send('GET', '/user/ben')).status).toBe(404);
  expect((await classic.send('GET', '/store/inventory')).status).toBe(200);
});
