import {
  acceptedContent,
  type CallToolResult,
  CLIENT_CAPABILITIES_META_KEY,
  type ClientCapabilities,
  type InputRequest,
  type InputRequests,
  type InputRequiredResult,
  inputRequired,
  inputResponse,
  type McpServer,
  type ServerContext,
} from '@modelcontextprotocol/server';
import * as z from 'zod';
import { type Conformance, type Round, textResult } from './conformance-parts.ts';

type Answer = CallToolResult | InputRequiredResult;
type Run = (request: ServerContext['mcpReq']) => Answer | Promise<Answer>;

/** Those that ask the user, or the client's model, something. */
export function registerConformanceQuestions(server: McpServer, { codec }: Conformance): void {
  const add = (name: string, run: Run): void => {
    server.registerTool(name, { description: name, inputSchema: z.object({}) }, (_, { mcpReq }) => run(mcpReq));
  };

  add('test_missing_capability', (request) =>
    sampledText(request, 'model') === undefined ? ask({ model: sampling('Say something.', 16) }) : textResult('Done.'),
  );
  add('test_input_required_result_elicitation', (request) => {
    const name = nameIn(request);
    return name === undefined ? ask({ user_name: nameForm }) : textResult(`Hello, ${name}!`);
  });
  add('test_input_required_result_sampling', (request) => {
    const text = sampledText(request, 'capital_question');
    if (text !== undefined) return textResult(`It said: ${text}`);
    return ask({ capital_question: sampling('What is the capital of France?', 100) });
  });
  add('test_input_required_result_list_roots', (request) => {
    const roots = rootsIn(request);
    return roots === undefined ? ask({ client_roots: inputRequired.listRoots() }) : textResult(roots.join());
  });
  for (const name of ['test_input_required_result_request_state', 'test_input_required_result_tampered_state']) {
    add(name, async (request) => {
      const isConfirmed =
        acceptedContent(request.inputResponses, 'confirm', z.object({ ok: z.boolean() })) !== undefined;
      if (isConfirmed && request.requestState<Round>()?.step === 1) return textResult('state-ok');
      const form = inputRequired.elicit({ message: 'Please confirm', requestedSchema: z.object({ ok: z.boolean() }) });
      return inputRequired({ inputRequests: { confirm: form }, requestState: await codec.mint({ step: 1 }) });
    });
  }
  add('test_input_required_result_multiple_inputs', async (request) => {
    const [name, greeting, roots] = [nameIn(request), sampledText(request, 'greeting'), rootsIn(request)];
    if (name !== undefined && greeting !== undefined && roots !== undefined) return textResult(`${greeting} ${name}`);
    const inputRequests = {
      user_name: nameForm,
      greeting: sampling('Generate a greeting', 50),
      client_roots: inputRequired.listRoots(),
    };
    return inputRequired({ inputRequests, requestState: await codec.mint({ step: 1 }) });
  });
  add('test_input_required_result_multi_round', async (request) => {
    const round = request.requestState<Round>();
    const color = acceptedContent(request.inputResponses, 'step2', z.object({ color: z.string() }))?.color;
    if (round?.step === 2 && color !== undefined) return textResult(`${round.name} likes ${color}.`);
    const name = acceptedContent(request.inputResponses, 'step1', z.object({ name: z.string() }))?.name;
    if (round?.step !== 1 || name === undefined) {
      return inputRequired({ inputRequests: { step1: nameForm }, requestState: await codec.mint({ step: 1 }) });
    }
    const form = inputRequired.elicit({ message: 'Which color?', requestedSchema: z.object({ color: z.string() }) });
    return inputRequired({ inputRequests: { step2: form }, requestState: await codec.mint({ step: 2, name }) });
  });
  add('test_input_required_result_capabilities', (request) => {
    const { elicitation, sampling: canSample } = capabilitiesOf(server, request);
    const wanted = {
      ...(elicitation && { user_name: nameForm }),
      ...(canSample && { greeting: sampling('Generate a greeting', 50) }),
    };
    if (request.inputResponses !== undefined || Object.keys(wanted).length === 0) return textResult('Done.');
    return ask(wanted);
  });
  registerForms(server);
}

function registerForms(server: McpServer): void {
  server.registerTool(
    'test_sampling',
    { description: 'Samples', inputSchema: z.object({ prompt: z.string() }) },
    ({ prompt }, { mcpReq }) => {
      const text = sampledText(mcpReq, 'model');
      return text === undefined ? ask({ model: sampling(prompt, 100) }) : textResult(`LLM response: ${text}`);
    },
  );
  for (const [name, requestedSchema] of Object.entries(forms)) {
    server.registerTool(
      name,
      { description: 'Shows a form', inputSchema: z.object({ message: z.string().default('Please fill in') }) },
      ({ message }, { mcpReq }) => {
        const view = inputResponse(mcpReq.inputResponses, 'form');
        if (view.kind !== 'elicit') return ask({ form: inputRequired.elicit({ message, requestedSchema }) });
        return textResult(`User response: action=${view.action}, content=${JSON.stringify(view.content ?? {})}`);
      },
    );
  }
}

type FormSchema = Parameters<typeof inputRequired.elicit>[0]['requestedSchema'];

const options = ['option1', 'option2', 'option3'];

function titled(titles: readonly string[]): { const: string; title: string }[] {
  return titles.map((title, index) => ({ const: `value${index + 1}`, title }));
}

const forms: Readonly<Record<string, FormSchema>> = {
  test_elicitation: { type: 'object', properties: { response: { type: 'string' } }, required: ['response'] },
  test_elicitation_sep1034_defaults: {
    type: 'object',
    properties: {
      name: { type: 'string', default: 'John Doe' },
      age: { type: 'integer', default: 30 },
      score: { type: 'number', default: 95.5 },
      status: { type: 'string', enum: ['active', 'inactive', 'pending'], default: 'active' },
      verified: { type: 'boolean', default: true },
    },
  },
  test_elicitation_sep1330_enums: {
    type: 'object',
    properties: {
      untitledSingle: { type: 'string', enum: options },
      titledSingle: { type: 'string', oneOf: titled(['First Option', 'Second Option', 'Third Option']) },
      legacyEnum: {
        type: 'string',
        enum: ['opt1', 'opt2', 'opt3'],
        enumNames: ['Option One', 'Option Two', 'Option Three'],
      },
      untitledMulti: { type: 'array', minItems: 1, maxItems: 3, items: { type: 'string', enum: options } },
      titledMulti: {
        type: 'array',
        minItems: 1,
        maxItems: 3,
        items: { anyOf: titled(['First Choice', 'Second Choice', 'Third Choice']) },
      },
    },
  },
};

const nameForm = inputRequired.elicit({
  message: 'What is your name?',
  requestedSchema: z.object({ name: z.string() }),
});

function ask(inputRequests: InputRequests): InputRequiredResult {
  return inputRequired({ inputRequests });
}

function sampling(text: string, maxTokens: number): InputRequest {
  return inputRequired.createMessage({ maxTokens, messages: [{ role: 'user', content: { type: 'text', text } }] });
}

function nameIn({ inputResponses }: ServerContext['mcpReq']): string | undefined {
  return acceptedContent(inputResponses, 'user_name', z.object({ name: z.string() }))?.name;
}

function rootsIn({ inputResponses }: ServerContext['mcpReq']): string[] | undefined {
  const view = inputResponse(inputResponses, 'client_roots');
  return view.kind === 'roots' ? view.roots.map(({ uri }) => uri) : undefined;
}

function sampledText({ inputResponses }: ServerContext['mcpReq'], key: string): string | undefined {
  const view = inputResponse(inputResponses, key);
  if (view.kind !== 'sampling') return undefined;
  const [block] = [view.result.content].flat();
  return block?.type === 'text' ? block.text : '';
}

function capabilitiesOf(server: McpServer, { envelope }: ServerContext['mcpReq']): ClientCapabilities {
  const ofRequest = (envelope as Readonly<Record<string, ClientCapabilities>> | undefined)?.[
    CLIENT_CAPABILITIES_META_KEY
  ];
  return ofRequest ?? server.server.getClientCapabilities() ?? {};
}
