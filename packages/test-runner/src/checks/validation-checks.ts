import type { Check } from '../model/check.ts';

const TWIN =
  'The request is provably wrong once it is on the wire: written, read as declared, and held against its schema. It is answered with 2xx (not 202, and not with ' +
  'an error in the body), and so is the same request without the defect.';

const REMEDY = 'Check it before anything is done with it, and answer 400 or 422; or let the document allow it.';

/** What requests the API must take and refuse. */
export const VALIDATION_CHECKS: readonly Check[] = [
  {
    id: 'invalid-accepted',
    title: 'Invalid value accepted',
    family: 'validation',
    severity: 'medium',
    wfc: 102,
    cwe: 20,
    proof: `${TWIN} The defect is one value outside a range, length, pattern, format, or list of values.`,
    remedy: REMEDY,
  },
  {
    id: 'wrong-type-accepted',
    title: 'Value of another type accepted',
    family: 'validation',
    severity: 'medium',
    wfc: 102,
    cwe: 1287,
    proof: `${TWIN} The defect is one value of another type, which cannot be converted to the right one, or null.`,
    remedy: REMEDY,
  },
  {
    id: 'missing-required-member',
    title: 'Body accepted without a required member',
    family: 'validation',
    severity: 'medium',
    wfc: 102,
    cwe: 20,
    proof: `${TWIN} The defect is a required member that is left out.`,
    remedy: REMEDY,
  },
  {
    id: 'missing-required-parameter',
    title: 'Request accepted without a required parameter',
    family: 'validation',
    severity: 'medium',
    wfc: 102,
    cwe: 20,
    proof: `${TWIN} The defect is a required parameter of the query or a cookie that is left out.`,
    remedy: REMEDY,
  },
  {
    id: 'missing-required-header',
    title: 'Request accepted without a required field',
    family: 'validation',
    severity: 'medium',
    wfc: 102,
    cwe: 20,
    proof: `${TWIN} The defect is a required header parameter that is left out. \`Accept\`, \`Content-Type\` and \`Authorization\` do not count.`,
    remedy: REMEDY,
  },
  {
    id: 'missing-body-accepted',
    title: 'Request accepted without its required body',
    family: 'validation',
    severity: 'medium',
    wfc: 102,
    cwe: 20,
    proof: `${TWIN} The defect is that the body is left out.`,
    remedy: REMEDY,
  },
  {
    id: 'malformed-body-accepted',
    title: 'Malformed body accepted',
    family: 'validation',
    severity: 'medium',
    wfc: 102,
    cwe: 20,
    proof: `${TWIN} The defect is JSON whose last bracket is missing.`,
    remedy: 'Let a strict parser read the whole body, and answer 400 where it cannot.',
  },
  {
    id: 'wrong-media-type-accepted',
    title: 'Body of another media type accepted',
    family: 'validation',
    severity: 'low',
    wfc: 102,
    cwe: 436,
    proof: `${TWIN} The defect is a required body in XML where the document has none.`,
    remedy: 'Answer 415 to a `Content-Type` that is not read (RFC 9110 §15.5.16).',
  },
  {
    id: 'undeclared-member-accepted',
    title: 'Member accepted that the schema forbids',
    family: 'validation',
    severity: 'low',
    wfc: 102,
    cwe: 20,
    proof: `${TWIN} The defect is a member of another name where \`additionalProperties\` or \`unevaluatedProperties\` is false.`,
    remedy: 'Refuse members that are not known, or let the schema allow them.',
  },
  {
    id: 'valid-rejected',
    title: 'Valid value refused',
    family: 'validation',
    severity: 'medium',
    wfc: 101,
    proof:
      'A request that is valid by the document is answered with 400 or 422. Confirmed where the value one step further inside the limit is accepted, or where it ' +
      'is one of the values that a query parameter of a reading operation may have and the request works without; a suspicion where only the request without it works.',
    remedy: 'Correct the limit in the server (often one off), or in the document.',
  },
  {
    id: 'example-rejected',
    title: 'Example of the document refused',
    family: 'validation',
    severity: 'medium',
    wfc: 101,
    proof:
      "The document's own example, valid by its schema, is answered with 400 or 422, also with other names and addresses, while the operation accepts another " +
      'request. A suspicion where the example refers to other things or holds dates.',
    remedy: 'Correct the example, or have the server take it: it is what clients try first.',
  },
];
