import { andThen } from './and-then.ts';
import { type Answer, withHeaders } from './answer.ts';
import type { BodyFailure } from './check-body.ts';
import type { SecurityFailure } from './check-security.ts';
import type { CompiledOperation } from './compiled-operation.ts';
import type { Exchange } from './exchange.ts';
import { isBadPreference, type Preferences, readPreferences } from './preferences.ts';
import { problemAnswer } from './problem.ts';
import { refuse, respondFromDocument, violationHeader } from './respond-from-document.ts';

/** Takes a request through its operation: what it prefers, whether it may, whether it is valid, what it gets. */
export function answerOperation(compiled: CompiledOperation, exchange: Exchange): Answer | Promise<Answer> {
  const { request } = exchange;
  const preferences = readPreferences((name) => request.header(name), request.query);
  if (isBadPreference(preferences)) {
    const { name, value, expected } = preferences;
    return problemAnswer({
      name: 'UNPROCESSABLE_ENTITY',
      detail: `The preference ${name}=${value} is not ${expected}.`,
    });
  }
  const refused = compiled.checkSecurity?.(request);
  if (refused !== undefined) return drained(exchange, compiled, () => refuseCredentials(compiled, exchange, refused));
  const answer =
    compiled.settings.validate === 'off'
      ? drained(exchange, compiled, () => respond(compiled, exchange, preferences))
      : checkAndRespond(compiled, exchange, preferences);
  return preferences.applied === undefined
    ? answer
    : andThen(answer, (value) =>
        withHeaders(value, ['preference-applied', preferences.applied ?? '', 'vary', 'Prefer']),
      );
}

function checkAndRespond(
  compiled: CompiledOperation,
  exchange: Exchange,
  preferences: Preferences,
): Answer | Promise<Answer> {
  const { request, captures } = exchange;
  exchange.violations = compiled.checkParameters({
    captures,
    query: request.query,
    header: (name) => request.header(name),
  });
  if (!request.hasBody && compiled.operation.requestBody === undefined)
    return conclude(compiled, exchange, { preferences });
  return drained(exchange, compiled, (bytes) =>
    andThen(compiled.checkBody(request, bytes), (failure) => {
      exchange.violations = [...exchange.violations, ...(failure?.violations ?? [])];
      return conclude(compiled, exchange, { preferences, failure });
    }),
  );
}

function conclude(
  compiled: CompiledOperation,
  exchange: Exchange,
  found: { preferences: Preferences; failure?: BodyFailure | undefined },
): Answer | Promise<Answer> {
  const { violations } = exchange;
  if (violations.length === 0) return respond(compiled, exchange, found.preferences);
  if (compiled.settings.validate === 'warn') {
    return andThen(respond(compiled, exchange, found.preferences), (answer) =>
      withHeaders(answer, violationHeader(exchange)),
    );
  }
  const kind = found.failure?.kind ?? 'content';
  const detail = violations
    .map(({ message }) => message)
    .slice(0, 3)
    .join('; ');
  const name =
    kind === 'media-type' ? 'INVALID_CONTENT_TYPE' : kind === 'syntax' ? 'BAD_REQUEST' : 'UNPROCESSABLE_ENTITY';
  return refuse(compiled, exchange, {
    kind,
    problem: { name, detail: `${compiled.operation.key}: ${detail}.`, violations },
  });
}

function respond(compiled: CompiledOperation, exchange: Exchange, preferences: Preferences): Answer | Promise<Answer> {
  return respondFromDocument(compiled, exchange, preferences);
}

function refuseCredentials(
  compiled: CompiledOperation,
  exchange: Exchange,
  { status, detail, challenges }: SecurityFailure,
): Answer | Promise<Answer> {
  const name = status === 401 ? 'UNAUTHORIZED' : 'FORBIDDEN';
  const headers = challenges.flatMap((challenge) => ['www-authenticate', challenge]);
  return refuse(compiled, exchange, {
    kind: status === 401 ? 'security' : 'forbidden',
    problem: { name, detail: `${compiled.operation.key}: ${detail}`, headers },
  });
}

const NO_BYTES = new Uint8Array();

/** Reads the body before going on: the log wants it, and the connection stays usable. */
function drained(
  exchange: Exchange,
  compiled: CompiledOperation,
  next: (bytes: Uint8Array) => Answer | Promise<Answer>,
): Answer | Promise<Answer> {
  if (!exchange.request.hasBody) return next(NO_BYTES);
  return exchange.request.body(compiled.settings.maxBodyBytes).then((bytes) => {
    exchange.body = bytes;
    return next(bytes);
  });
}
