import type { Answer, AnswerDecision } from '../answer.ts';
import { answerAuthorizationRequest } from './authorization-endpoint.ts';
import { answerDeviceAuthorization, answerDevicePage } from './device-authorization.ts';
import { answerEndSession } from './end-session-endpoint.ts';
import { errorAnswer } from './oauth-answer.ts';
import type { OAuthCall } from './oauth-call.ts';
import type { EndpointKind } from './oauth-endpoints.ts';
import { OAuthError } from './oauth-error.ts';
import { type OAuthParameters, parametersOf, readBodyParameters } from './oauth-parameters.ts';
import { answerKeys, answerMetadata } from './server-metadata.ts';
import { answerTokenRequest } from './token-endpoint.ts';
import { answerIntrospection, answerRevocation } from './token-management.ts';
import { answerUserinfo } from './userinfo-endpoint.ts';

const ANSWERS: Record<EndpointKind, (call: OAuthCall) => Answer | Promise<Answer>> = {
  metadata: answerMetadata,
  jwks: answerKeys,
  authorize: answerAuthorizationRequest,
  token: answerTokenRequest,
  device: answerDeviceAuthorization,
  verify_device: answerDevicePage,
  userinfo: answerUserinfo,
  revoke: answerRevocation,
  introspect: answerIntrospection,
  end_session: answerEndSession,
};

type UnreadCall = Omit<OAuthCall, 'parameters'>;

/** Answers a request to an endpoint; what is wrong with it is told as the RFCs of OAuth have it. */
export async function answerOAuthCall(kind: EndpointKind, call: UnreadCall, body: Uint8Array): Promise<Answer> {
  const decision: AnswerDecision = { by: 'mock', why: `the OAuth endpoint "${kind}" of the security schemes` };
  try {
    return { ...(await ANSWERS[kind]({ ...call, parameters: readParameters(call, body) })), decision };
  } catch (error) {
    if (error instanceof OAuthError) return { ...errorAnswer(error), decision };
    throw error;
  }
}

function readParameters({ request }: UnreadCall, body: Uint8Array): OAuthParameters {
  return request.method === 'POST'
    ? readBodyParameters(request.header('content-type'), body)
    : parametersOf(request.query);
}
