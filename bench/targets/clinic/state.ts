import { randomBytes, randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import type { Call } from '../call.ts';
import { Problem } from '../problem.ts';
import type { ClinicFault } from './faults.ts';

export interface Patient {
  readonly id: string;
  readonly practice: string;
  readonly version: number;
  readonly name: string;
  readonly born: string;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly allergies?: readonly string[] | undefined;
  readonly is_verified: boolean;
  readonly created_at: string;
}

export interface Visit {
  readonly id: string;
  readonly patient_id: string;
  readonly reason: string;
  readonly notes: string;
  readonly cost?: number | undefined;
  readonly noted_at: string;
}

export interface Appointment {
  readonly id: string;
  readonly practice: string;
  readonly doctor: string;
  readonly starts_at: string;
  readonly duration_minutes: number;
  readonly reason?: string | undefined;
  readonly room?: string | null | undefined;
}

/** All that the clinic remembers, and which of its faults are switched on. */
export interface Clinic {
  readonly on: (fault: ClinicFault) => boolean;
  readonly keys: ReadonlyMap<string, string>;
  readonly jwtKey: string;
  readonly patients: Map<string, Patient>;
  readonly deletedPatients: Patient[];
  readonly visits: Map<string, Visit>;
  readonly appointments: Map<string, Appointment>;
  readonly ghosts: Map<string, Appointment>;
  readonly database: DatabaseSync;
}

/** A clinic with two practices, `north` and `south`, some patients and some appointments each. */
export function createClinic(faults: ReadonlySet<string>): Clinic {
  const on = (fault: ClinicFault): boolean => faults.has(fault);
  const clinic: Clinic = {
    on,
    keys: new Map(['north', 'south'].map((practice) => [randomBytes(16).toString('hex'), practice])),
    jwtKey: on('jwt-weak-key') ? 'secret123' : randomBytes(32).toString('base64'),
    patients: new Map(),
    deletedPatients: [],
    visits: new Map(),
    appointments: new Map(),
    ghosts: new Map(),
    database: openDatabase(),
  };
  for (const practice of clinic.keys.values()) seed(clinic, practice);
  return clinic;
}

/** The practice whose key it is. @throws {Problem} 401. */
export function practiceOf(clinic: Clinic, call: Call): string {
  const key = call.headers['x-api-key'];
  const practice = typeof key === 'string' ? clinic.keys.get(key) : undefined;
  if (practice === undefined) throw unauthorized('ApiKey');
  return practice;
}

export function unauthorized(scheme: string): Problem {
  return new Problem(401, 'Who asks is not known', { headers: { 'www-authenticate': `${scheme} realm="clinic"` } });
}

/** Keeps a patient, also where names are looked up. */
export function keepPatient(clinic: Clinic, patient: Patient): void {
  clinic.patients.set(patient.id, patient);
  clinic.database
    .prepare('INSERT OR REPLACE INTO patients (id, practice, name) VALUES (?, ?, ?)')
    .run(patient.id, patient.practice, patient.name);
}

/** Keeps an appointment, also where doctors are looked up. */
export function keepAppointment(clinic: Clinic, appointment: Appointment): void {
  clinic.appointments.set(appointment.id, appointment);
  clinic.database
    .prepare('INSERT OR REPLACE INTO appointments (id, practice, doctor) VALUES (?, ?, ?)')
    .run(appointment.id, appointment.practice, appointment.doctor);
}

function openDatabase(): DatabaseSync {
  const database = new DatabaseSync(':memory:');
  database.exec('CREATE TABLE patients (id TEXT PRIMARY KEY, practice TEXT, name TEXT)');
  database.exec('CREATE TABLE appointments (id TEXT PRIMARY KEY, practice TEXT, doctor TEXT)');
  return database;
}

function seed(clinic: Clinic, practice: string): void {
  const created_at = new Date().toISOString();
  for (const name of ['Ida Brandt', 'Jon Ek', 'Mara Silva', 'Piet Vos']) {
    const record = { name, born: '1984-02-29', is_verified: true, created_at };
    keepPatient(clinic, { id: randomUUID(), practice, version: 1, ...record });
  }
  for (const [index, doctor] of ['Dr. Amsel', 'Dr. Fink', 'Dr. Amsel', 'Dr. Star', 'Dr. Fink'].entries()) {
    const starts_at = `2027-0${index + 1}-11T09:00:00Z`;
    keepAppointment(clinic, { id: randomUUID(), practice, doctor, starts_at, duration_minutes: 20 });
  }
}
