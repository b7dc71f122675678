import { isPersonalName, isPrivilegeName, isSecretName, isServerSetName } from '../name-words.ts';
import { count, fieldEvidence, type RiskRule } from '../risk.ts';
import { allows, type Keywords, type SchemaField, surfaceOf } from '../schema-fields.ts';

const isText = ({ keywords }: SchemaField): boolean => allows(keywords, 'string') && keywords.type !== undefined;

const VERBOSE =
  /^(?:stack|stack ?trace|trace|backtrace|exception|sql|query|debug(?: info)?|class(?: name)?|file|line)$/;

export const dataRisks: readonly RiskRule[] = [
  {
    area: 'secrets_in_answers',
    category: 'security',
    owasp: 'API3:2023',
    cwe: ['CWE-200', 'CWE-522'],
    mitigations: [
      'Leave secrets out of answers, or mark them writeOnly; give a new one out once, when it is made.',
      'Check that answers hold what the schema declares and nothing else.',
    ],
    find: (facts) =>
      fieldEvidence(facts, {
        of: ({ successFields }) => successFields,
        isMeant: (field) => isSecretName(field.name) && isText(field) && field.keywords.writeOnly !== true,
        tell: ({ path }) => `${path} is answered, and named like a secret`,
      }),
    level: (evidence) => (evidence.some(({ detail }) => /passw|private_?key/i.test(detail)) ? 'critical' : 'high'),
    describe: (evidence) => `Answers have ${count(evidence, 'property', 'properties')} named like a secret.`,
  },
  {
    area: 'personal_data',
    category: 'security',
    owasp: 'API3:2023',
    cwe: ['CWE-359'],
    mitigations: [
      'Answer with the personal data that a caller needs and no more.',
      'Use made-up data in tests, and see that logs do not keep what is sent here.',
    ],
    find: (facts) =>
      fieldEvidence(facts, {
        of: ({ successFields, requestFields }) => [...successFields, ...requestFields],
        isMeant: (field) => isPersonalName(field.name) && !allows(field.keywords, 'boolean'),
        tell: ({ path }) => `${path} is named like data about a person`,
      }),
    level: (evidence) => (evidence.some(({ detail }) => SENSITIVE.test(detail)) ? 'high' : 'medium'),
    describe: (evidence) => `${count(evidence, 'property is', 'properties are')} named like data about persons.`,
  },
  {
    area: 'mass_assignment',
    category: 'security',
    owasp: 'API3:2023',
    cwe: ['CWE-915'],
    mitigations: [
      'Take from a body only what this caller may set; refuse or ignore everything else.',
      'Send these with values that raise rights, and read the object afterwards.',
    ],
    find: (facts) =>
      fieldEvidence(facts, {
        of: ({ requestFields }) => requestFields,
        isMeant: (field) =>
          field.keywords.readOnly !== true &&
          (isPrivilegeName(field.name) || (isServerSetName(field.name) && !field.path.includes('.'))),
        tell: ({ name, path }) =>
          isPrivilegeName(name)
            ? `${path} may be sent, and decides rights, ownership or money by its name`
            : `${path} may be sent, though servers set such themselves`,
      }).toSorted((a, b) => Number(b.detail.endsWith('by its name')) - Number(a.detail.endsWith('by its name'))),
    level: (evidence) => (evidence.some(({ detail }) => detail.endsWith('by its name')) ? 'high' : 'low'),
    describe: (evidence) =>
      `${count(evidence, 'property', 'properties')} of request bodies may be more than a caller should set.`,
  },
  {
    area: 'unknown_properties_accepted',
    category: 'security',
    owasp: 'API3:2023',
    cwe: ['CWE-915', 'CWE-20'],
    mitigations: [
      'Close request bodies with additionalProperties: false (or unevaluatedProperties), and refuse what they do not name.',
    ],
    find: ({ document, operations }) =>
      operations.flatMap(({ key, operation, requestFields }) => {
        const json = operation.requestBody?.content.find(
          ({ mediaType, schema }) => /json/i.test(mediaType) && schema !== undefined,
        );
        if (json?.schema === undefined || requestFields.length === 0 || isClosed(surfaceOf(document, json.schema)))
          return [];
        return [{ pointer: json.pointer, operation: key, detail: 'takes properties that it does not name' }];
      }),
    level: () => 'low',
    describe: (evidence) =>
      `${count(evidence, 'request body takes', 'request bodies take')} properties that the schema does not name.`,
  },
  {
    area: 'verbose_errors',
    category: 'security',
    owasp: 'API8:2023',
    cwe: ['CWE-209'],
    mitigations: ['Tell callers what they did wrong; keep traces and queries for the log.'],
    find: (facts) =>
      fieldEvidence(facts, {
        of: ({ errorFields }) => errorFields,
        isMeant: ({ name }) =>
          VERBOSE.test(
            name
              .replace(/([a-z])([A-Z])/g, '$1 $2')
              .replaceAll('_', ' ')
              .toLowerCase(),
          ),
        tell: ({ path }) => `errors tell ${path}`,
      }),
    level: () => 'medium',
    describe: (evidence) =>
      `${count(evidence, 'property', 'properties')} of errors may tell how the server works inside.`,
  },
];

/** Data that does most harm in the wrong hands. */
const SENSITIVE =
  /ssn|social.?security|passport|iban|card.?number|tax.?id|national.?id|diagnosis|ethnicity|religion|salary|account.?number/i;

function isClosed(keywords: Keywords): boolean {
  return keywords.additionalProperties === false || keywords.unevaluatedProperties === false;
}
