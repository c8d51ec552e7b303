// SPDX-License-Identifier: EUPL-1.2
// The browser's way to the server: same origin only, the cookie is the browser's and never seen here. Runs in a page or a worker.
import { type HttpReply, kSubProtocol, type Socket, type SocketEvents, type Transport } from './transport';

export class BrowserTransport implements Transport {
  async post(path: string, body: string): Promise<HttpReply> {
    const reply = await fetch(path, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/json' },
      credentials: 'same-origin',
      mode: 'same-origin',
      redirect: 'error',
      cache: 'no-store',
    });
    return { status: reply.status, text: await reply.text() };
  }

  connect(events: SocketEvents): Socket {
    const socket = new WebSocket(`wss://${location.host}/ws`, kSubProtocol);
    socket.addEventListener('open', () => events.opened());
    socket.addEventListener('message', (event) => {
      // A binary frame is not of this protocol; the empty text is refused by the decoder like any other broken frame.
      events.message(typeof event.data === 'string' ? event.data : '');
    });
    socket.addEventListener('close', (event) => events.closed(event.code));
    return { send: (text) => socket.send(text), close: () => socket.close(1000) };
  }

  onOnline(listener: () => void): () => void {
    addEventListener('online', listener);
    return () => removeEventListener('online', listener);
  }
}
