import type { Check } from '../model/check.ts';

/** What answers must be by the document. */
export const CONTRACT_CHECKS: readonly Check[] = [
  {
    id: 'server-error',
    title: 'Server error',
    family: 'contract',
    severity: 'high',
    soft: true,
    wfc: 100,
    cwe: 755,
    proof:
      'A request is answered with 500 or above, and again each time it is repeated, while the canary shows that the server is well. 501, and 503 that ' +
      'announces when to come back, do not count.',
    remedy:
      'Find the exception behind it. What the client sent wrongly is to be answered with 4xx; everything else has to work.',
  },
  {
    id: 'undeclared-status',
    title: 'Status that the document does not have',
    family: 'contract',
    severity: 'medium',
    wfc: 101,
    proof:
      'The status is none of the responses of the operation, nor of a range or `default`. Undeclared 4xx are information only; 304, 206, 412 and 416 ' +
      'that were asked for are none.',
    remedy: 'Add the response to the document, or answer with one that it has.',
  },
  {
    id: 'response-schema',
    title: 'Body of an answer that breaks its schema',
    family: 'contract',
    severity: 'medium',
    soft: true,
    wfc: 101,
    proof:
      'The body was read as its media type says and does not validate against the schema of the response. `writeOnly` members are not asked for.',
    remedy: 'Make the server send what the schema says at the place that is named, or correct the schema there.',
  },
  {
    id: 'content-type',
    title: 'Media type that the document does not have',
    family: 'contract',
    severity: 'medium',
    wfc: 101,
    proof: 'An answer with a body has no `Content-Type`, or one that none of the media types of the response covers.',
    remedy: 'Send the declared media type, or add the one that is sent to the response.',
  },
  {
    id: 'body-unreadable',
    title: 'Body of an answer that cannot be read',
    family: 'contract',
    severity: 'high',
    soft: true,
    wfc: 101,
    proof: 'The body is not what its `Content-Type` says: JSON or XML that does not parse, text in another charset.',
    remedy:
      'Write the body with a serialiser of its media type, in UTF-8, and see that nothing is cut off or put behind it.',
  },
  {
    id: 'empty-body',
    title: 'Empty body where one is described',
    family: 'contract',
    severity: 'medium',
    wfc: 101,
    proof: 'The response has a schema for JSON or XML only, the answer has no body, and its status allows one.',
    remedy: 'Send the body that the document describes, or answer with 204, or leave the content out of the response.',
  },
  {
    id: 'body-where-none-may-be',
    title: 'Body where HTTP allows none',
    family: 'contract',
    severity: 'low',
    proof:
      'An answer to HEAD, or one with 204, 205 or 304, came with a body, or a 204 with the length of one (RFC 9110 §6.4.1, §8.6).',
    remedy: 'Send no body with these, or another status: clients may take it for the begin of the next answer.',
  },
  {
    id: 'response-header-missing',
    title: 'Field of an answer that is missing',
    family: 'contract',
    severity: 'medium',
    wfc: 101,
    proof: 'The document requires the field of this response, and the answer does not have it.',
    remedy: 'Send the field, or make it optional in the document.',
  },
  {
    id: 'response-header-schema',
    title: 'Field of an answer that breaks its schema',
    family: 'contract',
    severity: 'low',
    wfc: 101,
    proof:
      'The field was read as its style says, its text brought to the type that the schema asks for, and is not valid.',
    remedy: 'Make the server send what the schema of the field says, or correct the schema.',
  },
  {
    id: 'stack-trace',
    title: 'Error that shows the code behind it',
    family: 'contract',
    severity: 'medium',
    soft: true,
    wfc: 209,
    owasp: 'API8:2023',
    cwe: 209,
    proof:
      'An answer of 400 or above holds a stack trace or a message of the database, which the request did not hold.',
    remedy: 'Log the error, and answer with a message that says nothing of files, classes or queries.',
  },
];
