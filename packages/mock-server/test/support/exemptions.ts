/** Operations of one document that no mock can answer as its document demands, and why. */
export interface Exemptions {
  /** They touch a reference that leads nowhere, or to another host. */
  readonly unresolved: readonly string[];
  /** No request or no answer meets the document: it contradicts itself. */
  readonly impossible: readonly string[];
  /** They are the token and authorization endpoints of the document's own security schemes: the OAuth RFCs decide what they answer. */
  readonly authorization: readonly string[];
}

const METHODS_OF_AUTHENTICATOR = '/api/v1/authenticators/{authenticatorId}/methods/{methodType}';

const EXEMPTIONS: ReadonlyMap<string, Partial<Exemptions>> = new Map<string, Partial<Exemptions>>([
  ['openapi-3.0/box.json', { authorization: ['GET /authorize', 'POST /oauth2/token', 'POST /oauth2/token#refresh'] }],
  // An integer that must be one of two words.
  ['openapi-2.0/petstore-complete.yaml', { impossible: ['POST /pet/{petId}/uploadImage'] }],
  [
    'openapi-3.0/okta-management.yaml',
    {
      // Two alternatives of a `oneOf` are the base of all others and equal to each other.
      impossible: [
        `GET ${METHODS_OF_AUTHENTICATOR}`,
        `POST ${METHODS_OF_AUTHENTICATOR}/lifecycle/activate`,
        `POST ${METHODS_OF_AUTHENTICATOR}/lifecycle/deactivate`,
        `PUT ${METHODS_OF_AUTHENTICATOR}`,
      ],
    },
  ],
  // Files on another host.
  ['openapi-3.0/remote-refs-mockoon.yaml', { unresolved: ['GET /cache-test', 'GET /ext-ref', 'GET /wrong-ext-ref'] }],
  ['openapi-3.0/ga4gh-drs/data_repository_service.openapi.yaml', { unresolved: ['GET /service-info'] }],
  [
    'openapi-3.0/intercom-2.7-dangling-ref.yaml',
    {
      unresolved: ['POST /phone_call_redirects', 'PUT /conversations/{id}'],
      // A UUID of at most 24 characters.
      impossible: ['POST /conversations'],
    },
  ],
  // An array as a form, which has only names and values.
  ['openapi-3.1/heyapi-full/full.yaml', { impossible: ['PUT /api/v{api-version}/non-ascii-æøåÆØÅöôêÊ字符串'] }],
  // `#/components/…` inside a schema whose `$id` makes it another document: the mock looks in the whole, the judge may not.
  ['openapi-3.1/swagger-parser-petstore-more.yaml', { unresolved: ['GET /pets', 'GET /pets/{petId}'] }],
]);

export function exemptions(name: string): Exemptions {
  return { unresolved: [], impossible: [], authorization: [], ...EXEMPTIONS.get(name) };
}
