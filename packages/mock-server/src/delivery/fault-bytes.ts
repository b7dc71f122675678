import type { Fault, FaultType } from '@mockloop/scenarios';
import type { Answer } from '../answer.ts';

const DEFAULT_RATE = 20;

export function faultType(fault: Fault): FaultType {
  return typeof fault === 'string' ? fault : fault.type;
}

/** Whether it shows in the body alone: an answer without one stays whole. */
export function isBodyFault(fault: Fault): boolean {
  return !['connection_reset', 'empty_reply', 'timeout'].includes(faultType(fault));
}

export function bytesPerSecond(fault: Fault): number {
  return (typeof fault === 'object' ? fault.bytes_per_second : undefined) ?? DEFAULT_RATE;
}

export function toBytes({ body }: Answer): Uint8Array {
  return body === undefined || typeof body === 'string' ? Buffer.from(body ?? '') : body;
}

/** Bytes that are neither JSON, XML nor text: a beginning of the body, then what no UTF-8 text has. */
export function malformed(body: Uint8Array): Uint8Array {
  return Buffer.concat([
    body.subarray(0, Math.floor(body.length / 2)),
    Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0x28, 0x7d]),
  ]);
}
