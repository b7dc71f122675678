/** Keys that people sign with until they think of a better one, and often longer. */
const WORDS = (
  'secret Secret SECRET mysecret my-secret my_secret secretkey secret-key secret_key secretKey SecretKey supersecret super-secret ' +
  'super_secret supersecretkey super-secret-key topsecret top-secret key Key mykey my-key privatekey private private_key signingkey ' +
  'signing-key jwt JWT jwtsecret jwt-secret jwt_secret jwtSecret JWT_SECRET jwtkey jwt-key jwt_key JWT_SECRET_KEY token tokensecret ' +
  'token-secret token_secret access access_token random Random changeme change-me change_me changeit changethis change-this ' +
  'please-change-me replaceme default password Password password1 Password1 password123 Password123 passw0rd p@ssw0rd pass 123 1234 ' +
  '12345 123456 1234567 12345678 123456789 1234567890 0123456789 000000 111111 654321 abc abc123 abcd abcdef abcdefg qwerty qwerty123 ' +
  'qwertyuiop letmein welcome monkey dragon master iloveyou sunshine princess football baseball admin Admin admin123 administrator root ' +
  'toor test testing test123 testkey test-key test_secret testsecret user guest demo dev devsecret dev-secret development staging ' +
  'production prod local localhost app appsecret app_secret app-secret apisecret api_secret api-secret api apikey api-key example ' +
  'sample foo bar foobar foo-bar hello helloworld hello-world shhh shhhh shhhhh keyboard keyboardcat keyboard-cat s3cr3t s3cret secr3t ' +
  'hunter2 trustno1 correcthorsebatterystaple auth authsecret auth-secret auth_secret session sessionsecret session-secret hmac hs256 ' +
  'HS256 sha256 none null undefined nokey nothing symfony laravel django flask spring express node nodejs nestjs rails ' +
  'your-256-bit-secret your-384-bit-secret your-512-bit-secret your-secret-key your_secret_key your-secret your_secret yoursecret ' +
  'yoursecretkey some-secret some_secret somesecret this-is-a-secret thisisasecret this_is_a_secret thisismysecret ' +
  'AllYourBase shared shared-secret sharedsecret gateway service server client company crapi vulnerable insecure'
).split(' ');

const ENDS = ['', '1', '12', '123', '1234', '12345', '123456', '!', '!1', '2022', '2023', '2024', '2025', '2026'];

const PHRASES = ['secret key', 'my secret', 'my secret key', 'keyboard cat', 'this is a secret', 'super secret key'];

/** @param own Names of the API, which it may have been called after. */
export function* weakKeys(own: readonly string[]): Generator<string> {
  for (const phrase of PHRASES) yield phrase;
  for (const word of WORDS) for (const end of ENDS) yield `${word}${end}`;
  for (const name of own) {
    const plain = name.toLowerCase();
    for (const form of new Set([name, plain, plain.replaceAll(' ', ''), plain.replaceAll(' ', '-')]))
      for (const end of ['', 'secret', '-secret', '_secret', '-key', 'key', '123']) yield `${form}${end}`;
  }
  for (let number = 0; number < 10_000; number++) yield String(number).padStart(4, '0');
}
