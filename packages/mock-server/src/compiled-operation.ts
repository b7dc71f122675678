import type { Schemas } from '@mockloop/schema';
import type { ApiDocument, Operation, OperationEntry } from '@mockloop/spec-parser';
import { type BodyCheck, compileBodyCheck } from './check-body.ts';
import { compileParameterCheck, type ParameterCheck } from './check-parameters.ts';
import { compileSecurity, type SecurityCheck } from './check-security.ts';
import { type ChosenResponse, chooseResponse } from './choose-response.ts';
import type { MockCredentials } from './credentials.ts';
import type { Exchange } from './exchange.ts';
import type { TokenCheck } from './oauth/read-token.ts';
import { parsePathTemplate } from './path-template.ts';
import type { RecentAnswers } from './recent-answers.ts';
import { ResponsePlan } from './response-plan.ts';
import type { ResolvedSettings } from './settings.ts';

export interface OperationContext {
  readonly document: ApiDocument;
  readonly schemas: Schemas;
  readonly credentials: MockCredentials;
  readonly settings: ResolvedSettings;
  readonly recent: RecentAnswers;
  readonly report: (message: string) => void;
  /** Knows the tokens that the mock issued. */
  readonly checkToken?: TokenCheck | undefined;
}

/** An operation made ready to answer requests. Its schemas are compiled when a request first needs them. */
export class CompiledOperation {
  readonly entry: OperationEntry;
  readonly operation: Operation;
  readonly document: ApiDocument;
  readonly settings: ResolvedSettings;
  /** `undefined`: no credentials are needed. */
  readonly checkSecurity: SecurityCheck | undefined;
  readonly parameters: ParameterCheck;
  readonly body: BodyCheck;
  /** Of its path template, in the order of an exchange's captures. */
  readonly pathNames: readonly string[];
  readonly #context: OperationContext;
  readonly #chosen = new Map<number | undefined, ChosenResponse | undefined>();
  readonly #plans = new Map<number, ResponsePlan>();

  /** @throws {SpecError} when a reference outside the operation's schemas cannot be resolved. */
  constructor(entry: OperationEntry, context: OperationContext) {
    const { document, settings } = context;
    this.entry = entry;
    this.operation = document.readOperation(entry);
    this.document = document;
    this.settings = settings;
    this.pathNames = parsePathTemplate(entry.path).names;
    this.#context = context;
    this.checkSecurity =
      settings.auth === 'off'
        ? undefined
        : compileSecurity(
            this.operation.security,
            settings.auth === 'strict' ? context.credentials : undefined,
            context.checkToken,
          );
    this.parameters = compileParameterCheck(this.operation, context);
    this.body = compileBodyCheck(this.operation, context);
  }

  /** The parameters that a request has, typed, by `in.name`, e.g. `path.petId`. */
  parameterValues({ request, captures }: Exchange): Map<string, unknown> {
    return this.parameters.values({ captures, query: request.query, header: (name) => request.header(name) });
  }

  /** What a request's body says, typed as its schema has it; `undefined` where there is none or it cannot be read. */
  bodyValue({ request, body }: Exchange): unknown {
    return body === undefined ? undefined : this.body.value(request, body);
  }

  /** As `chooseResponse`. */
  choose(code: number | undefined): ChosenResponse | undefined {
    if (!this.#chosen.has(code)) this.#chosen.set(code, chooseResponse(this.operation, code));
    return this.#chosen.get(code);
  }

  plan({ status, response }: ChosenResponse): ResponsePlan {
    const known = this.#plans.get(status);
    if (known !== undefined) return known;
    const { document, schemas, settings, recent, report } = this.#context;
    const { key, deprecated } = this.operation;
    const plan = new ResponsePlan(response, status, {
      document,
      schemas,
      seed: `${settings.seed} ${key} ${status}`,
      deprecated,
      recent,
      report,
    });
    this.#plans.set(status, plan);
    return plan;
  }
}
