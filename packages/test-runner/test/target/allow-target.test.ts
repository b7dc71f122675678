import { expect, test } from 'vitest';
import { allowTarget } from '../../src/target/allow-target.ts';

test.each([
  ['http://127.0.0.1:8000/', [], 'http://127.0.0.1:8000'],
  ['http://[::1]:8000/v1/?x#y', [], 'http://[::1]:8000/v1'],
  ['https://192.0.2.7', ['192.0.2.7'], 'https://192.0.2.7'],
  ['https://192.0.2.7', ['192.0.2.7:443'], 'https://192.0.2.7'],
])('%s may be tested where %j are allowed', async (url, allowed, expected) => {
  expect((await allowTarget(url, allowed)).url).toBe(expected);
});

test.each([
  ['http://192.0.2.7', [], 'TARGET_REFUSED'],
  ['http://192.0.2.7', ['192.0.2.70', 'example.com'], 'TARGET_REFUSED'],
  ['http://192.0.2.7:81', ['192.0.2.7:80'], 'TARGET_REFUSED'],
  ['http://169.254.169.254', ['169.254.169.254'], 'TARGET_FORBIDDEN'],
  ['http://[::ffff:10.0.0.1]', [], 'TARGET_REFUSED'],
  ['file:///etc/passwd', [], 'TARGET_INVALID'],
  ['http://user:secret@127.0.0.1', [], 'TARGET_INVALID'],
  ['nowhere', [], 'TARGET_INVALID'],
  ['http://nobody.invalid', ['nobody.invalid'], 'TARGET_UNREACHABLE'],
])('%s may not where %j are: %s', async (url, allowed, code) => {
  await expect(allowTarget(url, allowed)).rejects.toMatchObject({ code });
});

test('a name is resolved once, to the addresses that are connected to', async () => {
  const { addresses } = await allowTarget('http://localhost:1');
  expect(addresses.length).toBeGreaterThan(0);
  expect(addresses.every((address) => address === '127.0.0.1' || address === '::1')).toBe(true);
});
