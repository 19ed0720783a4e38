import { socketProtocol } from '@sotto/protocol';

/** What a client says in the list of subprotocols, the only header that a browser's WebSocket lets a page set. */
export interface SocketTokens {
  /** It speaks our version. */
  readonly speaksVersion: boolean;
  readonly access: string | undefined;
  readonly resume: string | undefined;
}

export function readSocketTokens(header: string | undefined): SocketTokens {
  const names = (header ?? '').split(',').map((name) => name.trim());
  const after = (prefix: string) => names.find((name) => name.startsWith(prefix))?.slice(prefix.length);
  return {
    speaksVersion: names.includes(socketProtocol.version),
    access: after(socketProtocol.tokenPrefix),
    resume: after(socketProtocol.resumePrefix),
  };
}
