import { BlockList, isIP } from 'node:net';

/** Addresses that no webhook may reach unless the operator allows their network: this machine, private and special networks. */
const PRIVATE: readonly [string, number, 'ipv4' | 'ipv6'][] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 127, 'ipv6'],
  ['64:ff9b::', 96, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
];

const blocked = new BlockList();
for (const [network, prefix, family] of PRIVATE) blocked.addSubnet(network, prefix, family);

/** Private networks that webhooks may reach all the same. */
export type Networks = Pick<BlockList, 'check'>;

/** Reads `10.20.0.0/16, 127.0.0.1`. @throws RangeError naming the part that is no network */
export function networksOf(list: string): Networks {
  const allowed = new BlockList();
  for (const part of list.split(',').map((p) => p.trim())) {
    if (part === '') continue;
    const [network = '', prefix] = part.split('/');
    const family = isIP(network);
    const longest = family === 4 ? 32 : 128;
    const bits = prefix === undefined ? longest : Number(prefix);
    if (family === 0 || !Number.isInteger(bits) || bits < 0 || bits > longest) throw new RangeError(`"${part}" is not a network`);
    allowed.addSubnet(network, bits, family === 4 ? 'ipv4' : 'ipv6');
  }
  return allowed;
}

/** IPv4 written as IPv6 is judged as what it is. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');

/** Whether the address lies in a private network that the operator allows. */
export const isAllowedPrivate = (given: string, allowed: Networks): boolean => {
  const address = plain(given);
  return allowed.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
};

/** Whether a webhook may be sent to this address. */
export const mayReach = (given: string, allowed: Networks): boolean => {
  const address = plain(given);
  if (/^::ffff:/i.test(address)) return false; // IPv4 in hexadecimal, which nobody writes for a good reason
  return isAllowedPrivate(address, allowed) || !blocked.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
};
