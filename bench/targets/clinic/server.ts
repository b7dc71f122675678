import type { Call, Reply } from '../call.ts';
import { Problem } from '../problem.ts';
import { createRoutes, type Route } from '../routes.ts';
import { type Served, serve } from '../serve.ts';
import { appointmentRoutes } from './appointments.ts';
import { patientRoutes } from './patients.ts';
import { sessionRoutes, signToken } from './sessions.ts';
import { type Clinic, createClinic, practiceOf, unauthorized } from './state.ts';
import { visitRoutes } from './visits.ts';

const DOCTORS = [
  { name: 'Dr. Amsel', field: 'general' },
  { name: 'Dr. Fink', field: 'eyes' },
  { name: 'Dr. Star', field: 'skin' },
];

export interface ClinicOptions {
  readonly faults: ReadonlySet<string>;
  readonly port: number;
}

export interface ServedClinic extends Served {
  /** What each practice sends to be known. */
  readonly identities: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Serves the clinic on loopback. */
export async function startClinic({ faults, port }: ClinicOptions): Promise<ServedClinic> {
  const clinic = createClinic(faults);
  const routes: readonly Route[] = [
    ...patientRoutes(clinic),
    ...visitRoutes(clinic),
    ...appointmentRoutes(clinic),
    ...sessionRoutes(clinic),
    ['GET', '/doctors', (call) => listDoctors(clinic, call)],
    ['GET', '/reports/summary', (call) => getSummary(clinic, call)],
  ];
  const answer = createRoutes(routes, {
    allow: (template, methods) =>
      clinic.on('wrong-allow') && template === '/doctors' ? 'GET, HEAD, POST, DELETE, OPTIONS' : methods.join(', '),
    head: (template, reply) =>
      clinic.on('head-differs') && template === '/patients/{patient_id}'
        ? { status: reply.status, headers: { 'content-type': 'text/html' }, text: '' }
        : reply,
  });
  const served = await serve({ port, answer });
  const identities = [...clinic.keys].map(([key, practice]) => {
    return [practice, { 'x-api-key': key, authorization: `Bearer ${signToken(clinic, practice)}` }] as const;
  });
  return { ...served, identities: Object.fromEntries(identities) };
}

function listDoctors(clinic: Clinic, call: Call): Reply {
  const key = call.headers['x-api-key'];
  if (!clinic.on('auth-garbage')) practiceOf(clinic, call);
  else if (key === undefined || key === '') throw unauthorized('ApiKey');
  return { status: 200, body: DOCTORS };
}

function getSummary(clinic: Clinic, call: Call): Reply {
  const practice = clinic.on('auth-ignored') ? undefined : practiceOf(clinic, call);
  const count = (all: ReadonlyMap<string, { readonly practice: string }>): number =>
    [...all.values()].filter((item) => practice === undefined || item.practice === practice).length;
  const patients = count(clinic.patients);
  const appointments = count(clinic.appointments);
  const type = preferred(call.headers.accept ?? '*/*');
  if (type === undefined) throw new Problem(406, 'There is JSON and CSV');
  if (type === 'application/json') {
    const headers: Record<string, string> = clinic.on('content-type-undeclared') ? { 'content-type': 'text/json' } : {};
    return { status: 200, headers, body: { patients, appointments } };
  }
  const lines = ['patients,appointments', `${patients},${appointments}`, ''];
  return { status: 200, headers: { 'content-type': 'text/csv; charset=utf-8' }, text: lines.join('\r\n') };
}

function preferred(accept: string): string | undefined {
  const ranges = accept.split(',').map((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    return { type, quality: quality === undefined ? 1 : Number(quality) };
  });
  const qualityOf = (offer: string): number => {
    const [family] = offer.split('/');
    const best = [offer, `${family}/*`, '*/*'].map((wanted) => ranges.find(({ type }) => type === wanted));
    return best.find((range) => range !== undefined)?.quality ?? 0;
  };
  const offers = ['application/json', 'text/csv'].filter((offer) => qualityOf(offer) > 0);
  return offers.toSorted((a, b) => qualityOf(b) - qualityOf(a))[0];
}
