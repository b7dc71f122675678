import type { Answer } from '../answer.ts';
import { authenticateClient, type Client } from './authenticate-client.ts';
import { jsonAnswer } from './oauth-answer.ts';
import { DEVICE_CODE, type OAuthCall } from './oauth-call.ts';
import { OAuthError } from './oauth-error.ts';
import type { Grant } from './oauth-memory.ts';
import { requireParameter, requireSound } from './oauth-parameters.ts';
import { startGrant } from './start-grant.ts';

/** In seconds. */
const LIFETIME = 600;
/** Consonants that are hard to mistake (RFC 8628 §6.1). */
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';

/**
 * Starts the authorization of a device (RFC 8628 §3.1). Nobody has to enter the code: the mock's user has allowed it.
 *
 * @throws {OAuthError}
 */
export function answerDeviceAuthorization(call: OAuthCall): Answer {
  const { server, baseUrl, issuerPath, parameters } = call;
  requireSound(parameters);
  if (!server.grantTypes.has(DEVICE_CODE))
    throw new OAuthError('unauthorized_client', 'The document declares no flow for devices.');
  const client = authenticateClient(call);
  const grant = startGrant(call, { clientId: client.id, user: server.username });
  const now = server.now();
  const deviceCode = server.memory.nextId(now);
  server.memory.deviceCodes.set(deviceCode, { grant, expiresAt: now + LIFETIME * 1_000 });
  const userCode = userCodeOf(deviceCode);
  const page = baseUrl + server.endpoints.pathOf(issuerPath, 'verify_device');
  return jsonAnswer(200, {
    device_code: deviceCode,
    user_code: userCode,
    verification_uri: page,
    verification_uri_complete: `${page}?user_code=${userCode}`,
    expires_in: LIFETIME,
    interval: 1,
  });
}

export function answerDevicePage(): Answer {
  const body = 'Nothing is to be done here: the user of the mock has allowed the device already.\n';
  return { status: 200, headers: ['content-type', 'text/plain; charset=utf-8'], body };
}

/**
 * The grant of a device code (RFC 8628 §3.4), which is good once.
 *
 * @throws {OAuthError} `invalid_grant`, `expired_token`.
 */
export function redeemDeviceCode({ server, parameters }: OAuthCall, client: Client): Grant {
  const { deviceCodes } = server.memory;
  const text = requireParameter(parameters, 'device_code');
  const code = deviceCodes.get(text);
  if (code === undefined || code.grant.clientId !== client.id)
    throw new OAuthError('invalid_grant', 'The device code was used before, or not given to this client.');
  deviceCodes.delete(text);
  if (code.expiresAt <= server.now()) throw new OAuthError('expired_token', 'The device code has expired.');
  return code.grant;
}

function userCodeOf(deviceCode: string): string {
  const letters = [...Buffer.from(deviceCode).subarray(0, 8)].map((byte) => LETTERS.charAt(byte % LETTERS.length));
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
}
