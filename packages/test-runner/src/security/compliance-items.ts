import type { ComplianceLine } from './compliance.ts';

type ComplianceItem = Pick<ComplianceLine, 'framework' | 'item' | 'title' | 'checks' | 'cannot_be_tested'>;

const ACCESS = ['bola-read', 'bola-write', 'bola-delete', 'bola-hierarchy', 'bfla-asymmetry', 'bfla-admin'] as const;
const PRIVILEGES = ['bfla-admin', 'self-escalation', 'mass-assignment'] as const;
const LOGIN = ['auth-ignored', 'auth-garbage', 'anonymous-write'] as const;
const TOKENS = ['jwt-none', 'jwt-unsigned', 'jwt-weak-key', 'jwt-expired'] as const;
const INJECTION = [
  'sqli-boolean',
  'sqli-error',
  'sqli-time',
  'nosql-injection',
  'command-injection',
  'template-injection',
  'path-traversal',
  'xxe',
  'xss-reflected',
  'header-injection',
] as const;
const EXPOSURE = ['data-exposure', 'bola-read', 'auth-ignored', 'inventory-exposed'] as const;

/** Items of laws and standards that checks from outside speak to, in their own order. */
export const COMPLIANCE_ITEMS: readonly ComplianceItem[] = [
  {
    framework: 'pci_dss',
    item: '2.2.4',
    title: 'Only necessary services, protocols, daemons and functions are enabled',
    checks: ['inventory-exposed', 'undocumented-method'],
    cannot_be_tested: 'What runs on the machine and does not answer over this API; whether what answers is necessary.',
  },
  {
    framework: 'pci_dss',
    item: '3.4.1',
    title: 'The account number is masked when it is displayed',
    checks: ['data-exposure'],
    cannot_be_tested: 'Who has a business need to see more; screens, print-outs and logs.',
  },
  {
    framework: 'pci_dss',
    item: '6.2.4',
    title: 'Software is engineered to prevent or mitigate common attacks',
    checks: [
      ...INJECTION,
      ...LOGIN,
      ...TOKENS,
      ...ACCESS,
      'self-escalation',
      'mass-assignment',
      'ssrf',
      'redos',
      'cors-credentials',
    ],
    cannot_be_tested:
      'How software is written and reviewed; attacks on business logic that the document does not describe.',
  },
  {
    framework: 'pci_dss',
    item: '6.4.1',
    title: 'Public-facing web applications are protected against known attacks',
    checks: [...INJECTION, 'ssrf', 'cors-credentials'],
    cannot_be_tested:
      'Whether reviews are done often enough and by whom, and whether a technical solution is in place in front.',
  },
  {
    framework: 'pci_dss',
    item: '7.2.1',
    title: 'Access is by need to know and least privilege',
    checks: [...ACCESS, ...PRIVILEGES.slice(1)],
    cannot_be_tested: 'Which access a job needs, how it is approved, and how it is reviewed.',
  },
  {
    framework: 'pci_dss',
    item: '7.3.1',
    title: 'An access control system restricts access',
    checks: [...LOGIN, ...ACCESS],
    cannot_be_tested: 'Systems other than this API.',
  },
  {
    framework: 'pci_dss',
    item: '8.3.1',
    title: 'User access is authenticated',
    checks: [...LOGIN, ...TOKENS],
    cannot_be_tested: 'How people are identified before they get an account; other ways in.',
  },
  {
    framework: 'pci_dss',
    item: '8.3.2',
    title: 'Authentication factors are unreadable in transmission and storage',
    checks: ['data-exposure'],
    cannot_be_tested: 'Storage itself; only what answers show of it is seen.',
  },
  {
    framework: 'pci_dss',
    item: '8.3.4',
    title: 'Accounts are locked out after at most ten invalid attempts',
    checks: ['brute-force'],
    cannot_be_tested: 'How long a lock lasts, and how it is lifted.',
  },
  {
    framework: 'gdpr',
    item: 'Art. 5(1)(c)',
    title: 'Personal data is limited to what is necessary',
    checks: ['data-exposure'],
    cannot_be_tested: 'The purpose of processing, and what it needs.',
  },
  {
    framework: 'gdpr',
    item: 'Art. 5(1)(f)',
    title: 'Integrity and confidentiality of personal data',
    checks: [...LOGIN, ...ACCESS, ...EXPOSURE.slice(0, 1), ...INJECTION, 'self-escalation', 'mass-assignment'],
    cannot_be_tested: 'Which data is personal; organisational measures; loss and damage.',
  },
  {
    framework: 'gdpr',
    item: 'Art. 25(2)',
    title: 'By default, data is not accessible to an indefinite number of people',
    checks: [...EXPOSURE, 'sensitive-cacheable', 'cors-credentials', 'user-enumeration'],
    cannot_be_tested: 'Settings that people choose, and their defaults elsewhere.',
  },
  {
    framework: 'gdpr',
    item: 'Art. 32(1)(b)',
    title: 'Ongoing confidentiality, integrity, availability and resilience',
    checks: [...LOGIN, ...TOKENS, ...ACCESS, ...INJECTION, 'ssrf', 'redos', 'page-size', 'unsafe-consumption'],
    cannot_be_tested: 'Backups, recovery, staff, and whether measures fit the risk.',
  },
  {
    framework: 'gdpr',
    item: 'Art. 32(1)(d)',
    title: 'Regular testing of the effectiveness of technical measures',
    checks: [...LOGIN, ...ACCESS, ...INJECTION],
    cannot_be_tested: 'Whether tests are regular: this run is one of them. Organisational measures.',
  },
  {
    framework: 'hipaa',
    item: '§164.308(a)(1)(ii)(A)',
    title: 'Risk analysis',
    checks: [...LOGIN, ...ACCESS, ...INJECTION],
    cannot_be_tested: 'Everything but this API: an analysis is of the whole organisation.',
  },
  {
    framework: 'hipaa',
    item: '§164.312(a)(1)',
    title: 'Access control: only those with access rights',
    checks: [...LOGIN, ...ACCESS, ...PRIVILEGES.slice(1)],
    cannot_be_tested: 'Who was granted rights, emergency access, automatic logoff of work stations.',
  },
  {
    framework: 'hipaa',
    item: '§164.312(a)(2)(iii)',
    title: 'Automatic logoff',
    checks: ['jwt-expired'],
    cannot_be_tested: 'Whether the time is right, and sessions that end otherwise than by the end of a token.',
  },
  {
    framework: 'hipaa',
    item: '§164.312(c)(1)',
    title: 'Integrity: protection from improper alteration or destruction',
    checks: ['anonymous-write', 'bola-write', 'bola-delete', 'bfla-asymmetry', 'mass-assignment', ...INJECTION],
    cannot_be_tested: 'Alteration by other means than this API.',
  },
  {
    framework: 'hipaa',
    item: '§164.312(d)',
    title: 'Person or entity authentication',
    checks: [...LOGIN, ...TOKENS, 'brute-force', 'user-enumeration'],
    cannot_be_tested: 'That a person is who they claim to be.',
  },
  {
    framework: 'hipaa',
    item: '§164.312(e)(1)',
    title: 'Transmission security',
    checks: ['sensitive-cacheable', 'cookie-flags'],
    cannot_be_tested: 'Encryption between clients and whatever ends TLS in front of this server.',
  },
  {
    framework: 'sox',
    item: 'ITGC: logical access',
    title: 'Access to programs and data is restricted to those authorised',
    checks: [...LOGIN, ...TOKENS, ...ACCESS, 'brute-force'],
    cannot_be_tested: 'How access is granted, reviewed and revoked; access past this API.',
  },
  {
    framework: 'sox',
    item: 'ITGC: segregation of duties',
    title: 'Privileges cannot be acquired by those who are to be controlled',
    checks: [...PRIVILEGES, 'bfla-asymmetry'],
    cannot_be_tested: 'Which duties conflict, and who has them.',
  },
  {
    framework: 'sox',
    item: 'ITGC: data integrity',
    title: 'Financial data is changed only by authorised transactions',
    checks: ['anonymous-write', 'bola-write', 'bola-delete', 'mass-assignment', ...INJECTION],
    cannot_be_tested: 'Completeness and accuracy of reports; changes in the database.',
  },
  {
    framework: 'sox',
    item: 'ITGC: change management',
    title: 'Only what was approved runs in production',
    checks: ['inventory-exposed', 'undocumented-method'],
    cannot_be_tested: 'Approvals, tests and deployments: only what answers without being documented is seen.',
  },
];
