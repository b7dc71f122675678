import type { SecurityScheme } from '@mockloop/spec-parser';
import type { Identity } from './identity.ts';

/** What an identity sends for one security scheme. */
export type CredentialParts = Pick<Identity, 'headers' | 'query' | 'cookies'>;

const NONE: CredentialParts = { headers: [], query: [], cookies: [] };

/** Where the value of a credential goes, by the document; `user:password` for Basic. Nothing for what is not sent in a request. */
export function credentialOf(scheme: SecurityScheme, value: string): CredentialParts {
  switch (scheme.type) {
    case 'apiKey':
      return apiKey(scheme.in, scheme.parameterName, value);
    case 'http':
      return {
        ...NONE,
        headers: [['Authorization', `${capitalised(scheme.scheme)} ${httpValue(scheme.scheme, value)}`]],
      };
    case 'oauth2':
    case 'openIdConnect':
      return { ...NONE, headers: [['Authorization', `Bearer ${value}`]] };
    case 'mutualTLS':
      return NONE;
  }
}

function apiKey(place: 'query' | 'header' | 'cookie', name: string, value: string): CredentialParts {
  if (place === 'query') return { ...NONE, query: [[name, value]] };
  if (place === 'cookie') return { ...NONE, cookies: [[name, value]] };
  return { ...NONE, headers: [[name, value]] };
}

function httpValue(scheme: string, value: string): string {
  return scheme.toLowerCase() === 'basic' && value.includes(':') ? Buffer.from(value).toString('base64') : value;
}

function capitalised(scheme: string): string {
  return scheme.charAt(0).toUpperCase() + scheme.slice(1);
}
