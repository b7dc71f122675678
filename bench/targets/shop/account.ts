import { randomBytes } from 'node:crypto';
import { type Call, checkedBody, idParam, type Reply, rawMember } from '../call.ts';
import { object, optional, text } from '../check.ts';
import { Problem } from '../problem.ts';
import type { Route } from '../routes.ts';
import { createUser, hashPassword, type Shop, type User } from './state.ts';

const LOCKED_SECONDS = 30;
const MAX_FAILED_LOGINS = 10;
const CREDENTIALS = object({ username: text({ max: 100 }), password: text({ max: 100 }) });
const PROFILE = object(
  { display_name: optional(text({ min: 1, max: 60 })), email: optional(text({ format: 'email' })) },
  { minProperties: 1 },
);

export function accountRoutes(shop: Shop): readonly Route[] {
  return [
    ['POST', '/register', (call) => register(shop, call)],
    ['POST', '/login', (call) => login(shop, call)],
    ['GET', '/me', (call) => ({ status: 200, body: showUser(me(shop, call)) })],
    ['PATCH', '/me', (call) => changeMe(shop, call)],
    ['GET', '/users/{user_id}', (call) => getUser(shop, call)],
    ['GET', '/admin/users', (call) => listUsers(shop, call)],
  ];
}

/** Who asks. @throws {Problem} 401. */
export function authenticate(shop: Shop, call: Call): User {
  const token = /^Bearer +(\S+)$/i.exec(call.headers.authorization ?? '')?.[1];
  const user = shop.users.get(shop.tokens.get(token ?? '') ?? 0);
  if (user === undefined) throw new Problem(401, 'Send a token', { headers: { 'www-authenticate': 'Bearer' } });
  return user;
}

function me(shop: Shop, call: Call): User {
  try {
    return authenticate(shop, call);
  } catch (error) {
    throw shop.on('no-www-authenticate') ? new Problem(401, 'Send a token') : error;
  }
}

function register(shop: Shop, call: Call): Reply {
  const pattern = shop.on('pattern-not-enforced') ? /^/ : /^[a-z0-9_]+$/;
  const body = checkedBody(
    call,
    object({
      username: text({ min: 3, max: 32, pattern }),
      password: text({ min: 8, max: 72 }),
      email: optional(text({ format: 'email' })),
    }),
  );
  if (findUser(shop, body.username) !== undefined) throw new Problem(409, 'The name is taken');
  const id = shop.nextId();
  const user: User = { ...createUser(id, body.username, body.password), email: body.email };
  shop.users.set(id, user);
  return { status: 201, headers: { location: `/users/${id}` }, body: showUser(user) };
}

function login(shop: Shop, call: Call): Reply {
  const { username, password } = checkedBody(call, CREDENTIALS);
  refuseLocked(shop, username);
  const user = findUser(shop, username);
  // What is not there is hashed as well, so that the time tells nothing.
  const isRight = hashPassword(password, user?.salt ?? '') === user?.passwordHash;
  if (user === undefined || !isRight) {
    countFailure(shop, username);
    const detail = shop.on('enumeration') && user === undefined ? 'There is no such member' : 'Wrong name or password';
    throw new Problem(401, detail, { headers: { 'www-authenticate': 'Bearer' } });
  }
  shop.failedLogins.delete(username);
  const token = randomBytes(24).toString('base64url');
  shop.tokens.set(token, user.id);
  return { status: 200, body: { token, token_type: 'bearer', expires_in: 86_400 } };
}

function refuseLocked(shop: Shop, username: string): void {
  const failed = shop.failedLogins.get(username);
  if (failed === undefined || shop.on('brute-force')) return;
  if (failed.until <= Date.now()) shop.failedLogins.delete(username);
  else if (failed.count >= MAX_FAILED_LOGINS) {
    const seconds = Math.ceil((failed.until - Date.now()) / 1000);
    throw new Problem(429, 'Too many wrong passwords', { headers: { 'retry-after': String(seconds) } });
  }
}

function countFailure(shop: Shop, username: string): void {
  const count = (shop.failedLogins.get(username)?.count ?? 0) + 1;
  shop.failedLogins.set(username, { count, until: Date.now() + LOCKED_SECONDS * 1000 });
}

function changeMe(shop: Shop, call: Call): Reply {
  const user = me(shop, call);
  const { display_name = user.display_name, email = user.email } = checkedBody(call, PROFILE);
  const role = shop.on('self-escalation') && rawMember(call, 'role') === 'admin' ? 'admin' : user.role;
  const changed: User = { ...user, display_name, email, role };
  shop.users.set(user.id, shop.on('update-lost') ? { ...changed, email: user.email } : changed);
  return { status: 200, body: showUser(changed) };
}

function getUser(shop: Shop, call: Call): Reply {
  const asking = shop.on('auth-ignored') ? undefined : authenticate(shop, call);
  const id = idParam(call, 'user_id');
  const user = shop.users.get(id);
  const isAllowed = asking === undefined || asking.id === id || asking.role === 'admin';
  if (user === undefined || !isAllowed) throw new Problem(404, 'There is no such member');
  return { status: 200, body: showUser(user) };
}

function listUsers(shop: Shop, call: Call): Reply {
  if (authenticate(shop, call).role !== 'admin') throw new Problem(403, 'This is for the staff');
  return { status: 200, body: [...shop.users.values()].map(showUser) };
}

function findUser(shop: Shop, username: string): User | undefined {
  return [...shop.users.values()].find((user) => user.username === username);
}

function showUser({ passwordHash: _hash, salt: _salt, ...user }: User): object {
  return user;
}
