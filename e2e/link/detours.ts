import { createSocket, type Socket } from 'node:dgram';
import type { SignalData } from '@sotto/protocol';

/**
 * Puts a UDP relay of the test's between two browsers on one machine, so that a path can be lost for good: every
 * candidate that crosses is rewritten to a detour of its own. A blocked detour drops everything; what is gathered
 * later gets new ones.
 */
export class Detours {
  readonly #sockets: Socket[] = [];
  readonly #blocked = new Set<Socket>();
  /** An offer may come twice, and the second time it must be the same. */
  readonly #ports = new Map<string, Promise<number>>();

  /** The signal as the other side is to see it; `undefined` where it has no place behind a detour. */
  async rewrite(data: SignalData): Promise<SignalData | undefined> {
    if (data.type === 'candidate') {
      const candidate = await this.#rewriteCandidate(data.candidate.candidate);
      return candidate === undefined ? undefined : { ...data, candidate: { ...data.candidate, candidate } };
    }
    if (data.type === 'renegotiate' || data.type === 'rebuild') return data;
    const lines = await Promise.all(
      data.sdp.split('\r\n').map(async (line) => {
        if (!line.startsWith('a=candidate:')) return line;
        const candidate = await this.#rewriteCandidate(line.slice(2));
        return candidate === undefined ? undefined : `a=${candidate}`;
      }),
    );
    return { ...data, sdp: lines.filter((line) => line !== undefined).join('\r\n') };
  }

  /** From now on nothing passes the detours there are. */
  block(): void {
    for (const socket of this.#sockets) this.#blocked.add(socket);
    this.#ports.clear();
  }

  close(): void {
    for (const socket of this.#sockets) socket.close();
  }

  /** The fields of RFC 8839 §5.1: foundation, component, transport, priority, address, port, … */
  async #rewriteCandidate(candidate: string): Promise<string | undefined> {
    const fields = candidate.split(' ');
    const [, , transport, , address, port] = fields;
    if (transport?.toLowerCase() !== 'udp' || address === undefined || address.includes(':'))
      return undefined;
    const place = `${address} ${port}`;
    const detour = this.#ports.get(place) ?? this.#detourTo(address, Number(port));
    this.#ports.set(place, detour);
    fields[5] = String(await detour);
    return fields.join(' ');
  }

  /** A socket that takes packets to the browser there, and its answers to whoever sent last. */
  async #detourTo(address: string, port: number): Promise<number> {
    const socket = createSocket('udp4');
    this.#sockets.push(socket);
    let sender: { readonly address: string; readonly port: number } | undefined;
    socket.on('message', (packet, from) => {
      if (this.#blocked.has(socket)) return;
      if (from.address === address && from.port === port) {
        if (sender !== undefined) socket.send(packet, sender.port, sender.address);
      } else {
        sender = from;
        socket.send(packet, port, address);
      }
    });
    await new Promise<void>((resolve) => socket.bind(0, address, resolve));
    return socket.address().port;
  }
}
