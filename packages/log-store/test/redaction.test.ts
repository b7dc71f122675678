import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LogEntry, type NewLogEntry, openLogStore } from '../src/index.ts';
import { entryOf } from './log-entries.ts';

async function logged(values: Partial<NewLogEntry>, redact: readonly string[] = []): Promise<LogEntry> {
  const log = await openLogStore({ api: 'Petstore', redact });
  await log.append(entryOf(values));
  const [entry] = (await log.search({ includeAdmin: true })).entries;
  await log.close();
  if (entry === undefined) throw new Error('Nothing was logged');
  return entry;
}

async function loggedBody(mediaType: string, body: string | Uint8Array, redact?: readonly string[]): Promise<string> {
  const request = { headers: [['Content-Type', mediaType]] as const, body, size: body.length };
  const entry = await logged({ request }, redact);
  return entry.request.encoding === 'base64'
    ? Buffer.from(entry.request.body ?? '', 'base64').toString('latin1')
    : (entry.request.body ?? '');
}

test.each([
  'Authorization',
  'proxy-authorization',
  'Cookie',
  'Set-Cookie',
  'X-API-Key',
  'api_key',
  'apikey',
  'X-Auth-Token',
  'X-Amz-Security-Token',
  'X-CSRF-Token',
  'Ocp-Apim-Subscription-Key',
  'X-Client-Secret',
  'My-Key',
])('the value of the header %s is redacted', async (name) => {
  const headers = [
    [name, 'hunter2'],
    ['Accept', 'text/html'],
  ] as const;
  const { request, response } = await logged(
    { request: { headers, size: 0 }, response: { headers, body: '', size: 0 } },
    ['my_key'],
  );
  const expected = [
    [name, '[redacted]'],
    ['Accept', 'text/html'],
  ];
  expect([request.headers, response.headers]).toEqual([expected, expected]);
});

test.each([
  ['Location', 'https://app.example/cb?state=1&id_token=hunter2#access_token=hunter2&scope=a'],
  ['Referer', 'https://app.example/login?user=ada&device_code=hunter2&code_verifier=hunter2#'],
])('the secrets in the address that %s gives are redacted, and the rest is kept', async (name, value) => {
  const { response } = await logged({ response: { headers: [[name, value]], size: 0 } });
  expect(response.headers).toEqual([[name, value.replaceAll('hunter2', '[redacted]')]]);
});

test.each([
  'client_assertion',
  'assertion',
  'code_verifier',
  'codeVerifier',
  'user-code',
  'device_code',
  'id_token_hint',
])('the field %s of an OAuth request is redacted', async (name) => {
  expect(await loggedBody('application/x-www-form-urlencoded', `grant_type=x&${name}=hunter2`)).toBe(
    `grant_type=x&${name}=[redacted]`,
  );
});

test.each([
  'Content-Type',
  'X-Request-Id',
  'ETag',
  'Access-Control-Allow-Credentials',
  'X-Page-Token',
  'X-Token-Type',
  'Key',
])('the value of the header %s is kept', async (name) => {
  const { request } = await logged({ request: { headers: [[name, 'value']], size: 0 } });
  expect(request.headers).toEqual([[name, 'value']]);
});

test.each([
  ['password=hunter2&name=rex', 'password=[redacted]&name=rex'],
  ['name=rex&access_token=hunter2', 'name=rex&access_token=[redacted]'],
  ['user%5Bpassword%5D=hunter2', 'user%5Bpassword%5D=[redacted]'],
  ['%70assword=hunter2', '%70assword=[redacted]'],
  ['page_token=next&max_tokens=5', 'page_token=next&max_tokens=5'],
  ['tok=hunter2', 'tok=[redacted]'],
  ['q=100%&password=', 'q=100%&password='],
])('the query %s is logged as %s', async (query, expected) => {
  expect((await logged({ query }, ['tok'])).query).toBe(expected);
});

test.each([
  ['{"password":"hunter2","name":"rex"}', '{"password":"[redacted]","name":"rex"}'],
  ['{ "newPassword" : "hun\\"ter2" , "a":1.0}', '{ "newPassword" : "[redacted]" , "a":1.0}'],
  ['{"pass\\u0077ord":"hunter2"}', '{"pass\\u0077ord":"[redacted]"}'],
  ['{"client_secret":12345}', '{"client_secret":"[redacted]"}'],
  ['{"credentials":{"user":"hunter2","x":["}"]},"b":2}', '{"credentials":"[redacted]","b":2}'],
  ['{"hasPassword":true,"secret":null}', '{"hasPassword":true,"secret":null}'],
  ['{"refresh_token":"hunt', '{"refresh_token":"[redacted]"'],
  ['{"a":{"apiKey":"hunter2"}}\n{"token":"hunter2"}', '{"a":{"apiKey":"[redacted]"}}\n{"token":"[redacted]"}'],
  ['["password","hunter2"]', '["password","hunter2"]'],
  ['{"mine":"hunter2"}', '{"mine":"[redacted]"}'],
])('the JSON body %s is logged as %s', async (body, expected) => {
  expect(await loggedBody('application/problem+json', body, ['Mine'])).toBe(expected);
  expect(await loggedBody('', body, ['Mine'])).toBe(expected);
});

test.each([
  ['application/x-www-form-urlencoded', 'name=rex&password=hunter2', 'name=rex&password=[redacted]'],
  [
    'application/xml',
    '<a><password>hunter2</password><n token="hunter2">1</n></a>',
    '<a><password>[redacted]</password><n token="[redacted]">1</n></a>',
  ],
  ['text/xml', '<s:secret xmlns:s="u"><![CDATA[a]b]]></s:secret>', '<s:secret xmlns:s="u">[redacted]</s:secret>'],
  ['text/xml', '<password>hunt', '<password>[redacted]'],
  ['text/plain', 'my password is hunter2', 'my password is hunter2'],
])('a body of %s: %s is logged as %s', async (mediaType, body, expected) => {
  expect(await loggedBody(mediaType, body)).toBe(expected);
});

test('parts of a multipart form are redacted by their names, also beside binary ones', async () => {
  const form = (password: string, json: string): string =>
    [
      '--b',
      'Content-Disposition: form-data; name="password"',
      '',
      password,
      '--b',
      'Content-Disposition: form-data; name="user"',
      'Content-Type: application/json',
      '',
      json,
      '--b',
      'Content-Disposition: form-data; name="photo"; filename="a.png"',
      '',
      '\x89PNG\xff',
      '--b--',
      '',
    ].join('\r\n');
  const body = await loggedBody(
    'multipart/form-data; boundary=b',
    Buffer.from(form('hunter2', '{"token":"x"}'), 'latin1'),
  );
  expect(body).toBe(form('[redacted]', '{"token":"[redacted]"}'));
});

test('a secret is found under any nesting of any JSON, and everything else stays as it was sent', async () => {
  const secretName = fc.constantFrom('password', 'X-Api-Key', 'clientSecret', 'ACCESS_TOKEN', 'user.passwd');
  const marked = fc.tuple(
    secretName,
    fc.oneof(fc.constant('hunter2'), fc.constant(['hunter2']), fc.constant({ a: 'hunter2' })),
  );
  const { json } = fc.letrec((tie) => ({
    json: fc.oneof(
      { depthSize: 'small' },
      fc.string({ unit: 'binary' }),
      fc.double(),
      fc.array(tie('json'), { maxLength: 4 }),
      fc
        .tuple(fc.dictionary(fc.string(), tie('json'), { maxKeys: 4 }), marked)
        .map(([object, [name, value]]) => ({ ...object, [name]: value })),
    ),
  }));
  await fc.assert(
    fc.asyncProperty(json, fc.constantFrom(undefined, 2), async (value, indent) => {
      const body = JSON.stringify(value, null, indent);
      const redacted = await loggedBody('application/json', body);
      expect(redacted).not.toContain('hunter2');
      const expected = JSON.stringify(
        value,
        (name, inner) => (/passw|api-key|secret|_token/i.test(name) ? '[redacted]' : inner),
        indent,
      );
      expect(redacted).toBe(expected);
    }),
    { seed: 7, numRuns: 100 },
  );
});

test('no text makes redaction fail or take without end', async () => {
  const mediaTypes = [
    'application/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=b',
    'text/xml',
  ];
  const pieces = [
    '"',
    '{"password":',
    '"a":',
    '\\"password',
    '<![CDATA[',
    '<![CDATA[]',
    '<a ',
    '<a>]',
    '<',
    '<password>',
    'a="',
    'a ',
    'a',
    ' ',
    '\r\n',
    '--b\r\n\r\n',
    'content-type:',
    ';name="',
    'token&',
    'a=',
    '=',
    '%',
  ];
  const hostile = pieces.map((piece) => piece.repeat(300_000 / piece.length));
  const log = await openLogStore({ api: 'Petstore', maxBodyBytes: 1_000_000 });
  for (const mediaType of mediaTypes) {
    for (const body of hostile) {
      const request = { headers: [['Content-Type', mediaType]] as const, body: `${body} password`, size: 1 };
      await log.append(entryOf({ request }));
    }
  }
  await log.flush();
  await log.close();
});

test('a body is cut between two characters, and says so', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.integer({ min: 1, max: 30 }),
      async (text, maxBodyBytes) => {
        const log = await openLogStore({ api: 'Petstore', maxBodyBytes });
        const bytes = Buffer.from(text);
        const headers = [['content-type', 'text/plain']] as const;
        await log.append(
          entryOf({
            request: { headers, body: text, size: 1 },
            response: { headers, body: bytes, size: bytes.length },
          }),
        );
        const [entry] = (await log.search()).entries;
        await log.close();
        expect(entry?.request).toEqual({ ...entry?.response, size: 1 });
        const kept = entry?.response.body ?? '';
        expect(bytes.toString('utf8').startsWith(kept)).toBe(true);
        expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(maxBodyBytes);
        expect(Buffer.byteLength(kept)).toBeGreaterThan(Math.min(bytes.length, maxBodyBytes) - 4);
        expect(entry?.response).toMatchObject({ size: bytes.length, truncated: bytes.length > maxBodyBytes });
      },
    ),
    { seed: 7, numRuns: 60 },
  );
});
