import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { limits } from '@sotto/protocol';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { serve } from '../lib/serve.ts';

const sockets = new Map<string, WebSocket>();
const server = createServer();

new WebSocketServer({ server, perMessageDeflate: false, maxPayload: limits.maxSocketFrameBytes }).on(
  'connection',
  (socket, req) => {
    const { searchParams } = new URL(req.url ?? '', 'http://localhost');
    const [id, to] = [searchParams.get('id') ?? '', searchParams.get('to') ?? ''];
    sockets.set(id, socket);
    socket.on('message', (data: RawData, binary) => sockets.get(to)?.send(data as Buffer, { binary }));
    socket.on('close', () => sockets.delete(id));
    socket.on('error', () => {});
  },
);

server.listen(0, '127.0.0.1', () => serve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
