import { pointerTokens } from '@mockloop/spec-parser';
import { plainName } from '../../succeed/names.ts';
import type { Change } from './change.ts';

/** Values that only those know who were given them: what they may be, no schema says. */
const ID = /(?:^|[^a-zA-Z])(?:id|ID|uuid|guid)s?$|[a-z](?:Id|ID|Uuid|UUID)s?$/;
const OPAQUE =
  /(?:refs?|references?|cursor|token|key|hash|signature|etag|password|secret|otp|captcha|after|before|coupon|voucher|promo|code)$/;

/** Words for where something stands in its course, or for what sort it is: other members follow from it. */
const COURSE = /(?:status|state|stage|phase|step|role|type|kind|mode|method|category|action|event|reason|operation)$/;

/** The name of the member or parameter that a change is about. */
function nameOf({ name, at }: Change): string {
  return pointerTokens(at).findLast((token) => !/^\d+$/.test(token)) ?? name;
}

/** Whether a value names something that has to be there, so that a refusal says nothing of its limits. */
export function namesSomething(change: Change): boolean {
  const name = nameOf(change);
  return change.in === 'path' || ID.test(name) || OPAQUE.test(plainName(name));
}

/** Whether other members, or what was done before, decide which of the values may be chosen. */
export function followsACourse(change: Change): boolean {
  return COURSE.test(plainName(nameOf(change)));
}
