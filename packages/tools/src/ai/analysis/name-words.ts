/** The words of a name in any case: `createdAt`, `created_at` and `Created-At` are `created at`. */
export function wordsOf(name: string): string {
  return name
    .slice(0, 200)
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[^A-Za-z\d]+/g, ' ')
    .trim()
    .toLowerCase();
}

/** Whether a name ends with one of these words. */
function endsWithAny(name: string, endings: ReadonlySet<string>): boolean {
  const words = wordsOf(name).split(' ');
  return [1, 2, 3].some((count) => endings.has(words.slice(-count).join(' ')));
}

/** Whether a segment of a path, parameters aside, has one of these words. */
export function pathHasAny(path: string, words: ReadonlySet<string>): boolean {
  return path
    .split('/')
    .filter((segment) => !segment.includes('{'))
    .some((segment) =>
      wordsOf(segment)
        .split(' ')
        .some((word) => words.has(word)),
    );
}

const SECRETS: ReadonlySet<string> = new Set([
  'password',
  'passwd',
  'passphrase',
  'pwd',
  'secret',
  'token',
  'apikey',
  'api key',
  'private key',
  'secret key',
  'access key',
  'credential',
  'credentials',
  'cvv',
  'cvc',
  'otp',
  'pin',
  'jwt',
  'password hash',
]);

/** Words before `token` and the like that make it something that nobody need hide. */
const HARMLESS =
  /(?:^| )(?:next|page|paging|pagination|continuation|continue|cursor|sync|csrf|xsrf|idempotency|client|previous|prev|start|resume|max|min|num|count) (?:token|secret|pin)$/;

/** Whether a name is one of a secret, e.g. `client_password`, `accessToken`. */
export function isSecretName(name: string): boolean {
  return endsWithAny(name, SECRETS) && !HARMLESS.test(wordsOf(name));
}

const PERSONAL: ReadonlySet<string> = new Set([
  'email',
  'e mail',
  'email address',
  'phone',
  'phone number',
  'mobile',
  'telephone',
  'fax',
  'ssn',
  'social security number',
  'date of birth',
  'birth date',
  'birthdate',
  'birthday',
  'dob',
  'passport',
  'passport number',
  'first name',
  'last name',
  'given name',
  'family name',
  'surname',
  'maiden name',
  'street',
  'street address',
  'home address',
  'postal code',
  'postcode',
  'zip',
  'zip code',
  'iban',
  'bic',
  'account number',
  'card number',
  'routing number',
  'tax id',
  'vat id',
  'national id',
  'personal id',
  'driver license',
  'gender',
  'ethnicity',
  'religion',
  'nationality',
  'ip address',
  'latitude',
  'longitude',
  'salary',
  'diagnosis',
  'blood type',
  'address line',
]);

/** Whether a name is one of data about a person, e.g. `billingEmail`, `date_of_birth`. */
export function isPersonalName(name: string): boolean {
  return endsWithAny(name.replace(/\d+$/, ''), PERSONAL);
}

const PRIVILEGES: ReadonlySet<string> = new Set([
  'role',
  'roles',
  'admin',
  'is admin',
  'superuser',
  'is staff',
  'site admin',
  'permission',
  'permissions',
  'privileges',
  'scopes',
  'verified',
  'email verified',
  'approved',
  'is active',
  'balance',
  'credits',
  'credit limit',
  'discount',
  'owner',
  'owner id',
  'tenant id',
  'account id',
  'user id',
  'organization id',
  'created by',
]);

/** Whether a name is one of what decides rights, ownership or money. */
export function isPrivilegeName(name: string): boolean {
  return endsWithAny(name, PRIVILEGES);
}

const SERVER_SET: ReadonlySet<string> = new Set([
  'created at',
  'created on',
  'created',
  'creation date',
  'updated at',
  'updated on',
  'updated',
  'modified at',
  'deleted at',
  'last login',
  'etag',
  'revision',
]);

/** Whether a whole name is one of what only the server sets. */
export function isServerSetName(name: string): boolean {
  return SERVER_SET.has(wordsOf(name)) || wordsOf(name) === 'id';
}

const URLS: ReadonlySet<string> = new Set([
  'url',
  'uri',
  'href',
  'callback',
  'webhook',
  'redirect',
  'redirect to',
  'return to',
  'next',
  'target url',
]);

/** Whether a name is one of an address that somebody will go to. */
export function isUrlName(name: string): boolean {
  return endsWithAny(name, URLS);
}

const REDIRECTS = /(?:^| )(?:redirect|return|continue|next|success|cancel|back)(?: (?:url|uri|to|path))?$/;

/** Whether that somebody is the user's browser. */
export function isRedirectName(name: string): boolean {
  return REDIRECTS.test(wordsOf(name));
}
