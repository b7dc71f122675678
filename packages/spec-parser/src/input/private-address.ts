import { BlockList, isIPv6 } from 'node:net';

/** Link-local addresses, where clouds keep their credentials, and others that no API document can be at. */
const NEVER = blockList([
  ['169.254.0.0', 16],
  ['100.100.100.200', 32],
  ['192.0.0.192', 32],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['fe80::', 10],
  ['fd00:ec2::254', 128],
  ['ff00::', 8],
]);

/** Loopback, private and other networks that are not the public internet (RFC 6890). */
const PRIVATE = blockList([
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['::', 128],
  ['::1', 128],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2002::', 16],
  ['fc00::', 7],
]);

/** How far away an IP address is. IPv4 addresses that are written as IPv6 ones count as what they are. */
export function addressReach(address: string): 'refused' | 'private' | 'public' {
  const family = isIPv6(address) ? 'ipv6' : 'ipv4';
  if (NEVER.check(address, family)) return 'refused';
  return PRIVATE.check(address, family) ? 'private' : 'public';
}

function blockList(subnets: readonly (readonly [network: string, prefix: number])[]): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of subnets) list.addSubnet(network, prefix, isIPv6(network) ? 'ipv6' : 'ipv4');
  return list;
}
