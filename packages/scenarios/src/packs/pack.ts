import type {
  LoadProfile,
  RateLimit,
  Respond,
  RuleMatch,
  ScenarioRule,
  ScenarioType,
  StateRule,
  Threshold,
} from '../scenario.ts';

/** Scenarios for any API, written against what a document may offer. Plain JSON; `pack.schema.json` is its JSON Schema. */
export interface ScenarioPack extends PackInfo {
  /** What rules with `payloads` look for in requests. */
  readonly payloads?: readonly Payload[] | undefined;
  /** Where the payloads come from. */
  readonly payload_source?: PayloadSource | undefined;
  readonly scenarios: readonly PackScenario[];
}

/** What is known of a pack without its scenarios. */
export interface PackInfo {
  /** `scenario-pack://<category>/<name>`. */
  readonly uri: string;
  readonly name: string;
  readonly category: string;
  readonly title: string;
  readonly description: string;
  /** Semantic version. */
  readonly version: string;
  readonly complexity: 'low' | 'medium' | 'high';
  /** For people, e.g. `30-45 minutes`. */
  readonly estimated_duration: string;
  readonly tags: readonly string[];
  readonly use_cases: readonly string[];
  readonly prerequisites: readonly string[];
}

/** A scenario whose rules say which operations they are for, instead of naming them. */
export interface PackScenario {
  readonly name: string;
  readonly description: string;
  readonly type: ScenarioType;
  /**
   * `resource`: all rules are for the operations of one resource of the document, a collection and its items: the one that
   * offers most. Default: the whole document.
   */
  readonly scope?: 'document' | 'resource' | undefined;
  readonly rules: readonly PackRule[];
  readonly test_plan?: Readonly<Record<string, unknown>> | undefined;
  readonly load_profile?: LoadProfile | undefined;
  readonly thresholds?: readonly Threshold[] | undefined;
}

/** A rule of a scenario with `for` in place of an operation. Everything else means what it means there. */
export interface PackRule extends Pick<ScenarioRule, 'delay' | 'fault' | 'probability' | 'times'> {
  /** Absent: every operation. */
  readonly for?: OperationSelector | undefined;
  /**
   * Becomes one rule for each of these payloads of the pack, which takes the requests that carry it. A `for` beside it
   * says what the document must offer; methods aside, the requests may reach any operation.
   */
  readonly payloads?: PayloadSelector | undefined;
  readonly match?: Omit<RuleMatch, 'operation_id' | 'method' | 'path'> | undefined;
  readonly respond?: PackRespond | undefined;
  readonly sequence?: PackSequence | undefined;
  readonly rate_limit?: (Omit<RateLimit, 'respond'> & { readonly respond?: PackRespond | undefined }) | undefined;
  readonly state?: StateRule | undefined;
}

/** All that is given must hold of an operation. */
export interface OperationSelector {
  /** Any of these. Default `any`. */
  readonly kind?: OperationKind | readonly OperationKind[] | undefined;
  /** Whether its path ends with a parameter: `/pets/{petId}`. */
  readonly takes_id?: boolean | undefined;
  /** Whether it declares security that cannot be left out. */
  readonly needs_auth?: boolean | undefined;
  /** Whether it declares a request body. */
  readonly has_body?: boolean | undefined;
  /** Whether a query parameter or a property of its body takes free text. */
  readonly accepts_text?: boolean | undefined;
  /** Whether it has query parameters for paging. */
  readonly paged?: boolean | undefined;
  readonly deprecated?: boolean | undefined;
  /** Whether its success is answered in JSON that a schema describes. */
  readonly answers_json?: boolean | undefined;
  /** It declares a response of this status or of one of this class. A `default` beside a success is one of 4XX and of 5XX. */
  readonly declares?: StatusClass | number | undefined;
  /** A rule of its own for each operation, so that each is counted for itself. Default: one rule for all where one can do. */
  readonly each?: boolean | undefined;
}

/**
 * `read`: GET. `list`: a GET that answers with an array, or an object that holds one, at a path that does not end with a
 * parameter. `write`: POST, PUT, PATCH, DELETE. `create`: a POST at a path that has items below it, or that declares 201.
 * `update`: PATCH, or POST at a path that ends with a parameter. `replace`: PUT. `delete`: DELETE.
 */
export type OperationKind = 'any' | 'read' | 'list' | 'write' | 'create' | 'update' | 'replace' | 'delete';

export type StatusClass = '2XX' | '4XX' | '5XX';

export type PackSequence =
  | readonly PackRespond[]
  | { readonly responses: readonly PackRespond[]; readonly repeat?: boolean | undefined };

export interface PackRespond extends Omit<Respond, 'status'> {
  /**
   * A status; or several, meaning the first that the operation declares, else the first; or a class, meaning what the
   * operation declares of it: the first in `respond`, each in turn in `sequence`.
   */
  readonly status?: number | readonly number[] | StatusClass | undefined;
  /** A body made from the schema of the operation's own success, in place of `body`. */
  readonly variant?: BodyVariant | undefined;
}

/**
 * Valid: `empty` (every array without items), `minimal` (required properties only), `extreme` (texts and numbers at the
 * ends of what the schema takes). Invalid: `incomplete` (without a required property), `mistyped` (a value of another type).
 */
export type BodyVariant = 'empty' | 'minimal' | 'extreme' | 'incomplete' | 'mistyped';

/** By class, by id, or by both. An empty object: all of the pack. */
export interface PayloadSelector {
  readonly classes?: readonly string[] | undefined;
  readonly ids?: readonly string[] | undefined;
}

/** Something to send that an API should see through. */
export interface Payload {
  readonly id: string;
  /** E.g. `sql-tautology`. */
  readonly class: string;
  /** Where it goes. */
  readonly in: readonly PayloadPlace[];
  /** The field or parameter. Needed for headers; elsewhere any. */
  readonly name?: string | undefined;
  /** `null`: the header `name` is absent. */
  readonly value: string | number | boolean | null;
  /** `name`: it is the name of a field, whatever its value. Default `value`. */
  readonly as?: 'value' | 'name' | undefined;
  /** Default: `contains` for texts, `equals` for everything else. */
  readonly compare?: 'contains' | 'equals' | undefined;
  /** What a vulnerable server would do. */
  readonly effect: string;
}

export type PayloadPlace = 'query' | 'body' | 'header' | 'path';

export interface PayloadSource {
  readonly description: string;
  /** An SPDX expression. */
  readonly license: string;
  readonly references?: readonly string[] | undefined;
}
