import { lossOf, rulesOf, watchOnly, type NetworkKind } from './kinds.ts';
import { createNamespaces, whyNoNamespaces, type Namespaces, type Plug } from './namespaces.ts';

/** Addresses of an internet that exists in namespaces only. Public ones, since a relay refuses all others as peers. */
const servers = { app: '9.9.0.10', openApp: '9.9.0.11', relay: '9.9.0.20' } as const;

/** Besides them multicast is no business of a router: it ends there. Browsers look for devices nearby with it. */
const expected = [...Object.values(servers), '224.0.0.0/4'];

/** A place where one person sits, behind a network of one kind. */
export interface Site {
  readonly namespace: string;
  /** Addresses besides the servers that packets left for. */
  astray(): readonly string[];
  /** From now on so many of a hundred packets are lost, each way. */
  lose(percent: number): void;
  /** Stops every program there, as a closed lid does, until the result is called. */
  suspend(): () => void;
}

/** A place with two networks, of which it is in one at a time. */
export interface RoamingSite extends Site {
  /** Leaves the network that it is in, and enters the other one. */
  roam(): void;
}

type BehindRouter = Exclude<NetworkKind, 'open'>;

/** A small internet: servers on one bridge, and sites that reach them through routers of every kind. */
export interface Laboratory {
  /** Where the servers' programs run. */
  readonly serverNamespace: string;
  readonly addresses: typeof servers;
  /** A new site of its own. */
  site(kind: NetworkKind): Site;
  /** A machine that goes from one network to another, as a phone does between Wi-Fi and a mobile network. */
  roamer(kinds: readonly [BehindRouter, BehindRouter]): RoamingSite;
  /** Two machines on one local network, behind one port-restricted router. */
  sameLan(): readonly [Site, Site];
  close(): void;
}

/** @throws where namespaces can't be made, with the reason */
export function createLaboratory(prefix = `s${process.pid % 100_000}`): Laboratory {
  const obstacle = whyNoNamespaces();
  if (obstacle !== undefined) throw new Error(`no network laboratory on this machine: ${obstacle}`);
  const net = createNamespaces(prefix);
  try {
    const core = net.add('net');
    net.run(core, 'ip', 'link', 'add', 'br0', 'type', 'bridge');
    net.run(core, 'ip', 'link', 'set', 'br0', 'up');
    for (const address of Object.values(servers)) {
      net.run(core, 'ip', 'addr', 'add', `${address}/16`, 'dev', 'br0');
    }
    let count = 0;
    const nextSite = () => (count += 1);
    return {
      serverNamespace: core,
      addresses: servers,
      site: (kind) => {
        const at = nextSite();
        return kind === 'open' ? openSite(net, core, at) : hostBehind(net, routerOf(net, core, kind, at), 2);
      },
      roamer: (kinds) =>
        roamingHost(net, [
          routerOf(net, core, kinds[0], nextSite()),
          routerOf(net, core, kinds[1], nextSite()),
        ]),
      sameLan: () => {
        const router = routerOf(net, core, 'port-restricted', nextSite());
        return [hostBehind(net, router, 2), hostBehind(net, router, 3)];
      },
      close: net.close,
    };
  } catch (error) {
    net.close();
    throw error;
  }
}

function openSite(net: Namespaces, core: string, at: number): Site {
  const namespace = net.add(`host${at}`);
  plugIn(net, core, at, { namespace, device: 'eth0' });
  net.run(namespace, 'ip', 'addr', 'add', `9.9.1.${at}/16`, 'dev', 'eth0');
  net.run(namespace, 'ip', 'route', 'add', 'default', 'via', servers.app);
  net.run(namespace, 'nft', watchOnly('eth0', expected));
  return siteIn(net, namespace, [namespace]);
}

interface Router {
  readonly namespace: string;
  readonly at: number;
}

function routerOf(net: Namespaces, core: string, kind: Exclude<NetworkKind, 'open'>, at: number): Router {
  const namespace = net.add(`nat${at}`);
  plugIn(net, core, at, { namespace, device: 'wan' });
  net.run(namespace, 'ip', 'addr', 'add', `9.9.1.${at}/16`, 'dev', 'wan');
  net.run(namespace, 'ip', 'link', 'add', 'lan', 'type', 'bridge');
  net.run(namespace, 'ip', 'link', 'set', 'lan', 'up');
  net.run(namespace, 'ip', 'addr', 'add', `10.${at}.0.1/24`, 'dev', 'lan');
  const plan = {
    ...{ lan: 'lan', wan: 'wan', inside: `10.${at}.0.0/24`, host: `10.${at}.0.2` },
    ...{ publicAddress: `9.9.1.${at}`, expected },
  };
  net.run(namespace, 'nft', rulesOf(kind, plan));
  return { namespace, at };
}

function hostBehind(net: Namespaces, router: Router, number: number): Site {
  const namespace = net.add(`host${router.at}-${number}`);
  joinLan(net, router, number, { namespace, device: 'eth0' });
  enter(net, namespace, 'eth0', router);
  return siteIn(net, namespace, [router.namespace]);
}

function roamingHost(net: Namespaces, routers: readonly [Router, Router]): RoamingSite {
  const namespace = net.add(`host${routers[0].at}-${routers[1].at}`);
  const devices = ['wifi0', 'lte0'] as const;
  for (const [at, device] of devices.entries()) {
    joinLan(net, routers[at] ?? routers[0], 2, { namespace, device });
    net.run(namespace, 'ip', 'link', 'set', device, 'down');
  }
  let at: 0 | 1 = 0;
  const arrive = (): void => {
    net.run(namespace, 'ip', 'link', 'set', devices[at], 'up');
    net.run(namespace, 'ip', 'addr', 'replace', `10.${routers[at].at}.0.2/24`, 'dev', devices[at]);
    enter(net, namespace, devices[at], routers[at]);
  };
  arrive();
  return {
    ...siteIn(net, namespace, [routers[0].namespace, routers[1].namespace]),
    roam: () => {
      // Its address and its default route go with it, as they do where a phone loses a network.
      net.run(namespace, 'ip', 'addr', 'flush', 'dev', devices[at]);
      net.run(namespace, 'ip', 'link', 'set', devices[at], 'down');
      at = at === 0 ? 1 : 0;
      arrive();
    },
  };
}

function joinLan(net: Namespaces, router: Router, number: number, plug: Plug): void {
  const port = { namespace: router.namespace, device: `port${number}` };
  net.cable(port, plug);
  net.run(router.namespace, 'ip', 'link', 'set', port.device, 'master', 'lan');
  net.run(plug.namespace, 'ip', 'addr', 'add', `10.${router.at}.0.${number}/24`, 'dev', plug.device);
}

/** Without a default route Chromium gathers no candidates. */
function enter(net: Namespaces, namespace: string, device: string, { at }: Router): void {
  net.run(namespace, 'ip', 'route', 'add', 'default', 'via', `10.${at}.0.1`, 'dev', device);
}

/** @param routers where its packets are watched */
function siteIn(net: Namespaces, namespace: string, routers: readonly string[]): Site {
  return {
    namespace,
    astray: () => routers.flatMap((router) => astray(net, router)),
    lose: (percent) => void net.run(namespace, 'nft', lossOf(percent)),
    suspend: () => net.suspend(namespace),
  };
}

function plugIn(
  net: Namespaces,
  core: string,
  at: number,
  plug: { namespace: string; device: string },
): void {
  const socket = { namespace: core, device: `site${at}` };
  net.cable(socket, plug);
  net.run(core, 'ip', 'link', 'set', socket.device, 'master', 'br0');
}

function astray(net: Namespaces, namespace: string): readonly string[] {
  const text = net.run(namespace, 'nft', 'list', 'set', 'ip', 'router', 'astray');
  const elements = /elements = \{([^}]*)\}/.exec(text)?.[1] ?? '';
  return elements.match(/\d+(\.\d+){3}/g) ?? [];
}
