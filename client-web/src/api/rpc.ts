// SPDX-License-Identifier: EUPL-1.2
// JSON-RPC 2.0 over one socket: pairs answers with calls, decodes both strictly, and keeps under the server's pace. Ends with its socket.

import { type Json, type JsonLimits, type JsonObject, parseJson } from '../protocol/json';
import { decodeValue, type ObjectReader } from '../protocol/object_reader';
import type { Outcome, Problem } from '../state/model';
import type { Cancel, Clock } from './clock';
import type { Method } from './methods';
import { decodeNotification, type Notification } from './notifications';
import { Pace } from './pace';

/** What the server may send at once: a page of items or of a room's log. */
const kFrameLimits: JsonLimits = { maxBytes: 16 * 1024 * 1024, maxDepth: 16, negativeIntegers: true };
const kAnswerWithinMs = 30_000;

export interface RpcEvents {
  notification(notification: Notification): void;
  /** The peer does not speak this protocol, or does not answer: the socket is of no more use. */
  useless(): void;
}

interface Waiting {
  readonly decode: (reader: ObjectReader) => unknown;
  readonly settle: (outcome: Outcome<unknown>) => void;
  readonly cancel: Cancel;
}

type Incoming =
  | { kind: 'result'; id: number; result: Json }
  | { kind: 'error'; id: number | null; problem: Problem }
  | { kind: 'notification'; method: string; params: Json };

/** No answer came and none will: whether the call was carried out is not known. */
export const kLost: Problem = { reason: 'lost', rule: '', message: '' };
export const kMalformedAnswer: Problem = { reason: 'malformed_answer', rule: '', message: '' };

function readIncoming(o: ObjectReader): Incoming {
  if (o.string('jsonrpc') !== '2.0') o.refuse();
  if (o.has('method')) return { kind: 'notification', method: o.string('method'), params: o.value('params') };
  if (o.has('result')) return { kind: 'result', id: o.int('id'), result: o.value('result') };
  const id = o.value('id');
  if (id !== null && typeof id !== 'number') o.refuse();
  const problem = o.object('error', (error) => {
    if (typeof error.value('code') !== 'number') error.refuse();
    const message = error.string('message');
    return error.object('data', (data) => ({ reason: data.string('reason'), rule: data.string('rule'), message }));
  });
  return { kind: 'error', id: id as number | null, problem };
}

export class Rpc {
  private readonly waiting = new Map<number, Waiting>();
  private readonly pace: Pace;
  private lastId = 0;
  private ended = false;

  constructor(
    private readonly clock: Clock,
    private readonly write: (text: string) => void,
    private readonly events: RpcEvents,
  ) {
    this.pace = new Pace(clock);
  }

  call<P extends JsonObject, R>(method: Method<P, R>, params: NoInfer<P>): Promise<Outcome<R>> {
    return new Promise((resolve) => {
      if (this.ended) {
        resolve({ ok: false, problem: kLost });
        return;
      }
      const id = ++this.lastId;
      const text = JSON.stringify({ jsonrpc: '2.0', id, method: method.name, params });
      const cancel = this.clock.after(kAnswerWithinMs, () => this.events.useless());
      this.waiting.set(id, { decode: method.decode, settle: (outcome) => resolve(outcome as Outcome<R>), cancel });
      this.pace.run(() => {
        if (!this.ended) this.write(text);
      });
    });
  }

  receive(text: string): void {
    if (this.ended) return;
    const json = parseJson(text, kFrameLimits);
    const incoming = json.ok ? decodeValue(json.value, readIncoming) : json;
    if (!incoming.ok) {
      this.events.useless();
      return;
    }
    const frame = incoming.value;
    if (frame.kind === 'notification') {
      const notification = decodeNotification(frame.method, frame.params);
      if (notification.ok) this.events.notification(notification.value);
      else this.events.useless();
      return;
    }
    const call = frame.id === null ? undefined : this.waiting.get(frame.id);
    if (call === undefined || frame.id === null) {
      this.events.useless();
      return;
    }
    this.waiting.delete(frame.id);
    call.cancel();
    if (frame.kind === 'error') {
      call.settle({ ok: false, problem: frame.problem });
      return;
    }
    const result = decodeValue(frame.result, call.decode);
    call.settle(result.ok ? { ok: true, value: result.value } : { ok: false, problem: kMalformedAnswer });
  }

  /** Every call still out is answered `lost`. */
  end(): void {
    this.ended = true;
    this.pace.stop();
    const calls = [...this.waiting.values()];
    this.waiting.clear();
    for (const call of calls) {
      call.cancel();
      call.settle({ ok: false, problem: kLost });
    }
  }
}
