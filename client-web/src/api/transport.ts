// SPDX-License-Identifier: EUPL-1.2
// How bytes reach the server and come back, whatever carries them: a browser, or a program with its own certificate authority.

export interface HttpReply {
  readonly status: number;
  readonly text: string;
}

export interface SocketEvents {
  opened(): void;
  message(text: string): void;
  /** Called once, also when the connection could not be made (then `code` is 1006). */
  closed(code: number): void;
}

export interface Socket {
  send(text: string): void;
  close(): void;
}

export interface Transport {
  /** POST of a JSON body to the same origin, with the session cookie. Rejects only when there was no answer. */
  post(path: string, body: string): Promise<HttpReply>;
  /** Opens `wss://…/ws` with sub-protocol `beraad.v1`. */
  connect(events: SocketEvents): Socket;
  /** Tells when the device says it has a network again. Returns the way to stop. */
  onOnline(listener: () => void): () => void;
}

export const kSubProtocol = 'beraad.v1';
