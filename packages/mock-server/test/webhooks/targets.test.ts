import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pets } from './pets.ts';
import { openReceiver, openWebhooks } from './support.ts';

test.each([
  ['http://127.0.0.1:3000/hook'],
  ['http://127.9.9.9/'],
  ['http://localhost:3000/hook?a=b#c'],
  ['https://LOCALHOST./'],
  ['http://app.localhost:8080/'],
  ['http://[::1]:3000/'],
  ['http://[::ffff:127.0.0.1]/'],
  ['http://2130706433/'],
  ['http://0x7f.1/'],
])('loopback may be delivered to, however it is written: %s', async (url) => {
  const { webhooks } = await openWebhooks(pets);
  expect(await webhooks.register({ eventType: 'newPet', url })).toMatchObject({ url });
});

const HOSTILE = [
  'file:///etc/passwd',
  'ftp://127.0.0.1/',
  'gopher://127.0.0.1:6379/_INFO',
  'javascript:alert(1)',
  'data:text/plain,x',
  'ws://127.0.0.1/',
  'unix:/var/run/docker.sock',
  'http://169.254.169.254/latest/meta-data/',
  'http://[::ffff:169.254.169.254]/',
  'http://2852039166/',
  'http://0xa9fea9fe/',
  'http://0251.0376.0251.0376/',
  'http://10.0.0.1/',
  'http://[::ffff:10.0.0.1]/',
  'http://[::ffff:a00:1]/',
  'http://167772161/',
  'http://192.168.1.1/',
  'http://172.16.0.1/',
  'http://100.64.0.1/',
  'http://0.0.0.0:8001/',
  'http://0/',
  'http://[::]/',
  'http://[fe80::1]/',
  'http://[fd00:ec2::254]/',
  'http://[fc00::1]/',
  'http://[64:ff9b::a9fe:a9fe]/',
  'http://[2002:7f00:1::]/',
  'http://224.0.0.1/',
  'http://255.255.255.255/',
  'http://100.100.100.200/',
  'http://8.8.8.8/',
  'https://example.com/hook',
  'http://metadata.google.internal/',
  'http://localhost.example.com/',
  'http://127.0.0.1.nip.io/',
  'http://localtest.me/',
  'http://user:secret@localhost/',
  'http://localhost@evil.example/',
  'http://evil.example#@localhost/',
  'http://evil.example\\@localhost/',
  'http://ⓔvil.example/',
];

test.each(HOSTILE)('%s is refused when it is registered, with the remedy, and as a callback', async (url) => {
  const { webhooks, call, deliveries } = await openWebhooks(pets, { lookup: async () => ['127.0.0.1'] });
  await expect(webhooks.register({ eventType: 'newPet', url })).rejects.toMatchObject({
    code: 'TARGET_REFUSED',
    pointer: '/url',
    message: expect.stringMatching(/^Nothing is sent to .* (Add ".*" to `webhooks\.allow`|Give |Send )/),
  });
  expect(await webhooks.list()).toEqual([]);
  await call('POST', '/pets', { body: { name: 'Rex', notify: url } });
  expect(await deliveries(1)).toMatchObject([{ kind: 'callback', status: 'refused', attempts: [] }]);
});

test('credentials in a URL are repeated nowhere', async () => {
  const { webhooks } = await openWebhooks(pets);
  const refused = webhooks.register({ eventType: 'newPet', url: 'http://user:s3cret@localhost/' });
  await expect(refused).rejects.toThrow(expect.not.stringContaining('s3cret'));
});

test.each([
  ['hooks.example.com', 'https://hooks.example.com/a', true],
  ['hooks.example.com', 'http://hooks.example.com:8080/', true],
  ['hooks.example.com', 'https://HOOKS.example.com./', true],
  ['hooks.example.com', 'https://example.com/', false],
  ['hooks.example.com', 'https://a.hooks.example.com/', false],
  ['hooks.example.com', 'https://hooks.example.com.evil.example/', false],
  ['https://hooks.example.com', 'https://hooks.example.com:443/', true],
  ['https://hooks.example.com', 'http://hooks.example.com/', false],
  ['https://hooks.example.com', 'https://hooks.example.com:8443/', false],
  ['hooks.example.com:8443', 'https://hooks.example.com:8443/', true],
  ['hooks.example.com:8443', 'https://hooks.example.com/', false],
  ['hooks.example.com:80', 'http://hooks.example.com/', true],
  ['10.0.0.5', 'http://10.0.0.5/', true],
  ['10.0.0.5', 'http://10.0.0.6/', false],
  ['10.0.0.5:9000', 'http://10.0.0.5:9000/', true],
  ['10.0.0.5:9000', 'http://10.0.0.5/', false],
  ['http://10.0.0.5', 'http://10.0.0.5/', true],
  ['172.16.0.0/12', 'http://172.20.1.1/', true],
  ['172.16.0.0/12', 'http://172.32.1.1/', false],
  ['fd00::/8', 'http://[fd00::7]/', true],
  ['[fd00::7]:80', 'http://[fd00::7]/', true],
])('with %s allowed, %s is: %s', async (entry, url, isAllowed) => {
  const { webhooks } = await openWebhooks(pets, { settings: { allow: [entry] } });
  const registered = webhooks.register({ eventType: 'newPet', url });
  if (isAllowed) expect(await registered).toMatchObject({ url });
  else await expect(registered).rejects.toMatchObject({ code: 'TARGET_REFUSED' });
});

test.each([
  '',
  '*',
  '*.example.com',
  'https://a.example/path',
  'ftp://a.example',
  '10.0.0.0/33',
  '10.0.0.0/x',
  'http://u@a.example',
  'a b',
])('%j cannot be in the allow-list', async (entry) => {
  await expect(openWebhooks(pets, { settings: { allow: [entry] } })).rejects.toThrow(/cannot be in the allow-list/);
});

test('a name is resolved once for each try, and connected to at that very address', async () => {
  const receiver = await openReceiver();
  const asked: string[] = [];
  const lookup = async (host: string): Promise<readonly string[]> => {
    asked.push(host);
    return asked.length === 1 ? ['127.0.0.1'] : ['169.254.169.254'];
  };
  const { webhooks } = await openWebhooks(pets, { settings: { allow: ['receiver.test'] }, lookup });
  const { id } = await webhooks.register({ eventType: 'newPet', url: `http://receiver.test:${receiver.port}/` });
  expect(await webhooks.test(id)).toMatchObject({ status: 'success' });
  expect((await receiver.next()).headers.host).toBe(`receiver.test:${receiver.port}`);
  expect(asked).toEqual(['receiver.test']);
  expect(await webhooks.test(id)).toMatchObject({
    status: 'refused',
    attempts: [],
    error: expect.stringContaining('169.254.169.254'),
  });
  expect(receiver.received).toHaveLength(1);
});

test.each([
  ['hooks.example.com', ['10.0.0.1'], 'refused'],
  ['hooks.example.com', ['127.0.0.1'], 'refused'],
  ['hooks.example.com', ['::ffff:192.168.0.1'], 'refused'],
  ['hooks.example.com', ['169.254.169.254'], 'refused'],
  ['hooks.example.com', [], 'refused'],
  ['hooks.example.com', ['93.184.216.34'], 'success'],
  ['hooks.example.com', ['10.0.0.1', '93.184.216.34'], 'success'],
  ['receiver', ['172.18.0.3'], 'success'],
  ['receiver.internal', ['172.18.0.3'], 'success'],
  ['metadata.google.internal', ['169.254.169.254'], 'refused'],
  ['localhost', ['127.0.0.1'], 'success'],
  ['localhost', ['10.0.0.1'], 'refused'],
])('%s that resolves to %j is %s', async (host, addresses, status) => {
  const fetch = async (): Promise<Response> => new Response(null, { status: 204 });
  const { webhooks } = await openWebhooks(pets, { settings: { allow: [host] }, fetch, lookup: async () => addresses });
  const { id } = await webhooks.register({ eventType: 'newPet', url: `http://${host}/` });
  expect(await webhooks.test(id)).toMatchObject({ status });
});

test('a private address that a public name resolves to can be allowed by itself', async () => {
  const fetch = async (): Promise<Response> => new Response(null, { status: 204 });
  const allow = ['hooks.example.com', '10.0.0.0/8'];
  const { webhooks } = await openWebhooks(pets, { settings: { allow }, fetch, lookup: async () => ['10.0.0.1'] });
  const { id } = await webhooks.register({ eventType: 'newPet', url: 'http://hooks.example.com/' });
  expect(await webhooks.test(id)).toMatchObject({ status: 'success' });
});

test('a name that does not resolve is tried again', async () => {
  const lookup = (): Promise<never> => Promise.reject(new Error('getaddrinfo ENOTFOUND receiver'));
  const { webhooks, call, deliveries } = await openWebhooks(pets, { settings: { allow: ['receiver'] }, lookup });
  await webhooks.register({ eventType: 'data.deleted', url: 'http://receiver/' });
  await call('DELETE', '/pets/7');
  expect(await deliveries(1)).toMatchObject([
    { status: 'pending', attempts: [{ error: 'getaddrinfo ENOTFOUND receiver' }], nextAttemptAt: expect.any(Number) },
  ]);
});

test('a look-up that never ends does not hold a delivery up', async () => {
  const asked = Promise.withResolvers<void>();
  const lookup = (): Promise<never> => {
    asked.resolve();
    return new Promise(() => {});
  };
  const settings = { allow: ['receiver'], maxTries: 1 };
  const { webhooks, call, clock, deliveries } = await openWebhooks(pets, { settings, lookup });
  await webhooks.register({ eventType: 'data.deleted', url: 'http://receiver/' });
  await call('DELETE', '/pets/7');
  await asked.promise;
  clock.advance(10_000);
  expect(await deliveries(1)).toMatchObject([{ status: 'failed', attempts: [{ error: 'No answer within 10000 ms' }] }]);
});

test.each([
  'http://127.0.0.1:8001/api/server/control',
  'http://localhost:8001/',
  'http://[::1]:8001/',
  'http://127.0.0.2:8001/',
])('the mock’s own admin API is no target: %s', async (url) => {
  const { webhooks } = await openWebhooks(pets, { own: () => ['http://127.0.0.1:8001'] });
  await expect(webhooks.register({ eventType: 'newPet', url })).rejects.toThrow(/own admin API/);
  expect(await webhooks.register({ eventType: 'newPet', url: 'http://127.0.0.1:8002/' })).toBeDefined();
});

test('no address but loopback is ever let through, however it is written', async () => {
  const { webhooks } = await openWebhooks(pets);
  const octet = fc.integer({ min: 0, max: 255 });
  const address = fc.tuple(octet, octet, octet, octet).filter(([first]) => first !== 127);
  const written = address.chain(([a, b, c, d]) => {
    const number = ((a * 256 + b) * 256 + c) * 256 + d;
    const hex = (value: number): string => value.toString(16);
    return fc.constantFrom(
      `${a}.${b}.${c}.${d}`,
      `${a}.${b}.${c * 256 + d}`,
      `${a}.${(b * 256 + c) * 256 + d}`,
      String(number),
      `0x${hex(number)}`,
      `0${a.toString(8)}.0x${hex(b)}.${c}.${d}`,
      `[::ffff:${a}.${b}.${c}.${d}]`,
      `[::ffff:${hex(a * 256 + b)}:${hex(c * 256 + d)}]`,
      `${a}.${b}.${c}.${d}.`,
    );
  });
  await fc.assert(
    fc.asyncProperty(written, async (host) => {
      await expect(webhooks.register({ eventType: 'newPet', url: `http://${host}/` })).rejects.toMatchObject({
        code: 'TARGET_REFUSED',
      });
    }),
    { seed: 7, numRuns: 500 },
  );
});
