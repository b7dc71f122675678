import type { Resource } from '../resource.ts';

// Packs are loaded when one is read; listing them must cost nothing. A test holds this to what the packs say of themselves.
const PACKS = [
  {
    uri: 'scenario-pack://error-simulation/4xx-client-errors',
    title: '4xx client errors',
    description:
      'Every way in which an API tells its client that the client is at fault: each 4xx response that the document declares, refused credentials, missing resources, conflicting edits and retired operations.',
  },
  {
    uri: 'scenario-pack://error-simulation/5xx-server-errors',
    title: '5xx server errors',
    description:
      'The API is at fault: crashes, outages, bad gateways, and errors that go away when the client tries again.',
  },
  {
    uri: 'scenario-pack://error-simulation/network-timeouts',
    title: 'Network timeouts',
    description:
      'What happens below HTTP: answers that never come, come late, come in part, or come as something else.',
  },
  {
    uri: 'scenario-pack://error-simulation/rate-limiting',
    title: 'Rate limiting',
    description:
      'Quotas per client, per credential and for everybody, with the fields that tell a client how much is left and when to come back.',
  },
  {
    uri: 'scenario-pack://performance-testing/load-testing',
    title: 'Load testing',
    description:
      'An API under the load of a usual day: latencies with a realistic spread, a few errors, and the load and the limits to test it with.',
  },
  {
    uri: 'scenario-pack://performance-testing/stress-testing',
    title: 'Stress testing',
    description:
      'An API beyond what it can bear: it slows down, refuses, drops connections and breaks, at a number of requests that is known.',
  },
  {
    uri: 'scenario-pack://performance-testing/spike-testing',
    title: 'Spike testing',
    description: 'Traffic that multiplies within seconds: the errors while the API scales up, and how it comes back.',
  },
  {
    uri: 'scenario-pack://performance-testing/endurance-testing',
    title: 'Endurance testing',
    description: 'What only shows after hours: leaks, pauses, restarts and errors that creep in.',
  },
  {
    uri: 'scenario-pack://security-testing/auth-bypass',
    title: 'Authentication bypass',
    description:
      'Ways around authentication and authorisation: an API that falls for them and one that does not, so that tests and scanners can be checked against both, and expiring and insufficient credentials.',
  },
  {
    uri: 'scenario-pack://security-testing/injection-attacks',
    title: 'Injection attacks',
    description:
      'SQL, NoSQL, command, path, template, LDAP, XPath, XML and header injection: an API that falls for each, with the tell-tale answers that scanners look for, and one that refuses each and names it.',
  },
  {
    uri: 'scenario-pack://security-testing/xss-attacks',
    title: 'Cross-site scripting',
    description:
      'Reflected and stored cross-site scripting: an API that shows scripts as they came, one that escapes them, one that refuses them.',
  },
  {
    uri: 'scenario-pack://security-testing/csrf-attacks',
    title: 'Cross-site request forgery',
    description:
      'Requests that a browser sends on behalf of another site: an API that carries them out, and APIs that check the origin, a token, or both.',
  },
  {
    uri: 'scenario-pack://business-logic/edge-cases',
    title: 'Edge cases',
    description:
      'The ends of what is allowed, in both directions: answers that are empty, minimal or extreme though they meet the schema, and input at which naive servers fail.',
  },
  {
    uri: 'scenario-pack://business-logic/data-validation',
    title: 'Data validation',
    description:
      'Both sides of validation: a server that refuses what breaks its rules, one that accepts anything, and one whose own answers break its schema.',
  },
  {
    uri: 'scenario-pack://business-logic/workflow-testing',
    title: 'Workflow testing',
    description:
      'Processes of several steps on one resource of the document: its life from creation to deletion, work that goes on in the background, steps out of order, and failures half-way.',
  },
  {
    uri: 'scenario-pack://discovery/list-all',
    title: 'All scenario packs',
    description: 'What the packs are about and what their scenarios are called, with their categories and tags.',
  },
  {
    uri: 'scenario-pack://discovery/community-info',
    title: 'Packs of your own',
    description: 'How packs are written, checked and shared.',
  },
];

/** The fifteen packs and the two lists of `discovery`, as JSON. */
export const scenarioPacks: readonly Resource[] = PACKS.map((pack) => ({
  ...pack,
  name: pack.uri.replace('scenario-pack://', ''),
  mimeType: 'application/json',
  read: async () => {
    const { createPackLibrary } = await import('@mockloop/scenarios');
    return { mimeType: 'application/json', text: JSON.stringify(createPackLibrary().readResource(pack.uri)) };
  },
}));
