import { randomUUID } from 'node:crypto';
import { type Call, checkedBody, param, queryInteger, queryText, type Reply, rawMember } from '../call.ts';
import { type Check, list, nullable, object, optional, text } from '../check.ts';
import { Problem } from '../problem.ts';
import type { Route } from '../routes.ts';
import { type Clinic, keepPatient, type Patient, practiceOf } from './state.ts';

const MERGE_PATCH = ['application/merge-patch+json'];
const EMAIL = text({ format: 'email' });
const PHONE = text({ pattern: /^\+[0-9]{6,15}$/ });
const ALLERGIES = list(text({ min: 1, max: 40 }), { max: 10 });
const CHANGE = object({
  name: optional(text({ min: 1, max: 100 })),
  born: optional(text({ format: 'date' })),
  email: optional(nullable(EMAIL)),
  phone: optional(nullable(PHONE)),
  allergies: optional(nullable(ALLERGIES)),
});

type NewPatient = Pick<Patient, 'name' | 'born' | 'email' | 'phone' | 'allergies'>;

export function patientRoutes(clinic: Clinic): readonly Route[] {
  return [
    ['GET', '/patients', (call) => listPatients(clinic, call)],
    ['POST', '/patients', (call) => createPatient(clinic, call)],
    ['GET', '/patients/search', (call) => searchPatients(clinic, call)],
    ['GET', '/patients/{patient_id}', (call) => getPatient(clinic, call)],
    ['PUT', '/patients/{patient_id}', (call) => replacePatient(clinic, call)],
    ['PATCH', '/patients/{patient_id}', (call) => changePatient(clinic, call)],
    ['DELETE', '/patients/{patient_id}', (call) => deletePatient(clinic, call)],
  ];
}

/** A patient of the practice that asks. @throws {Problem} 401 or 404. */
export function findPatient(clinic: Clinic, call: Call): Patient {
  const practice = practiceOf(clinic, call);
  const patient = clinic.patients.get(param(call, 'patient_id'));
  if (patient === undefined || patient.practice !== practice) throw new Problem(404, 'There is no such patient');
  return patient;
}

function listPatients(clinic: Clinic, call: Call): Reply {
  const practice = practiceOf(clinic, call);
  const limit = queryInteger(call, 'limit', { min: 1, max: 50, fallback: 10 });
  const cursor = queryText(call, 'cursor', { max: 64 });
  const start = cursor === undefined ? 0 : readCursor(cursor);
  const deleted = clinic.on('deleted-still-listed') ? clinic.deletedPatients : [];
  const all = [...clinic.patients.values(), ...deleted].filter((patient) => patient.practice === practice);
  const end = start + limit;
  const next = clinic.on('page-repeats') && limit > 1 ? end - 1 : end;
  const next_cursor = end < all.length ? Buffer.from(`p${next}`).toString('base64url') : null;
  return { status: 200, body: { items: all.slice(start, end).map(show), next_cursor } };
}

function readCursor(cursor: string): number {
  const [, start] = /^p(\d{1,9})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (start === undefined) throw new Problem(400, 'This is no cursor of ours');
  return Number(start);
}

function searchPatients(clinic: Clinic, call: Call): Reply {
  const practice = practiceOf(clinic, call);
  const name = queryText(call, 'name', { max: 100 });
  if (name === undefined) throw new Problem(400, 'Give a name');
  return {
    status: 200,
    body: clinic.on('sqli-boolean') ? unsafeSearch(clinic, practice, name) : search(clinic, practice, name),
  };
}

function search(clinic: Clinic, practice: string, name: string): unknown {
  return clinic.database
    .prepare('SELECT id, name FROM patients WHERE practice = ? AND name = ? ORDER BY rowid')
    .all(practice, name);
}

function unsafeSearch(clinic: Clinic, practice: string, name: string): unknown {
  try {
    return clinic.database
      .prepare(`SELECT id, name FROM patients WHERE practice = '${practice}' AND name = '${name}'`)
      .all();
  } catch {
    return [];
  }
}

function newPatient(clinic: Clinic): Check<NewPatient> {
  return object({
    name: text({ min: 1, max: 100 }),
    born: text(clinic.on('format-not-enforced') ? {} : { format: 'date' }),
    email: optional(EMAIL),
    phone: optional(PHONE),
    allergies: optional(ALLERGIES),
  });
}

function createPatient(clinic: Clinic, call: Call): Reply {
  const practice = practiceOf(clinic, call);
  const body = checkedBody(call, newPatient(clinic));
  if (clinic.on('crash-on-empty-list')) firstOf(body.allergies);
  const id = randomUUID();
  const is_verified = clinic.on('mass-assignment') && rawMember(call, 'is_verified') === true;
  const record = { id, practice, version: 1, is_verified, created_at: new Date().toISOString() };
  return stored(clinic, { ...known(body), ...record }, { status: 201, headers: { location: `/patients/${id}` } });
}

function firstOf(items: readonly string[] | undefined): void {
  if (items?.length === 0) throw new RangeError('Reduce of empty array with no initial value');
}

function getPatient(clinic: Clinic, call: Call): Reply {
  const patient = clinic.on('bola-read') ? anyPatient(clinic, call) : findPatient(clinic, call);
  const headers = { etag: etagOf(patient), 'cache-control': 'private, no-cache' };
  const isKnown = matches(call.headers['if-none-match'], patient);
  if (isKnown && !clinic.on('if-none-match-ignored')) return { status: 304, headers };
  return { status: 200, headers, body: show(patient) };
}

function anyPatient(clinic: Clinic, call: Call): Patient {
  practiceOf(clinic, call);
  const patient = clinic.patients.get(param(call, 'patient_id'));
  if (patient === undefined) throw new Problem(404, 'There is no such patient');
  return patient;
}

function replacePatient(clinic: Clinic, call: Call): Reply {
  const patient = findPatient(clinic, call);
  const body = checkedBody(call, newPatient(clinic));
  if (!clinic.on('if-match-ignored')) requireVersion(call, patient);
  const { id, practice, version, is_verified, created_at } = patient;
  const kept = { id, practice, version: version + 1, is_verified, created_at };
  return stored(clinic, { ...known(body), ...kept }, { status: 200 });
}

function changePatient(clinic: Clinic, call: Call): Reply {
  const patient = findPatient(clinic, call);
  const change = checkedBody(call, CHANGE, MERGE_PATCH);
  requireVersion(call, patient);
  const { id, practice, version, is_verified, created_at, name, born } = patient;
  const kept = { id, practice, is_verified, created_at, name, born, version: version + 1 };
  const merged = {
    ...(clinic.on('patch-replaces') ? kept : { ...patient, ...kept }),
    ...definedMembers(known(change)),
  };
  return stored(clinic, merged, { status: 200 });
}

// Null takes a member away (RFC 7396), and so does undefined in JSON.
function definedMembers(change: ReturnType<typeof known<Change>>): Partial<NewPatient> {
  const members = Object.entries(change).filter(([, value]) => value !== undefined);
  return Object.fromEntries(members.map(([name, value]) => [name, value ?? undefined]));
}

type Change = { readonly [K in keyof NewPatient]?: NewPatient[K] | null | undefined };

function deletePatient(clinic: Clinic, call: Call): Reply {
  const patient = findPatient(clinic, call);
  clinic.patients.delete(patient.id);
  clinic.deletedPatients.push(patient);
  clinic.database.prepare('DELETE FROM patients WHERE id = ?').run(patient.id);
  for (const visit of clinic.visits.values()) if (visit.patient_id === patient.id) clinic.visits.delete(visit.id);
  return { status: 204 };
}

function requireVersion(call: Call, patient: Patient): void {
  const wanted = call.headers['if-match'];
  if (wanted !== undefined && !matches(wanted, patient)) throw new Problem(412, 'The record has changed meanwhile');
}

function matches(field: string | undefined, patient: Patient): boolean {
  const tags = field?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
  return tags.includes('*') || tags.includes(etagOf(patient));
}

function etagOf({ id, version }: Patient): string {
  return `"${id.slice(0, 8)}-${version}"`;
}

function stored(clinic: Clinic, patient: Patient, reply: Reply): Reply {
  keepPatient(clinic, patient);
  return { ...reply, headers: { ...reply.headers, etag: etagOf(patient) }, body: show(patient) };
}

function known<T extends Change>(body: T): Pick<T, keyof NewPatient> {
  const { name, born, email, phone, allergies } = body;
  return { name, born, email, phone, allergies };
}

function show({ practice: _practice, version: _version, ...patient }: Patient): object {
  return patient;
}
