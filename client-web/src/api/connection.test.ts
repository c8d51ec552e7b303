// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, it } from 'vitest';
import type { Id } from '../protocol/id';
import { HandClock } from '../state/testing/hand_clock';
import { Connection, type ConnectionState } from './connection';
import { kRoomPickUp, kTouch } from './methods';
import type { Notification } from './notifications';
import type { Socket, SocketEvents, Transport } from './transport';

/** Sockets that open when the test says so. */
class HandTransport implements Transport {
  readonly opened: SocketEvents[] = [];
  readonly sent: string[] = [];
  online: () => void = () => undefined;

  async post(): Promise<never> {
    throw new Error('unreachable');
  }
  connect(events: SocketEvents): Socket {
    this.opened.push(events);
    return { send: (text) => this.sent.push(text), close: () => undefined };
  }
  onOnline(listener: () => void): () => void {
    this.online = listener;
    return () => undefined;
  }
  get newest(): SocketEvents {
    const events = this.opened.at(-1);
    if (events === undefined) throw new Error('nothing was opened');
    return events;
  }
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

function started(chance = 0) {
  const clock = new HandClock();
  const transport = new HandTransport();
  const states: ConnectionState[] = [];
  const notifications: Notification[] = [];
  const ended: string[] = [];
  let signedIn: boolean | undefined = true;
  const connection = new Connection(transport, clock, () => chance, {
    greet: async () => true,
    notification: (notification) => notifications.push(notification),
    stateChanged: (state) => states.push(state),
    ended: (reason) => ended.push(reason),
    stillSignedIn: async () => signedIn,
  });
  connection.start();
  const forget = () => {
    signedIn = false;
  };
  return { clock, transport, connection, states, notifications, ended, forget };
}

describe('a connection', () => {
  it('is_online_once_the_greeting_is_answered', async () => {
    const { transport, states } = started();
    transport.newest.opened();
    await settled();
    expect(states).toEqual(['connecting', 'online']);
  });

  it('waits_longer_after_each_failure_up_to_half_a_minute', async () => {
    const { clock, transport } = started();
    const waits: number[] = [];
    for (let attempt = 0; attempt < 7; attempt++) {
      transport.newest.closed(1006);
      await settled();
      waits.push(clock.nextIn());
      clock.turn(clock.nextIn());
    }
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000]);
    expect(transport.opened.length).toBe(8);
  });

  it('spreads_its_waits_by_chance', async () => {
    const { clock, transport } = started(0.999);
    transport.newest.closed(1006);
    await settled();
    expect(clock.nextIn()).toBe(1000);
  });

  it('opens_at_once_when_the_network_is_back', async () => {
    const { transport } = started();
    transport.newest.closed(1006);
    await settled();
    transport.online();
    expect(transport.opened.length).toBe(2);
  });

  it('starts_over_after_a_restart_of_the_server', async () => {
    const { clock, transport, states } = started();
    transport.newest.opened();
    await settled();
    transport.newest.closed(1012);
    await settled();
    clock.turn(clock.nextIn());
    transport.newest.opened();
    await settled();
    expect(states).toEqual(['connecting', 'online', 'offline', 'connecting', 'online']);
  });

  it('ends_for_good_when_the_server_ends_the_session_and_says_why', async () => {
    const { clock, transport, ended } = started();
    transport.newest.opened();
    await settled();
    transport.newest.message('{"jsonrpc":"2.0","method":"session.ended","params":{"reason":"blocked"}}');
    transport.newest.closed(4001);
    await settled();
    expect(ended).toEqual(['blocked']);
    expect(clock.nextIn()).toBe(-1);
  });

  it('asks_whether_the_session_is_still_there_when_it_cannot_open', async () => {
    const { transport, ended, forget } = started();
    forget();
    transport.newest.closed(1006);
    await settled();
    expect(ended).toEqual(['not_signed_in']);
  });

  it('answers_every_call_that_was_out_when_it_was_lost', async () => {
    const { transport, connection } = started();
    transport.newest.opened();
    await settled();
    const call = connection.call(kTouch, {});
    transport.newest.closed(1006);
    expect(await call).toMatchObject({ ok: false, problem: { reason: 'lost' } });
    expect(await connection.call(kTouch, {})).toMatchObject({ ok: false, problem: { reason: 'offline' } });
  });

  it('gives_up_on_a_line_that_does_not_answer', async () => {
    const { clock, transport, connection } = started();
    transport.newest.opened();
    await settled();
    const call = connection.call(kTouch, {});
    clock.turn(30_000);
    expect(await call).toMatchObject({ ok: false, problem: { reason: 'lost' } });
  });

  it('passes_a_refusal_on_with_its_rule_and_words', async () => {
    const { transport, connection } = started();
    transport.newest.opened();
    await settled();
    const call = connection.call(kRoomPickUp, { room: 'AAAAAAAAAAAAAAAAAAAAAA' as Id });
    expect(JSON.parse(transport.sent[0] ?? '')).toEqual({
      jsonrpc: '2.0',
      id: 1,
      method: 'room.pick_up',
      params: { room: 'AAAAAAAAAAAAAAAAAAAAAA' },
    });
    transport.newest.message(
      '{"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"Al opgepakt.","data":{"reason":"already_picked_up","rule":"3"}}}',
    );
    expect(await call).toEqual({ ok: false, problem: { reason: 'already_picked_up', rule: '3', message: 'Al opgepakt.' } });
  });

  it.each([
    ['no json', 'x'],
    ['an empty text', ''],
    ['an answer nobody asked for', '{"jsonrpc":"2.0","id":9,"result":{}}'],
    ['another version', '{"jsonrpc":"1.0","method":"room.entry","params":{}}'],
    ['an unknown notification', '{"jsonrpc":"2.0","method":"room.gone","params":{}}'],
    ['a notification with a field too many', '{"jsonrpc":"2.0","method":"session.ended","params":{"reason":"x","more":1}}'],
    ['a doubled name', '{"jsonrpc":"2.0","jsonrpc":"2.0","method":"session.ended","params":{"reason":"x"}}'],
  ])('drops_a_line_that_sends_%s', async (_, frame) => {
    const { transport, states, notifications } = started();
    transport.newest.opened();
    await settled();
    transport.newest.message(frame);
    await settled();
    expect(states.at(-1)).toBe('offline');
    expect(notifications).toEqual([]);
  });

  it('keeps_under_the_pace_the_server_takes', async () => {
    const { clock, transport, connection } = started();
    transport.newest.opened();
    await settled();
    for (let i = 0; i < 100; i++) void connection.call(kTouch, {});
    expect(transport.sent.length).toBe(30);
    clock.turn(1000);
    expect(transport.sent.length).toBeGreaterThan(40);
    expect(transport.sent.length).toBeLessThanOrEqual(46);
    clock.turn(5000);
    expect(transport.sent.length).toBe(100);
  });
});
