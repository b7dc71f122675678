import { createHash } from 'node:crypto';
import { escapeHtml } from '../admin/escape-html.ts';
import type { Answer } from '../answer.ts';
import { NO_STORE } from './oauth-answer.ts';
import type { OAuthCall } from './oauth-call.ts';
import { readRedirectUri } from './redirect-uri.ts';

/** Where and how the outcome of an authorization request is sent. */
export interface ResponseTarget {
  readonly redirectUri: string;
  readonly mode: 'query' | 'fragment' | 'form_post';
  /** With every outcome: the client's state, and who answers (RFC 9207). */
  readonly common: Readonly<Record<string, string>>;
  readonly status: 302 | 303;
}

/** @throws {OAuthError} `invalid_request` for a redirect URI that nothing may be sent to. */
export function readResponseTarget({ parameters, issuer, request }: OAuthCall): ResponseTarget {
  const redirectUri = readRedirectUri(parameters, 'redirect_uri');
  const state = parameters.unsound.has('state') ? undefined : parameters.get('state');
  const common = { ...(state !== undefined && { state }), iss: issuer };
  // A form that was posted here must not be posted on (RFC 9700 §4.12).
  const status = request.method === 'POST' ? 303 : 302;
  return { redirectUri, mode: modeOf(parameters), common, status };
}

/** As the client asked, else as its response type has it (OAuth 2.0 Multiple Response Types §2.1). */
function modeOf(parameters: OAuthCall['parameters']): ResponseTarget['mode'] {
  const asked = parameters.get('response_mode');
  if (asked === 'fragment' || asked === 'form_post') return asked;
  return /\btoken\b|\bid_token\b/.test(parameters.get('response_type') ?? '') ? 'fragment' : 'query';
}

export function authorizationResponse(target: ResponseTarget, outcome: Readonly<Record<string, string>>): Answer {
  const parameters = { ...outcome, ...target.common };
  if (target.mode === 'form_post') return formPost(target.redirectUri, parameters);
  return redirectAnswer(target.status, withParameters(target, new URLSearchParams(parameters).toString()));
}

export function redirectAnswer(status: 302 | 303, location: string): Answer {
  return { status, headers: ['location', location, ...NO_STORE, 'referrer-policy', 'no-referrer'], body: '' };
}

function withParameters({ redirectUri, mode }: ResponseTarget, parameters: string): string {
  if (mode === 'fragment') return `${redirectUri}#${parameters}`;
  return `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${parameters}`;
}

const SUBMIT = 'document.forms[0].submit()';
const SUBMIT_HASH: string = createHash('sha256').update(SUBMIT).digest('base64');

/** A page that sends itself on (OAuth 2.0 Form Post Response Mode). */
function formPost(redirectUri: string, parameters: Readonly<Record<string, string>>): Answer {
  const inputs = Object.entries(parameters).map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Continue</title></head><body><form method="post" action="${escapeHtml(redirectUri)}">${inputs.join('')}<noscript><button>Continue</button></noscript></form><script>${SUBMIT}</script></body></html>`;
  const headers = [
    ...['content-type', 'text/html; charset=utf-8', ...NO_STORE, 'referrer-policy', 'no-referrer'],
    ...['content-security-policy', `default-src 'none'; script-src 'sha256-${SUBMIT_HASH}'`],
  ];
  return { status: 200, headers, body };
}
