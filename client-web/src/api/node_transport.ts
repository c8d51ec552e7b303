// SPDX-License-Identifier: EUPL-1.2
// The way to the server for programs under Node: one session (cookie) per transport, an own certificate authority, and the headers a browser would send.
import { Agent, request } from 'node:https';
import WebSocket from 'ws';
import { type HttpReply, kSubProtocol, type Socket, type SocketEvents, type Transport } from './transport';

export interface NodeTransportOptions {
  /** e.g. https://localhost:8443 */
  readonly origin: string;
  /** PEM of the certificate authority (or the self-signed certificate) of the server. */
  readonly ca: string;
}

const kRequestTimeoutMs = 30_000;

export class NodeTransport implements Transport {
  private readonly origin: URL;
  private readonly ca: string;
  private readonly agent: Agent;
  private readonly cookies = new Map<string, string>();

  constructor(options: NodeTransportOptions) {
    this.origin = new URL(options.origin);
    this.ca = options.ca;
    this.agent = new Agent({ ca: options.ca, keepAlive: false, minVersion: 'TLSv1.3' });
  }

  post(path: string, body: string): Promise<HttpReply> {
    return new Promise((resolve, reject) => {
      const bytes = Buffer.from(body, 'utf8');
      const call = request(
        new URL(path, this.origin),
        {
          method: 'POST',
          agent: this.agent,
          timeout: kRequestTimeoutMs,
          headers: { ...this.headers(), 'Content-Type': 'application/json', 'Content-Length': bytes.length },
        },
        (reply) => {
          this.keepCookies(reply.headers['set-cookie'] ?? []);
          const parts: Buffer[] = [];
          reply.on('data', (part: Buffer) => parts.push(part));
          reply.on('end', () => resolve({ status: reply.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }));
          reply.on('error', reject);
        },
      );
      call.on('timeout', () => call.destroy(new Error('no answer in time')));
      call.on('error', reject);
      call.end(bytes);
    });
  }

  connect(events: SocketEvents): Socket {
    const url = new URL('/ws', this.origin);
    url.protocol = 'wss:';
    const socket = new WebSocket(url, kSubProtocol, {
      ca: this.ca,
      headers: this.headers(),
      minVersion: 'TLSv1.3',
      perMessageDeflate: false,
      handshakeTimeout: 10_000,
    });
    socket.on('open', () => events.opened());
    socket.on('message', (data, isBinary) => events.message(isBinary ? '' : String(data)));
    socket.on('error', () => undefined); // followed by 'close', which tells
    socket.on('close', (code) => events.closed(code));
    return { send: (text) => socket.send(text), close: () => socket.close(1000) };
  }

  onOnline(): () => void {
    return () => undefined;
  }

  private headers(): Record<string, string> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return { Origin: this.origin.origin, 'Sec-Fetch-Site': 'same-origin', ...(cookie === '' ? {} : { Cookie: cookie }) };
  }

  private keepCookies(lines: readonly string[]): void {
    for (const line of lines) {
      const [pair = '', ...attributes] = line.split(';');
      const at = pair.indexOf('=');
      const name = pair.slice(0, at).trim();
      const value = pair.slice(at + 1).trim();
      const ended = value === '' || attributes.some((attribute) => /^\s*max-age\s*=\s*0\s*$/i.test(attribute));
      if (ended) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}
