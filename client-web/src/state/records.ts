// SPDX-License-Identifier: EUPL-1.2
// Recording something in a case's dossier: judged on this device first, sent at once or not at all, refused in words.
import { leafFactsOf } from '../policy/log_facts';
import { isOn } from '../policy/membership';
import { endsRoom, judgeRecord, kStepRecord, type RecordFacts } from '../policy/records';
import { isClosed } from '../policy/steps';
import { isRoomKind, isStep } from '../policy/words';
import { kMaxPlaintextBytes } from '../protocol/padding';
import { encodePayload } from '../protocol/payload';
import { encodeRecord } from '../protocol/record';
import type { Cases } from './cases';
import { factsNow, placeNow, wordsFor } from './dossier';
import type { Fields, Outcome } from './model';
import type { RoomReplica } from './room_replica';
import type { Rooms } from './rooms';
import { denied, refuse } from './words';
import type { WorkContext } from './work_context';

const done: Outcome<void> = { ok: true, value: undefined };

export class Records {
  constructor(
    private readonly context: WorkContext,
    private readonly rooms: Rooms,
    private readonly cases: Cases,
  ) {}

  /** In the school team of the case. */
  async record(caseId: string, record: string, fields: Fields, text: string, texts: Fields): Promise<Outcome<void>> {
    const team = this.cases.team(caseId);
    return team === undefined ? refuse('not_found', this.context.lang()) : this.recordInRoom(team.id, record, fields, text, texts);
  }

  async recordInRoom(id: string, record: string, fields: Fields, text: string, texts: Fields): Promise<Outcome<void>> {
    const lang = this.context.lang();
    const room = this.rooms.get(id);
    if (room === undefined) return refuse('not_found', lang);
    if (room.broken !== undefined) return { ok: false, problem: room.broken };
    if (!this.context.online()) return refuse('no_connection', lang);
    const { policy } = this.context.rules;
    const ends = endsRoom(policy, record);
    if (this.hasEnded(room)) return ends ? this.rooms.close(room.id) : denied(policy.denials.room_closed, lang);
    const recorded: RecordFacts = { record, step: room.caseFacts.step, fields: new Map(Object.entries(fields)), id: '' };
    const words = text.trim();
    const may = this.judge(room, recorded, words, texts);
    if (!may.ok) return may;
    const moves = record === kStepRecord;
    const { to = '' } = moves ? fields : {};
    if (isStep(to) && isClosed(to)) {
      const closed = await this.closeOthers(room);
      if (!closed.ok) return closed;
    }
    const sent = await this.rooms.record(room.id, may.value, words, texts);
    if (!sent.ok) return sent.problem.reason === 'offline' ? refuse('no_connection', lang) : sent;
    // The server tells the others; this device asks.
    if (moves) await Promise.all([this.cases.sync(), this.rooms.list()]);
    return ends ? this.rooms.close(room.id) : done;
  }

  /** The record as its header states it. */
  private judge(room: RoomReplica, record: RecordFacts, text: string, texts: Fields): Outcome<string> {
    const { policy } = this.context.rules;
    const lang = this.context.lang();
    const { log, dossier } = room;
    const { state, me } = log;
    const self = state === undefined || me === undefined ? undefined : log.leafAt(state.n, me.leaf);
    if (state === undefined || !isRoomKind(state.kind) || dossier === undefined || self === undefined)
      return refuse('room_not_ready', lang);
    const place = placeNow(dossier, room, state.kind);
    const verdict = judgeRecord(policy, factsNow(dossier, room.caseFacts), place, leafFactsOf(self, this.context.serverNow()), record);
    const lacking = verdict.allowed ? undefined : policy.conditions.find(({ code }) => code === verdict.condition);
    const unknowable = lacking !== undefined && !dossier.knows(lacking);
    if (!verdict.allowed && !unknowable) return denied(verdict.denial, lang);
    const asked = wordsFor(policy, record);
    if (asked?.words === 'required' && text === '') return refuse('words_required', lang, asked.rule);
    const lacksText = asked?.texts.some((name) => (texts[name] ?? '').trim() === '') ?? false;
    if (lacksText) return refuse('words_required', lang, asked?.rule);
    if (encodePayload({ type: 'record', text, texts }).length > kMaxPlaintextBytes) return refuse('text_too_long', lang);
    const encoded = encodeRecord(record);
    return encoded.ok ? encoded : denied(policy.denials.record_malformed, lang);
  }

  /** Recorded before, when the room could not be closed. */
  private hasEnded({ id, dossier }: RoomReplica): boolean {
    const last = dossier?.entries.findLast((entry) => entry.room.id === id);
    return last !== undefined && endsRoom(this.context.rules.policy, last.record.record);
  }

  /** The others of the case's rooms that one may close, so that their members see that it has ended. The server closes the rest. */
  private async closeOthers({ id, summary }: RoomReplica): Promise<Outcome<void>> {
    for (const room of this.rooms.ofCase(summary.caseId)) {
      const closed = room.id === id || !this.mayClose(room) ? done : await this.rooms.close(room.id);
      if (!closed.ok) return closed;
    }
    return done;
  }

  private mayClose({ log, summary }: RoomReplica): boolean {
    const { policy } = this.context.rules;
    const self = log.state === undefined || log.me === undefined ? undefined : log.leafAt(log.state.n, log.me.leaf);
    if (self === undefined || summary.closed || !isRoomKind(summary.kind)) return false;
    return isOn(policy, policy.rooms[summary.kind].closeBy, leafFactsOf(self, this.context.serverNow()), summary.step);
  }
}
