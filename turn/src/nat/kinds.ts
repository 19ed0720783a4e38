/**
 * How a network treats those behind it, in the terms of RFC 3489 that are still in use, and what offices and hotels add.
 * `open` has no translation at all.
 */
export const networkKinds = [
  'open',
  'full-cone',
  'port-restricted',
  'symmetric',
  'udp-blocked',
  'only-443',
] as const;
export type NetworkKind = (typeof networkKinds)[number];

export interface RouterPlan {
  readonly lan: string;
  readonly wan: string;
  /** The network behind it, as CIDR. */
  readonly inside: string;
  /** The one machine that a full cone lets everything through to. */
  readonly host: string;
  readonly publicAddress: string;
  /** Addresses and blocks where people have business: where else packets go is kept as `astray`. */
  readonly expected: readonly string[];
}

/**
 * The nftables rules of a router of that kind.
 *
 * A port-restricted cone also drops what comes in unasked: else the kernel would answer an early packet of the peer
 * itself, take its port for its own, and map the next connection to another one.
 */
export function rulesOf(kind: Exclude<NetworkKind, 'open'>, plan: RouterPlan): string {
  const { lan, wan, inside, host, publicAddress } = plan;
  const translate = {
    'full-cone': `ip saddr ${inside} oifname ${wan} snat to ${publicAddress}`,
    'port-restricted': `ip saddr ${inside} oifname ${wan} masquerade`,
    symmetric: `ip saddr ${inside} oifname ${wan} masquerade fully-random`,
    'udp-blocked': `ip saddr ${inside} oifname ${wan} masquerade`,
    'only-443': `ip saddr ${inside} oifname ${wan} masquerade`,
  }[kind];
  const admit = kind === 'full-cone' ? `iifname ${wan} meta l4proto udp dnat to ${host}` : '';
  const pass = {
    'full-cone': 'accept',
    'port-restricted': `iifname ${lan} accept`,
    symmetric: `iifname ${lan} accept`,
    'udp-blocked': `iifname ${lan} meta l4proto tcp accept`,
    'only-443': `iifname ${lan} tcp dport 443 accept`,
  }[kind];
  return `
table ip router {
  set astray { type ipv4_addr; flags dynamic; size 1024; }
  chain prerouting {
    type nat hook prerouting priority dstnat; policy accept;
    ${admit}
  }
  chain postrouting {
    type nat hook postrouting priority srcnat; policy accept;
    ${translate}
  }
  chain input {
    type filter hook input priority filter; policy drop;
    iifname ${lan} accept
  }
  chain forward {
    type filter hook forward priority filter; policy drop;
    iifname ${lan} ip daddr != { ${plan.expected.join(', ')} } update @astray { ip daddr }
    ct state established,related accept
    ${pass}
  }
}
`;
}

/** Rules that only keep where a machine goes `astray` by a device. */
export function watchOnly(device: string, expected: readonly string[]): string {
  return `
table ip router {
  set astray { type ipv4_addr; flags dynamic; size 1024; }
  chain output {
    type filter hook output priority filter; policy accept;
    oifname ${device} ip daddr != { ${expected.join(', ')} } update @astray { ip daddr }
  }
}
`;
}

/** Rules by which a machine loses so many of a hundred packets that leave it or come to it, but for those to itself. */
export function lossOf(percent: number): string {
  const drop = `numgen random mod 100 < ${Math.round(percent)} drop`;
  return `
table ip loss {
  chain output {
    type filter hook output priority filter; policy accept;
    oifname != lo ${drop}
  }
  chain input {
    type filter hook input priority filter; policy accept;
    iifname != lo ${drop}
  }
}
`;
}

/** Whether two networks let a direct path pass, given a STUN server and no relay (RFC 5128, 3.3). */
export function directPathBetween(one: NetworkKind, other: NetworkKind): boolean {
  const blocked = (kind: NetworkKind) => kind === 'udp-blocked' || kind === 'only-443';
  if (blocked(one) || blocked(other)) return false;
  const strict = (kind: NetworkKind) => kind === 'symmetric' || kind === 'port-restricted';
  const symmetric = one === 'symmetric' || other === 'symmetric';
  return !(symmetric && strict(one) && strict(other));
}
