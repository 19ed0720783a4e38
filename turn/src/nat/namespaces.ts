import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What lies here under a namespace's name, `ip netns exec` shows to its programs in the place of /etc. */
const ownFiles = '/etc/netns';

/** Names of interfaces and namespaces end up in 15 characters (IFNAMSIZ). */
export interface Namespaces {
  /** Makes a namespace with its own loopback and the routing that a router needs; gives its full name. */
  add(name: string): string;
  /** Runs a command inside one and gives what it printed. @throws where it fails, with what it said */
  run(namespace: string, command: string, ...args: string[]): string;
  /** Stops every process inside until the result is called. */
  suspend(namespace: string): () => void;
  /** Joins two by a cable. */
  cable(from: Plug, to: Plug): void;
  /** Ends every process inside and takes all away. */
  close(): void;
}

export interface Plug {
  readonly namespace: string;
  readonly device: string;
}

/** Why this machine can't make network namespaces; undefined where it can. */
export function whyNoNamespaces(): string | undefined {
  if (process.platform !== 'linux') return 'network namespaces are a feature of Linux';
  if (process.getuid?.() !== 0) return 'network namespaces need root';
  const name = `sotto-try-${process.pid}`;
  try {
    call('ip', 'netns', 'add', name);
    call('ip', 'netns', 'exec', name, 'nft', 'list', 'ruleset');
    return undefined;
  } catch (error) {
    return `iproute2 or nftables cannot be used: ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    try {
      call('ip', 'netns', 'del', name);
    } catch {
      // It was never made.
    }
  }
}

/** @param prefix keeps laboratories apart that run side by side */
export function createNamespaces(prefix: string): Namespaces {
  const made: string[] = [];
  const run = (namespace: string, command: string, ...args: string[]) =>
    call('ip', 'netns', 'exec', namespace, command, ...args);
  const signalAll = (namespace: string, signal: NodeJS.Signals): void => {
    for (const pid of call('ip', 'netns', 'pids', namespace).split('\n').filter(Boolean)) {
      try {
        process.kill(Number(pid), signal);
      } catch {
        // It ended by itself meanwhile.
      }
    }
  };
  return {
    suspend: (namespace) => {
      signalAll(namespace, 'SIGSTOP');
      return () => signalAll(namespace, 'SIGCONT');
    },
    add: (name) => {
      const namespace = `${prefix}-${name}`;
      call('ip', 'netns', 'add', namespace);
      made.push(namespace);
      // Nobody answers there, so a lookup fails at once instead of going out to the machine's own resolver.
      mkdirSync(join(ownFiles, namespace), { recursive: true });
      writeFileSync(join(ownFiles, namespace, 'resolv.conf'), 'nameserver 127.0.0.1\n');
      run(namespace, 'ip', 'link', 'set', 'lo', 'up');
      run(namespace, 'sysctl', '-qw', 'net.ipv4.ip_forward=1', 'net.ipv6.conf.all.disable_ipv6=1');
      return namespace;
    },
    run,
    cable: (from, to) => {
      call(
        ...(['ip', '-n', from.namespace, 'link', 'add', from.device, 'type', 'veth'] as const),
        ...(['peer', 'name', to.device, 'netns', to.namespace] as const),
      );
      call('ip', '-n', from.namespace, 'link', 'set', from.device, 'up');
      call('ip', '-n', to.namespace, 'link', 'set', to.device, 'up');
    },
    close: () => {
      for (const namespace of made.splice(0)) {
        signalAll(namespace, 'SIGKILL');
        call('ip', 'netns', 'del', namespace);
        rmSync(join(ownFiles, namespace), { recursive: true, force: true });
      }
    },
  };
}

function call(command: string, ...args: string[]): string {
  return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
