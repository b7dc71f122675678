/** `scenario-pack://discovery/community-info`: how packs are written, checked and shared. */
export interface CommunityInfo {
  readonly description: string;
  readonly pack_schema: string;
  readonly selectors: Readonly<Record<string, string>>;
  readonly steps: readonly { readonly title: string; readonly text: string }[];
  /** What an index looks like. */
  readonly index_example: unknown;
  readonly limits: Readonly<Record<string, number>>;
}

/** Of one pack, of an index, and of the packs that an index or a folder holds. */
export const COMMUNITY_LIMITS = { max_pack_bytes: 1_048_576, max_index_bytes: 1_048_576, max_packs: 500 } as const;

export function communityInfo(): CommunityInfo {
  return {
    description:
      'A pack is one JSON file of the same format as the built-in ones. It names no operations: each rule says which kind of operation it is for, and binding finds those of the document at hand.',
    pack_schema: '@mockloop/scenarios/pack.schema.json',
    selectors: SELECTORS,
    steps: STEPS,
    index_example: {
      packs: [
        {
          uri: 'scenario-pack://commerce/checkout',
          url: 'packs/checkout.json',
          sha256: '<SHA-256 of the file, in hexadecimal>',
          title: 'Checkout',
        },
      ],
    },
    limits: COMMUNITY_LIMITS,
  };
}

const SELECTORS: CommunityInfo['selectors'] = {
  kind: 'any, read, list, write, create, update, replace, delete; one or several',
  takes_id: 'its path ends with a parameter',
  needs_auth: 'it declares security that cannot be left out',
  has_body: 'it declares a request body',
  accepts_text: 'a query parameter or a property of its body takes free text',
  paged: 'it has query parameters for paging',
  deprecated: 'the document calls it deprecated',
  answers_json: 'its success is answered in JSON that a schema describes',
  declares: 'it declares a response of this status or class, e.g. 409 or 4XX',
  each: 'a rule of its own for each operation, so that each is counted for itself',
};

const STEPS: CommunityInfo['steps'] = [
  {
    title: 'Write',
    text: 'Copy a built-in pack and name pack.schema.json in its $schema, so that an editor checks it. Choose a category and a name of small letters, digits and hyphens; the URI is scenario-pack://<category>/<name>.',
  },
  {
    title: 'Select',
    text: 'Give each rule a `for` in place of an operation. Without one, it is for every operation. `scope: resource` keeps all rules of a scenario to one collection and its items.',
  },
  {
    title: 'Respond',
    text: 'A status alone is answered with the response that the document declares for it. A list of statuses means the first that the operation declares; 4XX means what it declares of that class; `variant` makes a body from its own schema.',
  },
  {
    title: 'Carry payloads',
    text: 'List what requests may carry in `payloads`, each with its class, its places and what a vulnerable server would do, name source and licence in `payload_source`, and use them in rules. [[payload.id]], [[payload.class]], [[payload.value]], [[payload.html]] and [[payload.effect]] are filled in.',
  },
  {
    title: 'Check',
    text: 'Load the folder that it is in: what is wrong is reported with its place and what to do. Bind it to a few documents; rules for which a document offers nothing are listed with the reason.',
  },
  {
    title: 'Share',
    text: 'Put the file on any web server and list it in an index with its URL (relative to the index) and the SHA-256 of its bytes. Give users the URL of the index. Everything is kept by its digest, so that it is there without a network too.',
  },
];
