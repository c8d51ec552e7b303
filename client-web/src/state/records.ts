// SPDX-License-Identifier: EUPL-1.2
// Recording something in a case's dossier: judged on this device first, sent at once or not at all, refused in words.
import { leafFactsOf } from '../policy/log_facts';
import { endsRoom, judgeRecord, kStepRecord, type RecordFacts } from '../policy/records';
import { isClosed } from '../policy/steps';
import { isRoomKind, isStep } from '../policy/words';
import { kMaxPlaintextBytes } from '../protocol/padding';
import { encodePayload } from '../protocol/payload';
import { encodeRecord } from '../protocol/record';
import type { Cases } from './cases';
import { wordsFor } from './dossier';
import type { Outcome } from './model';
import type { RoomReplica } from './room_replica';
import type { Rooms } from './rooms';
import { denied, refuse } from './words';
import type { WorkContext } from './work_context';

const done: Outcome<void> = { ok: true, value: undefined };

type Fields = Readonly<Record<string, string>>;

export class Records {
  constructor(
    private readonly context: WorkContext,
    private readonly rooms: Rooms,
    private readonly cases: Cases,
  ) {}

  /** In the school team of the case. */
  async record(caseId: string, record: string, fields: Fields, text: string): Promise<Outcome<void>> {
    const team = this.cases.team(caseId);
    return team === undefined ? refuse('not_found', this.context.lang()) : this.recordInRoom(team.id, record, fields, text);
  }

  async recordInRoom(id: string, record: string, fields: Fields, text: string): Promise<Outcome<void>> {
    const lang = this.context.lang();
    const room = this.rooms.get(id);
    if (room === undefined) return refuse('not_found', lang);
    if (room.broken !== undefined) return { ok: false, problem: room.broken };
    if (!this.context.online()) return refuse('no_connection', lang);
    const ends = endsRoom({ record });
    if (this.hasEnded(room)) return ends ? this.rooms.close(room.id) : denied(this.context.rules.policy.denials.room_closed, lang);
    const recorded: RecordFacts = { record, step: room.caseFacts.step, fields: new Map(Object.entries(fields)) };
    const words = text.trim();
    const may = this.judge(room, recorded, words);
    if (!may.ok) return may;
    const moves = record === kStepRecord;
    const { to = '' } = moves ? fields : {};
    if (isStep(to) && isClosed(to)) {
      const closed = await this.closeOthers(room);
      if (!closed.ok) return closed;
    }
    const sent = await this.rooms.record(room.id, may.value, words);
    if (!sent.ok) return sent.problem.reason === 'offline' ? refuse('no_connection', lang) : sent;
    // The server tells the others; this device asks.
    if (moves) await Promise.all([this.cases.sync(), this.rooms.list()]);
    return ends ? this.rooms.close(room.id) : done;
  }

  /** The record as its header states it. */
  private judge(room: RoomReplica, record: RecordFacts, text: string): Outcome<string> {
    const { policy } = this.context.rules;
    const lang = this.context.lang();
    const { log, dossier } = room;
    const { state, me } = log;
    const self = state === undefined || me === undefined ? undefined : log.leafAt(state.n, me.leaf);
    if (state === undefined || !isRoomKind(state.kind) || dossier === undefined || self === undefined)
      return refuse('room_not_ready', lang);
    // A case that this device saw closed stays closed, whatever the server says.
    const { step: told, ageBand } = room.caseFacts;
    const before = { step: isClosed(dossier.step) ? dossier.step : told, ageBand, facts: dossier.facts };
    const verdict = judgeRecord(policy, before, state.kind, leafFactsOf(self, this.context.serverNow()), record);
    const unknowable = !dossier.whole && !verdict.allowed && verdict.code === 'condition_missing';
    if (!verdict.allowed && !unknowable) return denied(verdict.denial, lang);
    const asked = wordsFor(policy, record);
    if (asked?.words === 'required' && text === '') return refuse('words_required', lang, asked.rule);
    if (encodePayload({ type: 'record', text }).length > kMaxPlaintextBytes) return refuse('text_too_long', lang);
    const encoded = encodeRecord(record);
    return encoded.ok ? encoded : denied(policy.denials.record_malformed, lang);
  }

  /** Recorded before, when the room could not be closed. */
  private hasEnded({ id, dossier }: RoomReplica): boolean {
    const last = dossier?.entries.findLast((entry) => entry.room.id === id);
    return last !== undefined && endsRoom(last.record);
  }

  /** The others of the case's rooms, so that whoever is not of the school sees that it has ended. */
  private async closeOthers({ id, summary }: RoomReplica): Promise<Outcome<void>> {
    for (const room of this.cases.get(summary.caseId)?.rooms ?? []) {
      const closed = room === id ? done : await this.rooms.close(room);
      if (!closed.ok) return closed;
    }
    return done;
  }
}
