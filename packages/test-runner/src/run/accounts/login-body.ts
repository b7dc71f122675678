import { getAt, leavesOf, setAt } from '../../succeed/json-value.ts';
import { plainName } from '../../succeed/names.ts';

const PASSWORD = /(^|[a-z])(password|passwd|pwd|passphrase|passcode|pin|pass|secret)$/;
const EMAIL = /mail/;
const LOGIN = /^(username|user|login|loginid|identifier|userid|account|handle|name|principal)$/;

/** Whether a member holds a password, by its name. */
export function isPasswordName(name: string): boolean {
  return PASSWORD.test(plainName(name));
}

/** The passwords in what somebody registers or logs in with. */
export function passwordsIn(body: unknown): readonly string[] {
  return leavesOf(body).flatMap(({ path, value }) =>
    typeof value === 'string' && PASSWORD.test(plainName(path.at(-1) ?? '')) ? [value] : [],
  );
}

/**
 * What somebody who registered logs in with: a form that is like the one the document asks for, filled in with what was registered.
 *
 * @param form An instance of what the operation takes.
 * @param registered The body that was registered with.
 * @returns The likeliest first; none where there is no password in the form.
 */
export function loginBodies(form: unknown, registered: unknown): readonly unknown[] {
  const leaves = leavesOf(form);
  const password = findLeaf(registered, (name) => PASSWORD.test(name));
  if (password === undefined || !leaves.some(({ path }) => PASSWORD.test(plainName(path.at(-1) ?? '')))) return [];
  const names = nameLeaves(registered);
  return names.map((identifier) => {
    let filled = form;
    for (const { path } of leaves) {
      const name = plainName(path.at(-1) ?? '');
      const value = PASSWORD.test(name) ? password : valueFor(name, registered, identifier);
      if (value !== undefined) filled = setAt(filled, path, value);
    }
    return filled;
  });
}

function valueFor(name: string, registered: unknown, identifier: unknown): unknown {
  if (name === 'granttype') return 'password';
  const same = findLeaf(registered, (other) => other === name);
  if (same !== undefined && !LOGIN.test(name)) return same;
  if (EMAIL.test(name)) return findLeaf(registered, (other) => EMAIL.test(other)) ?? identifier;
  return LOGIN.test(name) ? identifier : undefined;
}

/** What names somebody uniquely: user names first, then addresses. */
function nameLeaves(registered: unknown): readonly unknown[] {
  const found = [/^(username|login|loginid|userid|handle)$/, EMAIL, LOGIN].flatMap(
    (pattern) => findLeaf(registered, (name) => pattern.test(name)) ?? [],
  );
  return [...new Set(found)].slice(0, 2);
}

function findLeaf(value: unknown, fits: (name: string) => boolean): unknown {
  return leavesOf(value).find(({ path, value: leaf }) => typeof leaf === 'string' && fits(plainName(path.at(-1) ?? '')))
    ?.value;
}

/** A body whose password is one that most rules for passwords let through, where the document takes it. */
export function withPassword(body: unknown, password: string, isValid: (value: unknown) => boolean): unknown {
  let changed = body;
  for (const { path, value } of leavesOf(body)) {
    if (typeof value !== 'string' || !PASSWORD.test(plainName(path.at(-1) ?? ''))) continue;
    const next = setAt(changed, path, password);
    if (isValid(next)) changed = next;
  }
  // What is to be typed twice has to be the same twice.
  const first = findLeaf(changed, (name) => PASSWORD.test(name));
  for (const { path } of leavesOf(changed))
    if (/confirm|repeat|again/.test(plainName(path.at(-1) ?? '')) && typeof getAt(changed, path) === 'string')
      changed = setAt(changed, path, first);
  return changed;
}
