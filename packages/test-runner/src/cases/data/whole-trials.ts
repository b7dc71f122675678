import { bodyKindOf, matchMediaType } from '@mockloop/body';
import { isLeftToOthers } from '../../requests/left-to-others.ts';
import type { LabelledTrial } from './trial.ts';
import type { TrialContext } from './trials.ts';

/** What is wrong with a request as a whole: something missing, a body that is none. */
export function* wholeTrials(context: TrialContext): Generator<LabelledTrial> {
  yield* missingParameters(context);
  yield* wrongBodies(context);
}

function* missingParameters({ operation }: TrialContext): Generator<LabelledTrial> {
  for (const { in: location, name, required, pointer } of operation.parameters) {
    if (!required || location === 'path') continue;
    if (location === 'header' && (isLeftToOthers(name, { identity: '', hasBody: true }) || /^accept$/i.test(name)))
      continue;
    const check = location === 'header' ? 'missing-required-header' : 'missing-required-parameter';
    yield {
      isValid: false,
      label: `without the ${location} parameter ${name}, which is required`,
      trial: {
        change: { in: location, name, at: '' },
        keyword: 'required',
        check,
        pointer,
        signature: `required ${pointer}`,
      },
    };
  }
}

function* wrongBodies({ operation: { requestBody }, parts: { body } }: TrialContext): Generator<LabelledTrial> {
  if (requestBody === undefined || body === undefined) return;
  const change = { in: 'body', name: '', at: '' } as const;
  const { pointer } = requestBody;
  if (requestBody.required) {
    const trial = {
      change,
      keyword: 'required',
      check: 'missing-body-accepted',
      pointer,
      signature: `required ${pointer}`,
    };
    yield { isValid: false, label: 'without the body, which is required', trial };
  }
  if (bodyKindOf(body.mediaType) === 'json' && 'value' in body) {
    const raw = JSON.stringify(body.value)?.slice(0, -1);
    const cut = { ...change, raw, mediaType: body.mediaType };
    if (typeof body.value === 'object' && body.value !== null)
      yield {
        isValid: false,
        label: 'JSON that breaks off',
        trial: {
          change: cut,
          keyword: 'BAD_JSON',
          check: 'malformed-body-accepted',
          pointer,
          signature: 'JSON that breaks off',
        },
      };
  }
  if (requestBody.required && !requestBody.content.some(({ mediaType }) => takesXml(mediaType))) {
    const other = { ...change, raw: '<mockloop/>', mediaType: XML };
    yield {
      isValid: false,
      label: `${XML} instead of ${requestBody.content.map(({ mediaType }) => mediaType).join(', ')}`,
      trial: { change: other, keyword: 'content-type', check: 'wrong-media-type-accepted', pointer, signature: XML },
    };
  }
}

const XML = 'application/xml';

/** Bytes of no known type may be anything. */
function takesXml(mediaType: string): boolean {
  return mediaType === 'application/octet-stream' || matchMediaType(mediaType, XML);
}
