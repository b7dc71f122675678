/** One event of a stream. */
export interface ServerSentEvent {
  readonly name: string;
  readonly id?: string | undefined;
  readonly data: string;
}

/**
 * The events of a response, until it ends or breaks off.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export async function* serverSentEvents(response: Response): AsyncGenerator<ServerSentEvent> {
  if (response.body === null) return;
  let text = '';
  for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
    text += piece;
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const event = parseEvent(block);
      if (event !== undefined) yield event;
    }
  }
}

/** `undefined` for comments, which keep the connection alive, and for blocks without data. */
function parseEvent(block: string): ServerSentEvent | undefined {
  const fields = block.split('\n').map((line) => /^([^:]+)(?:: ?(.*))?$/.exec(line) ?? []);
  const last = (name: string): string | undefined => fields.findLast(([, field]) => field === name)?.[2];
  const data = fields.filter(([, field]) => field === 'data').map(([, , value = '']) => value);
  return data.length === 0 ? undefined : { name: last('event') ?? 'message', id: last('id'), data: data.join('\n') };
}
