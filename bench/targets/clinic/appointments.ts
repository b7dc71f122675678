import { randomUUID } from 'node:crypto';
import { type Call, checkedBody, param, queryInteger, queryText, type Reply } from '../call.ts';
import { type Check, integer, nullable, object, optional, text } from '../check.ts';
import { Problem } from '../problem.ts';
import type { Route } from '../routes.ts';
import { type Appointment, type Clinic, keepAppointment, practiceOf } from './state.ts';

type NewAppointment = Omit<Appointment, 'id' | 'practice'>;

export function appointmentRoutes(clinic: Clinic): readonly Route[] {
  return [
    ['GET', '/appointments', (call) => listAppointments(clinic, call)],
    ['POST', '/appointments', (call) => createAppointment(clinic, call)],
    ['GET', '/appointments/{appointment_id}', (call) => getAppointment(clinic, call)],
    ['PUT', '/appointments/{appointment_id}', (call) => replaceAppointment(clinic, call)],
    ['DELETE', '/appointments/{appointment_id}', (call) => deleteAppointment(clinic, call)],
  ];
}

function listAppointments(clinic: Clinic, call: Call): Reply {
  const practice = practiceOf(clinic, call);
  const max = clinic.on('page-size') ? Number.MAX_SAFE_INTEGER : 100;
  const limit = queryInteger(call, 'limit', { min: 1, max, fallback: 20 });
  const offset = queryInteger(call, 'offset', { min: 0, max: 1_000_000, fallback: 0 });
  const doctor = queryText(call, 'doctor', { max: 60 });
  const from = queryText(call, 'from', { format: 'date-time' });
  const start = offset > 0 && clinic.on('page-loses') ? offset + 1 : offset;
  const found = appointmentsOf(clinic, practice, doctor).filter(
    ({ starts_at }) =>
      from === undefined || clinic.on('date-filter-ignored') || Date.parse(starts_at) >= Date.parse(from),
  );
  return { status: 200, body: { items: found.slice(start, start + limit).map(show), total: found.length } };
}

function appointmentsOf(clinic: Clinic, practice: string, doctor: string | undefined): readonly Appointment[] {
  const own = [...clinic.appointments.values()].filter((appointment) => appointment.practice === practice);
  if (doctor === undefined) return own;
  if (!clinic.on('sqli-error')) return own.filter((appointment) => appointment.doctor === doctor);
  const rows = clinic.database.prepare(`SELECT id FROM appointments WHERE doctor = '${doctor}'`).all();
  const ids = new Set(rows.map(({ id }) => id));
  return own.filter(({ id }) => ids.has(id));
}

function newAppointment(clinic: Clinic): Check<NewAppointment> {
  const reason = optional(text({ max: 200 }));
  return object({
    doctor: text({ min: 1, max: 60 }),
    starts_at: text({ format: 'date-time' }),
    duration_minutes: DURATION,
    reason: clinic.on('null-accepted') ? (optional(nullable(reason)) as typeof reason) : reason,
    room: optional(nullable(text({ max: 20 }))),
  });
}

const DURATION: Check<number> = {
  find: (value, pointer) =>
    typeof value === 'number' && value % 5 !== 0
      ? [{ pointer, message: 'must be a multiple of 5' }]
      : integer(5, 240).find(value, pointer),
};

function createAppointment(clinic: Clinic, call: Call): Reply {
  const practice = practiceOf(clinic, call);
  const body = known(checkedBody(call, newAppointment(clinic)));
  const id = randomUUID();
  const appointment = { ...body, id, practice, reason: body.reason ?? undefined };
  if (!clinic.on('created-not-readable')) keepAppointment(clinic, appointment);
  return { status: 201, headers: { location: `/appointments/${id}` }, body: show(appointment) };
}

function getAppointment(clinic: Clinic, call: Call): Reply {
  const practice = practiceOf(clinic, call);
  const ghost = clinic.on('use-after-delete') ? clinic.ghosts.get(param(call, 'appointment_id')) : undefined;
  const appointment = ghost?.practice === practice ? ghost : find(clinic, call);
  const shown = show(appointment);
  const starts_at = appointment.starts_at.replace('T', ' ').slice(0, 16);
  return { status: 200, body: clinic.on('date-answered-wrong') ? { ...shown, starts_at } : shown };
}

function replaceAppointment(clinic: Clinic, call: Call): Reply {
  const { id, practice, ...before } = find(clinic, call);
  const body = known(checkedBody(call, replacement(clinic)));
  const duration_minutes = Number(body.duration_minutes);
  const kept = clinic.on('put-merges') ? before : {};
  const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
  const replaced = { ...kept, ...(given as NewAppointment), duration_minutes, id, practice };
  keepAppointment(clinic, replaced);
  return { status: 200, body: show(replaced) };
}

function replacement(clinic: Clinic): Check<NewAppointment> {
  const whole = newAppointment(clinic);
  if (!clinic.on('type-not-enforced')) return whole;
  return { find: (value, pointer) => whole.find(withNumber(value), pointer) };
}

function withNumber(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('duration_minutes' in value)) return value;
  const { duration_minutes } = value;
  return typeof duration_minutes === 'string' ? { ...value, duration_minutes: Number(duration_minutes) } : value;
}

function deleteAppointment(clinic: Clinic, call: Call): Reply {
  const appointment = find(clinic, call);
  clinic.appointments.delete(appointment.id);
  clinic.database.prepare('DELETE FROM appointments WHERE id = ?').run(appointment.id);
  clinic.ghosts.set(appointment.id, appointment);
  return { status: 204 };
}

function find(clinic: Clinic, call: Call): Appointment {
  const practice = practiceOf(clinic, call);
  const appointment = clinic.appointments.get(param(call, 'appointment_id'));
  if (appointment === undefined || appointment.practice !== practice)
    throw new Problem(404, 'There is no such appointment');
  return appointment;
}

function known({ doctor, starts_at, duration_minutes, reason, room }: NewAppointment): NewAppointment {
  return { doctor, starts_at, duration_minutes, reason, room };
}

function show({ practice: _practice, ...appointment }: Appointment): object {
  return appointment;
}
