// SPDX-License-Identifier: EUPL-1.2
// One living connection: opens, greets, and after a loss opens again by itself, later each time, at once when the network is back.
import type { JsonObject } from '../protocol/json';
import type { Outcome, Problem } from '../state/model';
import { BackOff } from './back_off';
import type { Cancel, Clock } from './clock';
import type { Method } from './methods';
import type { Notification } from './notifications';
import { Rpc } from './rpc';
import type { Socket, Transport } from './transport';

export type ConnectionState = 'online' | 'connecting' | 'offline';

/** The server ended the session; it said why in `session.ended`. */
export const kSessionEnded = 4001;
const kOpenWithinMs = 15_000;

export const kOffline: Problem = { reason: 'offline', rule: '', message: '' };

export interface ConnectionEvents {
  /** The socket is open: say hello and catch up. Until this resolves true the state is `connecting`; false closes and tries again. */
  greet(): Promise<boolean>;
  notification(notification: Notification): void;
  stateChanged(state: ConnectionState): void;
  ended(reason: string): void;
  /** The socket would not open, which a browser does not explain: is there still a session? Undefined when nobody answers. */
  stillSignedIn(): Promise<boolean | undefined>;
}

export class Connection {
  private state: ConnectionState = 'offline';
  private running = false;
  private socket: Socket | undefined;
  private rpc: Rpc | undefined;
  private endReason = '';
  private cancelWait: Cancel | undefined;
  private stopListening: (() => void) | undefined;
  private readonly backOff: BackOff;

  constructor(
    private readonly transport: Transport,
    private readonly clock: Clock,
    chance: () => number,
    private readonly events: ConnectionEvents,
  ) {
    this.backOff = new BackOff(chance);
  }

  start(): void {
    if (this.running) return;
    this.running = true;
    this.endReason = '';
    this.backOff.reset();
    this.stopListening = this.transport.onOnline(() => this.reopenNow());
    this.open();
  }

  stop(): void {
    this.running = false;
    this.stopListening?.();
    this.stopListening = undefined;
    this.cancelWait?.();
    this.drop();
    this.show('offline');
  }

  async call<P extends JsonObject, R>(method: Method<P, R>, params: NoInfer<P>): Promise<Outcome<R>> {
    return this.rpc === undefined ? { ok: false, problem: kOffline } : this.rpc.call(method, params);
  }

  isOnline(): boolean {
    return this.state === 'online';
  }

  /** The network changed: what was open may be dead without having been told. */
  private reopenNow(): void {
    this.backOff.reset();
    this.cancelWait?.();
    this.drop();
    this.open();
  }

  private open(): void {
    this.show('connecting');
    let opened = false;
    let over = false;
    const closed = (code: number) => {
      if (over) return;
      over = true;
      this.cancelWait?.();
      if (this.socket !== socket) return;
      this.drop();
      void this.afterClose(code, opened);
    };
    const socket: Socket = this.transport.connect({
      opened: () => {
        if (over || this.socket !== socket) return;
        opened = true;
        this.cancelWait?.();
        void this.greet(socket);
      },
      message: (text) => {
        if (this.socket === socket) this.rpc?.receive(text);
      },
      closed,
    });
    this.socket = socket;
    this.rpc = new Rpc(this.clock, (text) => socket.send(text), {
      notification: (notification) => {
        if (notification.kind === 'session.ended') this.endReason = notification.reason;
        else this.events.notification(notification);
      },
      useless: () => {
        socket.close();
        closed(1006);
      },
    });
    this.cancelWait = this.clock.after(kOpenWithinMs, () => {
      socket.close();
      closed(1006);
    });
  }

  private async greet(socket: Socket): Promise<void> {
    const welcome = await this.events.greet();
    if (this.socket !== socket) return;
    if (welcome) {
      this.backOff.reset();
      this.show('online');
    } else {
      this.drop();
      this.wait();
    }
  }

  private async afterClose(code: number, opened: boolean): Promise<void> {
    if (!this.running) return;
    this.show('offline');
    if (code === kSessionEnded || this.endReason !== '') {
      this.finish(this.endReason === '' ? 'not_signed_in' : this.endReason);
      return;
    }
    this.wait();
    if (!opened && (await this.events.stillSignedIn()) === false && this.running && !this.isOnline()) this.finish('not_signed_in');
  }

  private finish(reason: string): void {
    this.stop();
    this.events.ended(reason);
  }

  private wait(): void {
    this.show('offline');
    this.cancelWait = this.clock.after(this.backOff.nextMs(), () => this.open());
  }

  private drop(): void {
    this.rpc?.end();
    this.rpc = undefined;
    this.socket?.close();
    this.socket = undefined;
  }

  private show(state: ConnectionState): void {
    if (state === this.state) return;
    this.state = state;
    this.events.stateChanged(state);
  }
}
