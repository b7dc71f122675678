import type { Check } from '../model/check.ts';

/** What the API must keep. */
export const STATE_CHECKS: readonly Check[] = [
  {
    id: 'created-not-readable',
    title: 'Created, but not there',
    family: 'state',
    severity: 'high',
    proof:
      'A creation answered 2xx with an id, and reading that id answers 404 or 410, also when it is read again within 300 ms. Creations that answer 202, ' +
      'and accounts, are left out. It happens with each new one.',
    remedy: 'Store what is created before the creation is answered, and read from where it is stored; or answer 202.',
  },
  {
    id: 'created-differs',
    title: 'Not kept as it was sent',
    family: 'state',
    severity: 'medium',
    proof:
      'A member that was sent when something was created comes back as another value. What the server decides (ids, times, states, owners), other ways ' +
      'to write the same (case, spaces, number and time formats, order) and hidden values do not count. A member that is missing counts where the ' +
      'server shows it in other items or in its answer to the creation.',
    remedy: 'Store the member as it was sent, or mark it as `readOnly` or `writeOnly` in the document.',
  },
  {
    id: 'created-not-listed',
    title: 'Created, but not listed',
    family: 'state',
    severity: 'medium',
    proof:
      'Something that was created can be read by its id, and is on none of the pages of the list, which was walked to its end, also when it is listed ' +
      'again within 300 ms.',
    remedy: 'Have the list show what has been created; or say in the document what it leaves out.',
  },
  {
    id: 'duplicate-id',
    title: 'Two things with one id',
    family: 'state',
    severity: 'high',
    cwe: 694,
    proof: 'Two creations one after the other both answered 2xx with the same id, which the client did not choose.',
    remedy: 'Draw ids from a sequence or at random, and have the database refuse those that exist.',
  },
  {
    id: 'update-lost',
    title: 'A change that is lost',
    family: 'state',
    severity: 'high',
    proof:
      'PUT or PATCH answered 2xx, and a member that it sent is not as it was sent when the item is read, also within 300 ms. What the server decides, ' +
      'and other ways to write the same, do not count.',
    remedy: 'Write all members that the operation takes, or refuse those that it does not.',
  },
  {
    id: 'partial-update-lost',
    title: 'A partial change that removes the rest',
    family: 'state',
    severity: 'high',
    proof:
      'PATCH answered 2xx; members that it did not send, which were there before and had been sent when the item was created, are gone or empty ' +
      '(RFC 5789, RFC 7396).',
    remedy: 'Merge what is sent into what is stored; replacing all of it is for PUT.',
  },
  {
    id: 'merge-patch-wrong',
    title: 'A merge patch that does not remove',
    family: 'state',
    severity: 'medium',
    proof:
      'A JSON Merge Patch with `null` for an optional member that was there answered 2xx, and the member is still as it was (RFC 7396 §2).',
    remedy: 'Remove members whose value in the patch is `null`, or refuse them.',
  },
  {
    id: 'put-merges',
    title: 'PUT that merges',
    family: 'state',
    severity: 'low',
    proof:
      'PUT with a body that lacks an optional member, which PUT itself had set before, answered 2xx, and the member still has its value (RFC 9110 §9.3.4).',
    remedy: 'Replace the whole item, or offer PATCH for partial changes.',
  },
  {
    id: 'put-not-idempotent',
    title: 'PUT that does more each time',
    family: 'state',
    severity: 'medium',
    proof:
      'The same PUT was sent twice more; other members than those that differ between two readings without a PUT (times, versions) changed, or the ' +
      'list has more copies of the item (RFC 9110 §9.2.2).',
    remedy: 'Have PUT set what is sent, whatever was there; what adds or creates is for POST.',
  },
  {
    id: 'write-hits-others',
    title: 'A change that hits other items',
    family: 'state',
    severity: 'high',
    proof:
      'One of two items was changed or deleted; the other one, which could be read before, has the new values too, or is gone.',
    remedy: 'Limit the change to the item that the path names.',
  },
  {
    id: 'delete-no-effect',
    title: 'DELETE without effect',
    family: 'state',
    severity: 'high',
    wfc: 103,
    proof:
      'An item that could be read was deleted with 2xx, 202 left out; it can still be read, and has changed in nothing, also within 300 ms. Items that are ' +
      'kept and marked as deleted do not count.',
    remedy: 'Remove the item, or mark it as deleted; answer 202 where that takes time.',
  },
  {
    id: 'deleted-still-listed',
    title: 'Deleted, but still listed',
    family: 'state',
    severity: 'medium',
    proof: 'An item that was listed was deleted and cannot be read any more, and is still listed, also within 300 ms.',
    remedy: 'Leave what was deleted out of the list, and update caches and indices with it.',
  },
  {
    id: 'use-after-delete',
    title: 'Use after deletion',
    family: 'state',
    severity: 'medium',
    proof:
      'An item was deleted and cannot be read any more; PATCH on it, or a PUT that does not create it again, still answers 2xx.',
    remedy: 'Answer 404 or 410 to all operations on what is not there any more.',
  },
  {
    id: 'failed-write-effect',
    title: 'A refused write that leaves something behind',
    family: 'state',
    severity: 'high',
    wfc: 104,
    proof:
      'A creation with a body that the document forbids was refused with 4xx, and the list, which showed an item created before, has more items with what was ' +
      'sent; or a change was refused, and members of it are in the item since then.',
    remedy: 'Check the whole request before anything is written, or write in one transaction.',
  },
  {
    id: 'missing-found',
    title: 'What never was is found',
    family: 'state',
    severity: 'medium',
    proof:
      'Reading an id that is like those of the server, and was never given, answers 2xx, while an item that exists is read with its own id.',
    remedy: 'Answer 404 where there is no such item.',
  },
  {
    id: 'wrong-parent',
    title: 'An item below another parent than its own',
    family: 'state',
    severity: 'medium',
    cwe: 639,
    proof:
      'A child was created below one of two new parents. Below the other one, it is read or listed too, with the unique values that it was created with.',
    remedy: 'Look up items by their parent and their id, not by their id alone.',
  },
  {
    id: 'limit-ignored',
    title: 'A page longer than asked for',
    family: 'state',
    severity: 'medium',
    proof:
      'A list that has more items without a limit gives more than the limit that the document declares allowed and the request asked for.',
    remedy: 'Cut the page at the limit.',
  },
  {
    id: 'page-repeats',
    title: 'Pages that repeat items',
    family: 'state',
    severity: 'medium',
    proof:
      'A list was walked page by page while nothing else wrote to it; an item comes on two pages, and only once in the list without pages.',
    remedy: 'Sort by a unique key, and begin each page behind the last item of the one before.',
  },
  {
    id: 'page-loses',
    title: 'Pages that leave items out',
    family: 'state',
    severity: 'medium',
    proof:
      'A list was walked page by page to its end while nothing else wrote to it; items that the list without pages has are on none.',
    remedy: 'Sort by a unique key, and begin each page behind the last item of the one before.',
  },
  {
    id: 'total-wrong',
    title: 'A total that is wrong',
    family: 'state',
    severity: 'low',
    proof:
      'All pages were walked to the end, before and after one more was created; both times the total that the list says is another number than that of its ' +
      'items, or it grew by another number than one.',
    remedy: 'Count what the list would give, with the same conditions.',
  },
  {
    id: 'filter-ignored',
    title: 'A filter without effect',
    family: 'state',
    severity: 'medium',
    proof:
      'A list gives all that it gives without the filter, items among them whose member does not match the value that was asked for.',
    remedy: 'Apply the filter, or take the parameter out of the document.',
  },
  {
    id: 'filter-wrong',
    title: 'A filter that lets others through',
    family: 'state',
    severity: 'medium',
    proof:
      'A filtered list has items whose member matches the value that was asked for, and items whose member does not.',
    remedy: 'Compare the member with the value as the document says.',
  },
  {
    id: 'sort-wrong',
    title: 'A list in the wrong order',
    family: 'state',
    severity: 'low',
    proof:
      'A list was asked for in an order that the document names; at least three different values are neither in that order nor, where no direction was said, in ' +
      'the opposite one, whichever way texts are compared.',
    remedy: 'Sort by the member that was asked for: numbers as numbers, times as times.',
  },
  {
    id: 'idempotency-ignored',
    title: 'An idempotency key without effect',
    family: 'state',
    severity: 'high',
    proof:
      'The same creation with the same idempotency key, which the document declares, made two things with ids of their own; another key made a third one.',
    remedy: 'Keep the answer by the key, and give it again.',
  },
  {
    id: 'link-dead',
    title: 'A link of the document that leads nowhere',
    family: 'state',
    severity: 'medium',
    proof: 'A Link Object was followed with the values of an answer, and its operation answers 404 or 410.',
    remedy: 'Correct the expressions of the link, or have the server find what it named itself.',
  },
  {
    id: 'state-diverges',
    title: 'What is there is not what was done',
    family: 'state',
    severity: 'high',
    proof:
      'Things were created, changed and deleted in an order that was drawn; after a step, one that nobody deleted answers 404, or one that was gone is there again.',
    remedy: 'Look for what the last of the steps does beside what it should.',
  },
];
