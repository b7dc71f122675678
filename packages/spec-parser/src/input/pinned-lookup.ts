import { isIP, type LookupFunction } from 'node:net';

/**
 * For the `lookup` of a request, which then connects to these addresses and to no others: a look-up of its own might
 * give different ones than those that were checked.
 *
 * @param addresses IP addresses, at least one.
 */
export function pinnedLookup(addresses: readonly string[]): LookupFunction {
  const known = addresses.map((address) => ({ address, family: isIP(address) }));
  const [first = { address: '', family: 0 }] = known;
  return (_host, { all }, done) => (all === true ? done(null, known) : done(null, first.address, first.family));
}
