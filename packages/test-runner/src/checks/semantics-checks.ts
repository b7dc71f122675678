import type { Check } from '../model/check.ts';

/** What HTTP demands. */
export const SEMANTICS_CHECKS: readonly Check[] = [
  {
    id: 'head-differs',
    title: 'HEAD differs from GET',
    family: 'semantics',
    severity: 'low',
    proof:
      'GET was answered 200 before and after; HEAD with another status, or with another `Content-Type`, `Content-Length`, `ETag` or `Location` than both ' +
      'GETs had (RFC 9110 §9.3.2). That there is no HEAD at all is information, unless the document has it.',
    remedy: 'Answer HEAD as GET, without the body; most servers can do so on their own.',
  },
  {
    id: '405-without-allow',
    title: '405 without Allow',
    family: 'semantics',
    severity: 'low',
    wfc: 962,
    proof: 'A method that the path does not have was answered 405 without an `Allow` field (RFC 9110 §15.5.6).',
    remedy: 'Send `Allow` with the methods of the path.',
  },
  {
    id: 'allow-wrong',
    title: 'Allow that is not true',
    family: 'semantics',
    severity: 'low',
    wfc: 908,
    proof:
      '`Allow` lists a method that is refused with 405 at that very place, or lacks one that was answered 2xx there just before (RFC 9110 §10.2.1).',
    remedy: 'Derive `Allow` from the routes.',
  },
  {
    id: 'unsupported-method-accepted',
    title: 'A method that is not described is accepted',
    family: 'semantics',
    severity: 'low',
    owasp: 'API9:2023',
    proof:
      'A method that the document does not have at a path is answered 2xx, and not at a path that does not exist. DELETE is tried on what was made for it alone; ' +
      'where that is gone afterwards, it is graver.',
    remedy: 'Refuse it with 405, or describe it.',
  },
  {
    id: 'trace-enabled',
    title: 'TRACE shows the request',
    family: 'semantics',
    severity: 'low',
    owasp: 'API8:2023',
    cwe: 693,
    proof: 'TRACE was answered 2xx with a field in the body that was sent with the request.',
    remedy: 'Switch TRACE off.',
  },
  {
    id: 'unauthorized-without-challenge',
    title: '401 without WWW-Authenticate',
    family: 'semantics',
    severity: 'low',
    proof: 'An answer with the status 401 has no `WWW-Authenticate` field (RFC 9110 §15.5.2).',
    remedy: 'Send a challenge, such as `WWW-Authenticate: Bearer`.',
  },
  {
    id: 'created-without-location',
    title: '201 without Location',
    family: 'semantics',
    severity: 'info',
    proof:
      'An answer with the status 201 has no `Location`; what was created is then at the address of the request (RFC 9110 §15.3.2).',
    remedy: 'Say in `Location` where it is.',
  },
  {
    id: 'location-dead',
    title: 'Location that leads nowhere',
    family: 'semantics',
    severity: 'medium',
    proof:
      'A creation answered 201 with a `Location` that answers 404 or 410, also within 300 ms, while what was created can be read by its id, or the document has a ' +
      'GET at that address.',
    remedy: 'Build `Location` from the route that reads the item.',
  },
  {
    id: 'created-by-get',
    title: '201 to a GET',
    family: 'semantics',
    severity: 'low',
    proof: 'GET or HEAD was answered 201 (RFC 9110 §9.2.1).',
    remedy: 'Answer 200, and create by POST or PUT.',
  },
  {
    id: 'safe-method-effect',
    title: 'Reading has an effect',
    family: 'semantics',
    severity: 'medium',
    proof:
      'The same GET was sent several times with nothing else between: what it gave is gone from the second time on, or a whole number in it, which is no time ' +
      'or quota, falls by the same amount each time (RFC 9110 §9.2.1). Numbers that grow, such as views, do not count.',
    remedy: 'Have GET read alone, and give the effect to a POST.',
  },
  {
    id: 'etag-ignored',
    title: 'If-None-Match without effect',
    family: 'semantics',
    severity: 'low',
    proof: 'A GET with the `ETag` of the answer before is answered 200, with that same `ETag` (RFC 9110 §13.1.2).',
    remedy: 'Compare `If-None-Match` with the tag, and answer 304.',
  },
  {
    id: 'etag-unstable',
    title: 'ETag that changes on its own',
    family: 'semantics',
    severity: 'info',
    proof: 'Two GETs gave the same bytes with different tags.',
    remedy: 'Derive the tag from the content or its version.',
  },
  {
    id: 'etag-stale',
    title: 'ETag that does not change',
    family: 'semantics',
    severity: 'medium',
    proof:
      'An item was changed, reading it gives other members, and its `ETag` is the one that it had before (RFC 9110 §8.8.3).',
    remedy: 'Give each version of the content a tag of its own.',
  },
  {
    id: 'if-match-ignored',
    title: 'If-Match without effect',
    family: 'semantics',
    severity: 'low',
    cwe: 362,
    proof:
      'An item has an `ETag`; a change with another one in `If-Match` was answered 2xx and took effect (RFC 9110 §13.1.1). Weak tags count only where the document ' +
      'speaks of `If-Match`, 412 or 428; then it is graver.',
    remedy: 'Refuse changes for other versions with 412.',
  },
  {
    id: 'accept-ignored',
    title: 'A media type that is described and not given',
    family: 'semantics',
    severity: 'low',
    proof:
      'The document has several media types for an answer; asked for one of them alone, the server gives another one, or answers 406.',
    remedy: 'Give what was asked for, or take the media type out of the document.',
  },
  {
    id: 'range-wrong',
    title: 'A range that is not the one asked for',
    family: 'semantics',
    severity: 'low',
    proof:
      'A server that says `Accept-Ranges: bytes` answers a request for the first byte with 206, and with other bytes or a wrong `Content-Range`.',
    remedy: 'Send the bytes that were asked for, or the whole with 200.',
  },
  {
    id: 'time-field-invalid',
    title: 'A field with a time that cannot be read',
    family: 'semantics',
    severity: 'low',
    proof:
      '`Date`, `Last-Modified` or `Retry-After` is neither an HTTP date nor, for the last, whole seconds (RFC 9110 §5.6.7, §10.2.3).',
    remedy: 'Write times as `Sun, 06 Nov 1994 08:49:37 GMT`.',
  },
  {
    id: 'json-not-utf8',
    title: 'JSON that is not UTF-8',
    family: 'semantics',
    severity: 'medium',
    proof: 'The bytes of an answer in JSON are no valid UTF-8 (RFC 8259 §8.1).',
    remedy: 'Encode JSON in UTF-8.',
  },
];
