import { createHmac } from 'node:crypto';
import { at, type Client, countOf } from './client.ts';
import type { Api, Demos } from './demo.ts';

const PATIENT = { name: 'Ada Berg', born: '1990-05-17', phone: '+4930123456' };
const VISIT = { reason: 'Check-up', notes: 'Nothing found' };
const APPOINTMENT = {
  doctor: 'Dr. Amsel',
  starts_at: '2027-03-04T09:30:00Z',
  duration_minutes: 20,
  reason: 'Vaccination',
};
const MERGE = { 'content-type': 'application/merge-patch+json' };
const REASON = { 'x-access-reason': 'treatment' };

/** What the clinic's faults look like from outside. */
export const clinicDemos: Demos = {
  tour: async (api) => {
    await tourOfPatients(north(api));
    await tourOfVisits(north(api));
    await tourOfAppointments(north(api));
    await tourOfRest(api);
  },
  faults: {
    'null-answered': async (api) => {
      const patient = await take(north(api));
      const visit = await note(north(api), patient, { reason: 'Check-up' });
      return at(await north(api).send(`GET /patients/${patient}/visits/${visit}`), 'notes') === null;
    },
    'date-answered-wrong': async (api) => {
      const id = await appoint(north(api));
      return at(await north(api).send(`GET /appointments/${id}`), 'starts_at') !== APPOINTMENT.starts_at;
    },
    'format-not-enforced': async (api) =>
      (await north(api).send('POST /patients', { body: { ...PATIENT, born: 'yesterday' } })).status === 201,
    'length-not-enforced': async (api) => {
      const body = { reason: 'x'.repeat(201) };
      return (await north(api).send(`POST /patients/${await take(north(api))}/visits`, { body })).status === 201;
    },
    'null-accepted': async (api) =>
      (await north(api).send('POST /appointments', { body: { ...APPOINTMENT, reason: null } })).status === 201,
    'unknown-accepted': async (api) => {
      const place = await visitPlace(api);
      return (await north(api).send(`PUT ${place}`, { body: { ...VISIT, colour: 'red' } })).status === 200;
    },
    'type-not-enforced': async (api) => {
      const body = { ...APPOINTMENT, duration_minutes: '30' };
      return (await north(api).send(`PUT /appointments/${await appoint(north(api))}`, { body })).status === 200;
    },
    'crash-on-empty-list': async (api) =>
      (await north(api).send('POST /patients', { body: { ...PATIENT, allergies: [] } })).status === 500,
    'required-header-ignored': async (api) =>
      (await north(api).send(`GET /patients/${await take(north(api))}/visits`)).status === 200,
    'wrong-status': async (api) => (await north(api).send('POST /sessions')).status !== 201,
    'content-type-undeclared': async (api) =>
      (await north(api).send('GET /reports/summary')).headers.get('content-type') === 'text/json',
    'if-none-match-ignored': async (api) => {
      const place = `/patients/${await take(north(api))}`;
      const etag = (await north(api).send(`GET ${place}`)).headers.get('etag') ?? '';
      return (await north(api).send(`GET ${place}`, { headers: { 'if-none-match': etag } })).status === 200;
    },
    'if-match-ignored': async (api) => {
      const place = `/patients/${await take(north(api))}`;
      const answer = await north(api).send(`PUT ${place}`, { body: PATIENT, headers: { 'if-match': '"old"' } });
      return answer.status === 200;
    },
    'put-merges': async (api) => {
      const { reason: _, ...body } = APPOINTMENT;
      return (
        at(await north(api).send(`PUT /appointments/${await appoint(north(api))}`, { body }), 'reason') !== undefined
      );
    },
    'patch-replaces': async (api) => {
      const place = `/patients/${await take(north(api))}`;
      return (
        at(await north(api).send(`PATCH ${place}`, { body: { name: 'Eva' }, headers: MERGE }), 'phone') === undefined
      );
    },
    'put-not-idempotent': async (api) => {
      const place = await visitPlace(api);
      const first = await north(api).send(`PUT ${place}`, { body: VISIT });
      return first.text !== (await north(api).send(`PUT ${place}`, { body: VISIT })).text;
    },
    'head-differs': async (api) =>
      !(await north(api).send(`HEAD /patients/${await take(north(api))}`)).headers.has('etag'),
    'wrong-allow': async (api) => {
      const allow = (await north(api).send('PATCH /doctors')).headers.get('allow') ?? '';
      return allow.includes('POST') && (await north(api).send('POST /doctors')).status === 405;
    },
    'created-not-readable': async (api) =>
      (await north(api).send(`GET /appointments/${await appoint(north(api))}`)).status === 404,
    'deleted-still-listed': async (api) => {
      const id = await take(north(api));
      await north(api).send(`DELETE /patients/${id}`);
      return (await north(api).send('GET /patients?limit=50')).text.includes(id);
    },
    'use-after-delete': async (api) => {
      const id = await appoint(north(api));
      await north(api).send(`DELETE /appointments/${id}`);
      return (await north(api).send(`GET /appointments/${id}`)).status === 200;
    },
    'page-repeats': async (api) => {
      const first = await north(api).send('GET /patients?limit=2');
      const second = await north(api).send(`GET /patients?limit=2&cursor=${at(first, 'next_cursor')}`);
      return at(first, 'items', 1, 'id') === at(second, 'items', 0, 'id');
    },
    'page-loses': async (api) => {
      const all = await north(api).send('GET /appointments');
      return (
        at(await north(api).send('GET /appointments?offset=2&limit=2'), 'items', 0, 'id') !== at(all, 'items', 2, 'id')
      );
    },
    'date-filter-ignored': async (api) => {
      const all = countOf(await north(api).send('GET /appointments'), 'items');
      return countOf(await north(api).send('GET /appointments?from=2027-04-01T00:00:00Z'), 'items') === all;
    },
    'bola-read': async (api) => (await south(api).send(`GET /patients/${await take(north(api))}`)).status === 200,
    'bola-hierarchy': async (api) => {
      const [one, other] = [await take(north(api)), await take(north(api))];
      return (await north(api).send(`GET /patients/${other}/visits/${await note(north(api), one)}`)).status === 200;
    },
    'bola-write': async (api) => (await south(api).send(`DELETE ${await visitPlace(api)}`)).status === 204,
    'auth-garbage': async ({ client }) =>
      (await client.send('GET /doctors', { headers: { 'x-api-key': 'guess' } })).status === 200,
    'auth-ignored': async ({ client }) => (await client.send('GET /reports/summary')).status === 200,
    'sqli-boolean': async (api) => {
      const search = (name: string) => north(api).send(`GET /patients/search?name=${encodeURIComponent(name)}`);
      return (
        countOf(await search("Ida Brandt' AND '1'='1")) === 1 && countOf(await search("Ida Brandt' AND '1'='2")) === 0
      );
    },
    'sqli-error': async (api) => {
      const ask = (doctor: string) => north(api).send(`GET /appointments?doctor=${encodeURIComponent(doctor)}`);
      return (await ask("'")).status === 500 && (await ask("''")).status === 200;
    },
    'mass-assignment': async (api) =>
      at(await north(api).send('POST /patients', { body: { ...PATIENT, is_verified: true } }), 'is_verified') === true,
    'jwt-none': async (api) => isTaken(api, 'current', forge({ alg: 'none' }, claims(60))),
    'jwt-unsigned': async (api) => isTaken(api, 'permissions', forge({ alg: 'HS256' }, claims(60), 'not the key')),
    'jwt-weak-key': async (api) => isTaken(api, 'current', forge({ alg: 'HS256' }, claims(7200), 'secret123')),
    // Which key it is must be known to make a token that has expired: the weak one is.
    'jwt-expired': async (api) => isTaken(api, 'permissions', forge({ alg: 'HS256' }, claims(-60), 'secret123')),
    'page-size': async (api) => (await north(api).send('GET /appointments?limit=100000')).status === 200,
  },
};

async function tourOfPatients(practice: Client): Promise<void> {
  const first = await practice.send('GET /patients?limit=2');
  await practice.send(`GET /patients?limit=2&cursor=${at(first, 'next_cursor')}`);
  for (const call of [
    'GET /patients?limit=51',
    'GET /patients?cursor=nonsense',
    'GET /patients/search',
    'GET /patients/search?name=Ida%20Brandt',
  ]) {
    await practice.send(call);
  }
  const place = `/patients/${await take(practice)}`;
  const etag = (await practice.send(`GET ${place}`)).headers.get('etag') ?? '';
  await practice.send(`HEAD ${place}`);
  await practice.send(`GET ${place}`, { headers: { 'if-none-match': etag } });
  await practice.send(`HEAD ${place}`, { headers: { 'if-none-match': etag } });
  await practice.send(`PUT ${place}`, { body: PATIENT, headers: { 'if-match': etag } });
  await practice.send(`PUT ${place}`, { body: PATIENT, headers: { 'if-match': etag } });
  await practice.send(`PUT ${place}`, { body: { name: '' } });
  await practice.send(`PATCH ${place}`, { body: { email: 'ada@example.com', phone: null }, headers: MERGE });
  await practice.send(`PATCH ${place}`, {
    body: { email: 'ada@example.com' },
    headers: { ...MERGE, 'if-match': '"old"' },
  });
  await practice.send(`PATCH ${place}`, { body: { name: null }, headers: MERGE });
  await practice.send(`PATCH ${place}`, { body: {} });
  await practice.send(`GET ${place}`);
  await practice.send(`DELETE ${place}`);
  for (const method of ['GET', 'HEAD', 'DELETE']) await practice.send(`${method} ${place}`);
  await practice.send(`PUT ${place}`, { body: PATIENT });
  await practice.send(`PATCH ${place}`, { body: {}, headers: MERGE });
  await practice.send('POST /patients', { body: { ...PATIENT, born: '2023-02-29' } });
  await practice.send('POST /patients', { body: 'a', headers: { 'content-type': 'text/plain' } });
  await practice.send('POST /patients', { body: { name: 'x'.repeat(1_100_000) } });
}

async function tourOfVisits(practice: Client): Promise<void> {
  const patient = await take(practice);
  const place = `/patients/${patient}/visits`;
  const visit = await note(practice, patient, { reason: 'Check-up', cost: 42.5 });
  await practice.send(`GET ${place}`, { headers: REASON });
  await practice.send(`GET ${place}`);
  await practice.send(`GET ${place}/${visit}`);
  await practice.send(`PUT ${place}/${visit}`, { body: VISIT });
  await practice.send(`PUT ${place}/${visit}`, { body: { ...VISIT, colour: 'red' } });
  await practice.send(`POST ${place}`, { body: { reason: '', cost: 100_000 } });
  await practice.send(`DELETE ${place}/${visit}`);
  for (const method of ['GET', 'DELETE']) await practice.send(`${method} ${place}/${visit}`);
  await practice.send(`PUT ${place}/${visit}`, { body: VISIT });
  await practice.send('GET /patients/none/visits', { headers: REASON });
  await practice.send('POST /patients/none/visits', { body: VISIT });
}

async function tourOfAppointments(practice: Client): Promise<void> {
  await practice.send('GET /appointments?limit=2&offset=1&doctor=Dr.%20Fink&from=2027-01-01T00:00:00Z');
  for (const query of ['limit=101', 'offset=-1', 'from=tomorrow']) await practice.send(`GET /appointments?${query}`);
  const place = `/appointments/${await appoint(practice)}`;
  await practice.send(`GET ${place}`);
  await practice.send(`PUT ${place}`, { body: { ...APPOINTMENT, room: null } });
  await practice.send(`PUT ${place}`, { body: { ...APPOINTMENT, duration_minutes: 7 } });
  await practice.send('POST /appointments', { body: { ...APPOINTMENT, reason: null } });
  await practice.send(`DELETE ${place}`);
  for (const method of ['GET', 'DELETE']) await practice.send(`${method} ${place}`);
  await practice.send(`PUT ${place}`, { body: APPOINTMENT });
}

async function tourOfRest({ client, identities }: Api): Promise<void> {
  const practice = client.as(identities.north ?? {});
  await practice.send('GET /doctors');
  await practice.send('GET /reports/summary');
  await practice.send('GET /reports/summary', { headers: { accept: 'text/csv, application/json;q=0.5' } });
  await practice.send('GET /reports/summary', { headers: { accept: 'image/png' } });
  const token = at(await practice.send('POST /sessions'), 'token');
  for (const place of ['current', 'permissions']) {
    await client.send(`GET /sessions/${place}`, { headers: { authorization: `Bearer ${token}` } });
    await client.send(`GET /sessions/${place}`);
  }
  const open = [
    'GET /patients',
    'GET /patients/search?name=a',
    'GET /patients/1',
    'GET /patients/1/visits',
    'GET /appointments',
    'GET /doctors',
  ];
  for (const call of [...open, 'GET /reports/summary', 'POST /sessions', 'DELETE /patients/1']) await client.send(call);
}

function north({ client, identities }: Api): Client {
  return client.as(identities.north ?? {});
}

function south({ client, identities }: Api): Client {
  return client.as(identities.south ?? {});
}

async function take(practice: Client): Promise<string> {
  return String(at(await practice.send('POST /patients', { body: PATIENT }), 'id'));
}

async function note(practice: Client, patient: string, body: object = VISIT): Promise<string> {
  return String(at(await practice.send(`POST /patients/${patient}/visits`, { body }), 'id'));
}

async function visitPlace(api: Api): Promise<string> {
  const patient = await take(north(api));
  return `/patients/${patient}/visits/${await note(north(api), patient)}`;
}

async function appoint(practice: Client): Promise<string> {
  return String(at(await practice.send('POST /appointments', { body: APPOINTMENT }), 'id'));
}

function claims(seconds: number): object {
  const now = Math.floor(Date.now() / 1000);
  return { sub: 'north', iat: now - 120, exp: now + seconds };
}

function forge(header: object, body: object, key?: string): string {
  const content = [header, body].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${content}.${key === undefined ? '' : createHmac('sha256', key).update(content).digest('base64url')}`;
}

async function isTaken({ client }: Api, place: string, token: string): Promise<boolean> {
  return (
    (await client.send(`GET /sessions/${place}`, { headers: { authorization: `Bearer ${token}` } })).status === 200
  );
}
