import { randomUUID } from 'node:crypto';
import { type Call, checkedBody, param, type Reply } from '../call.ts';
import { type Check, object, optional, text } from '../check.ts';
import { Problem } from '../problem.ts';
import type { Route } from '../routes.ts';
import { findPatient } from './patients.ts';
import { type Clinic, practiceOf, type Visit } from './state.ts';

const COST: Check<number> = {
  find: (value, pointer) =>
    typeof value === 'number' && value >= 0 && value < 100_000
      ? []
      : [{ pointer, message: 'must be from 0 to 100000' }],
};

export function visitRoutes(clinic: Clinic): readonly Route[] {
  return [
    ['GET', '/patients/{patient_id}/visits', (call) => listVisits(clinic, call)],
    ['POST', '/patients/{patient_id}/visits', (call) => createVisit(clinic, call)],
    ['GET', '/patients/{patient_id}/visits/{visit_id}', (call) => getVisit(clinic, call)],
    ['PUT', '/patients/{patient_id}/visits/{visit_id}', (call) => replaceVisit(clinic, call)],
    ['DELETE', '/patients/{patient_id}/visits/{visit_id}', (call) => deleteVisit(clinic, call)],
  ];
}

interface NewVisit {
  readonly reason: string;
  readonly notes?: string | undefined;
  readonly cost?: number | undefined;
}

function newVisit({
  max = 200,
  isClosed = true,
}: {
  readonly max?: number;
  readonly isClosed?: boolean;
}): Check<NewVisit> {
  const members = { reason: text({ min: 1, max }), notes: optional(text({ max: 2000 })), cost: optional(COST) };
  return object(members, { isClosed });
}

function listVisits(clinic: Clinic, call: Call): Reply {
  const patient = findPatient(clinic, call);
  const reason = call.headers['x-access-reason'];
  const length = typeof reason === 'string' ? reason.length : 0;
  const isGiven = length >= 3 && length <= 80;
  if (!isGiven && !clinic.on('required-header-ignored')) throw new Problem(400, 'Say why the record is opened');
  return { status: 200, body: [...clinic.visits.values()].filter(({ patient_id }) => patient_id === patient.id) };
}

function createVisit(clinic: Clinic, call: Call): Reply {
  const patient = findPatient(clinic, call);
  const max = clinic.on('length-not-enforced') ? Number.POSITIVE_INFINITY : 200;
  const { reason, notes = '', cost } = checkedBody(call, newVisit({ max }));
  const id = randomUUID();
  const visit: Visit = { id, patient_id: patient.id, reason, notes, cost, noted_at: new Date().toISOString() };
  clinic.visits.set(id, visit);
  return { status: 201, headers: { location: `/patients/${patient.id}/visits/${id}` }, body: visit };
}

function getVisit(clinic: Clinic, call: Call): Reply {
  const visit = clinic.on('bola-hierarchy') ? visitOfPractice(clinic, call) : findVisit(clinic, call);
  return { status: 200, body: clinic.on('null-answered') ? { ...visit, notes: visit.notes || null } : visit };
}

function visitOfPractice(clinic: Clinic, call: Call): Visit {
  const { practice } = findPatient(clinic, call);
  const visit = clinic.visits.get(param(call, 'visit_id'));
  if (visit === undefined || clinic.patients.get(visit.patient_id)?.practice !== practice) throw missing();
  return visit;
}

function replaceVisit(clinic: Clinic, call: Call): Reply {
  const visit = findVisit(clinic, call);
  const body = checkedBody(call, newVisit({ isClosed: !clinic.on('unknown-accepted') }));
  const { id, patient_id, noted_at } = visit;
  const { reason, notes = '', cost } = body;
  const all = clinic.on('put-not-idempotent') ? `${visit.notes}\n${notes}` : notes;
  const replaced = { id, patient_id, noted_at, reason, notes: all, cost };
  clinic.visits.set(id, replaced);
  return { status: 200, body: replaced };
}

function deleteVisit(clinic: Clinic, call: Call): Reply {
  const visit = clinic.on('bola-write') ? anyVisit(clinic, call) : findVisit(clinic, call);
  clinic.visits.delete(visit.id);
  return { status: 204 };
}

function anyVisit(clinic: Clinic, call: Call): Visit {
  practiceOf(clinic, call);
  const visit = clinic.visits.get(param(call, 'visit_id'));
  if (visit === undefined) throw missing();
  return visit;
}

function findVisit(clinic: Clinic, call: Call): Visit {
  const patient = findPatient(clinic, call);
  const visit = clinic.visits.get(param(call, 'visit_id'));
  if (visit === undefined || visit.patient_id !== patient.id) throw missing();
  return visit;
}

function missing(): Problem {
  return new Problem(404, 'There is no such visit');
}
