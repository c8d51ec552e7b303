// SPDX-License-Identifier: EUPL-1.2
// Saying something in a room: checked on this device by rule 11, put in the outbox, sent as soon as it can be.

import { kItemTombstone } from '../api/methods';
import { roomFactsOf } from '../policy/log_facts';
import { mayRemoveItem } from '../policy/membership';
import { isRoomKind } from '../policy/words';
import { findings } from '../protocol/anonymity';
import { type Id, isId, newId } from '../protocol/id';
import { kMaxPlaintextBytes } from '../protocol/padding';
import type { Payload } from '../protocol/payload';
import { encodePayload } from '../protocol/payload';
import type { Cases } from './cases';
import type { Finding, Outcome } from './model';
import type { RoomReplica } from './room_replica';
import type { Rooms } from './rooms';
import { denied, refuse } from './words';
import type { WorkContext } from './work_context';

const kMostEmojiLength = 16;
const kRule = '11';

export class Talk {
  constructor(
    private readonly context: WorkContext,
    private readonly rooms: Rooms,
    private readonly cases: Cases,
  ) {}

  check(room: string, text: string): readonly Finding[] {
    const replica = this.rooms.get(room);
    return replica === undefined || !this.isAnonymous(replica) ? [] : this.checkForCase(replica.summary.caseId, text);
  }

  /** Where parents and the pupil are, who the pupil is is no secret. */
  private isAnonymous({ log, summary }: RoomReplica): boolean {
    const withRelatives = isRoomKind(summary.kind) && this.context.rules.policy.rooms[summary.kind].relationAllowed;
    return (log.state?.phase ?? summary.phase) === 'anonymous' && !withRelatives;
  }

  checkForCase(caseId: string, text: string): readonly Finding[] {
    return findings(text, this.cases.card(caseId));
  }

  startThread(room: string, title: string, text: string): Outcome<string> {
    const thread = newId();
    const said = this.say(room, thread, { type: 'text', text: text.trim(), title: title.trim(), replyTo: '' }, [title, text]);
    return said.ok ? { ok: true, value: thread } : said;
  }

  send(room: string, thread: string, text: string, replyTo: string): Outcome<string> {
    if (!isId(thread) || (replyTo !== '' && !isId(replyTo))) return refuse('not_found', this.context.lang());
    return this.say(room, thread, { type: 'text', text: text.trim(), title: '', replyTo }, [text]);
  }

  edit(room: string, item: string, text: string): Outcome<void> {
    const found = isId(item) ? this.rooms.get(room)?.items.byId(item) : undefined;
    if (found?.payload?.type !== 'text') return refuse('not_found', this.context.lang());
    if (found.header.from !== this.rooms.get(room)?.summary.leaf) return refuse('not_yours', this.context.lang());
    return nothing(this.say(room, found.header.thread, { type: 'edit', ref: found.header.id, text: text.trim() }, [text]));
  }

  react(room: string, item: string, emoji: string, on: boolean): Outcome<void> {
    const found = isId(item) ? this.rooms.get(room)?.items.byId(item) : undefined;
    if (found?.payload?.type !== 'text' || emoji.length > kMostEmojiLength) return refuse('not_found', this.context.lang());
    return nothing(this.say(room, found.header.thread, { type: 'reaction', ref: found.header.id, emoji, on }, [emoji]));
  }

  /**
   * The words of a message, and of what it was changed from, are gone for everybody: they made the pupil identifiable (rule 11). By anybody in a room
   * in which the pupil is anonymous; for good.
   */
  async remove(room: string, item: string): Promise<Outcome<void>> {
    const lang = this.context.lang();
    const replica = this.rooms.get(room);
    const found = isId(item) ? replica?.items.byId(item) : undefined;
    if (replica === undefined || found?.payload?.type !== 'text') return refuse('not_found', lang);
    const now = this.context.serverNow();
    const facts = replica.log.state === undefined ? undefined : roomFactsOf(replica.log.state, now);
    const self = facts?.roster.find(({ leaf }) => leaf === replica.summary.leaf);
    if (facts === undefined || self === undefined) return refuse('room_not_ready', lang);
    const may = mayRemoveItem(this.context.rules.policy, self, facts, 'text');
    if (!may.allowed) return denied(may.denial, lang);
    const { id } = found.header;
    const edits = replica.items.all.filter(({ payload, tombstone }) => payload?.type === 'edit' && payload.ref === id && !tombstone);
    const removed = await this.context.call(kItemTombstone, { room: replica.id, items: [id, ...edits.map(({ header }) => header.id)] });
    return removed.ok ? replica.bury(removed.value) : removed;
  }

  private say(room: string, thread: Id, payload: Payload, texts: readonly string[]): Outcome<string> {
    const lang = this.context.lang();
    const replica = this.rooms.get(room);
    if (replica === undefined) return refuse('not_found', lang);
    if (replica.broken !== undefined) return { ok: false, problem: replica.broken };
    if (replica.caseClosed) return denied(this.context.rules.policy.denials.case_closed, lang);
    if (replica.summary.closed || replica.log.state?.closed === true) return refuse('closed', lang);
    if (texts.some((text) => text.trim() === '')) return refuse('empty_text', lang);
    if (encodePayload(payload).length > kMaxPlaintextBytes) return refuse('text_too_long', lang);
    if (texts.some((text) => this.check(room, text).length > 0)) return refuse('identifying_words', lang, kRule);
    const id = newId();
    this.context.outbox.add({ room: replica.id, id, thread, payload, at: this.context.serverNow() });
    this.context.changed(replica.id);
    this.rooms.send(replica.id);
    return { ok: true, value: id };
  }
}

function nothing(said: Outcome<string>): Outcome<void> {
  return said.ok ? { ok: true, value: undefined } : said;
}
