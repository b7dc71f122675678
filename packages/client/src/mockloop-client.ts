import type {
  PromptMessage,
  ResourceContent,
  ScenarioPack,
  ToolboxOptions,
  ToolCall,
  ToolName,
  ToolTypes,
} from '@mockloop/tools';
import { MockLoopError } from '@mockloop/tools/mockloop-error';
import type { AgentToolsOptions } from './agent-tools.ts';
import type { Backend, CallOptions, ToolAnswer, ToolInfo } from './backend.ts';
import type { LangChainTool } from './langchain/langchain-tool.ts';
import type { ServerAddress } from './remote/server-address.ts';
import { ToolMethodsBase } from './tool-methods.ts';

/** How a client answers when a tool asks back. */
export interface Answers {
  /** Answers a question of yes or no. Without it, what cannot be undone wants `confirm: true`. */
  readonly confirm?: ToolCall['confirm'];
  /** Asks a model, for tools that are called with `use_sampling`. */
  readonly sample?: ToolCall['sample'];
}

/** `workspace` is the current folder where it is not given. */
export interface MockLoopClientOptions extends Answers, Partial<ToolboxOptions> {}

/** Every tool of MockLoop as a method: in this process, or over MCP. */
export class MockLoopClient extends ToolMethodsBase implements AsyncDisposable {
  readonly #open: () => Promise<Backend>;
  readonly #closing = new AbortController();
  readonly #calls = new Set<Promise<unknown>>();
  #backend: Promise<Backend> | undefined;

  /** A client with the tools in this process. They are loaded when one is first called. */
  constructor(options: MockLoopClientOptions = {}) {
    super();
    this.#open = async () => {
      const { openInProcess } = await import('./in-process.ts');
      return openInProcess(options);
    };
  }

  /**
   * A client of a MockLoop MCP server: one that it starts, or one that runs.
   *
   * @throws {MockLoopError} `UNREACHABLE`, `UNAUTHORIZED`, `INVALID_ARGUMENTS`
   */
  static async connect(server: ServerAddress, answers: Answers = {}): Promise<MockLoopClient> {
    const { connectRemote } = await import('./remote/connect-remote.ts');
    const client = new MockLoopClient();
    client.#backend = Promise.resolve(await connectRemote(server, answers));
    return client;
  }

  /** Calls a tool by its name. */
  async callTool<Name extends ToolName>(
    name: Name,
    args: ToolTypes[Name]['input'],
    options: CallOptions = {},
  ): Promise<ToolTypes[Name]['output']> {
    const { output } = await this.callForModel(name, args, options).catch(withOption);
    // That a tool's result is what `ToolTypes` says is checked where the catalogue is.
    return output as ToolTypes[Name]['output'];
  }

  /** Calls a tool as a model asked for it, and says the answer as a model reads it. */
  async callForModel(name: string, args: unknown, options: CallOptions = {}): Promise<ToolAnswer> {
    const backend = await this.#connected();
    const closing = this.#closing.signal;
    const signal = AbortSignal.any([closing, ...(options.signal === undefined ? [] : [options.signal])]);
    const call = backend.call(name, args ?? {}, { ...options, signal });
    this.#calls.add(call);
    try {
      return await call;
    } catch (error) {
      throw closing.aborted && signal.reason === closing.reason ? closed(error) : error;
    } finally {
      this.#calls.delete(call);
    }
  }

  /** What the tools say of themselves. */
  async listTools(): Promise<readonly ToolInfo[]> {
    const backend = await this.#connected();
    return backend.listTools();
  }

  /** The fifteen scenario packs. */
  async scenarioPacks(): Promise<readonly ScenarioPack[]> {
    const { packs } = await this.#readJson<{ readonly packs: readonly { readonly uri: string }[] }>(
      'scenario-pack://discovery/list-all',
    );
    return Promise.all(packs.map(({ uri }) => this.#readJson<ScenarioPack>(uri)));
  }

  /** What stands at the address of a resource, e.g. one that a result names. */
  async readResource(uri: string): Promise<ResourceContent> {
    const backend = await this.#connected();
    return backend.readResource(uri);
  }

  /** The messages of a prompt. All its arguments are text. */
  async prompt(name: string, args: Readonly<Record<string, string>> = {}): Promise<readonly PromptMessage[]> {
    const backend = await this.#connected();
    return backend.prompt(name, args);
  }

  /** The tools as LangChain has them, for `createAgent`, `ToolNode` and plain nodes. Needs `@langchain/core`. */
  async asLangChainTools(options: AgentToolsOptions = {}): Promise<LangChainTool[]> {
    const { asLangChainTools } = await import('./langchain.ts');
    return asLangChainTools(this, options);
  }

  /**
   * Ends what ends with the client: calls that go on, attached mocks, a server that it started. Mocks in the background go on.
   */
  async close(): Promise<void> {
    this.#closing.abort();
    const backend = await this.#backend?.catch(() => undefined);
    // A mock that is just being started is to end as well.
    await Promise.allSettled(this.#calls);
    this.#backend = undefined;
    await backend?.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #connected(): Promise<Backend> {
    if (this.#closing.signal.aborted) return Promise.reject(closed());
    this.#backend ??= this.#open();
    return this.#backend;
  }

  async #readJson<T>(uri: string): Promise<T> {
    const { text } = await this.readResource(uri);
    return JSON.parse(text) as T;
  }
}

/** What a model is told to do is not all that a program can do. */
function withOption(error: unknown): never {
  if (!(error instanceof MockLoopError) || error.code !== 'CONFIRMATION_REQUIRED') throw error;
  const advice = 'Or give the client `confirm`, which is then asked.';
  throw new MockLoopError(error.code, error.message, { advice, cause: error });
}

function closed(cause?: unknown): MockLoopError {
  return new MockLoopError('CLOSED', 'This client was closed.', { cause });
}
