// SPDX-License-Identifier: EUPL-1.2
// Recording something in a case's dossier: judged on this device first, sent at once or not at all, refused in words.
import { leafFactsOf } from '../policy/log_facts';
import { judgeRecord, kStepRecord, type RecordFacts } from '../policy/records';
import { isClosed } from '../policy/steps';
import { isStep } from '../policy/words';
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

export class Records {
  constructor(
    private readonly context: WorkContext,
    private readonly rooms: Rooms,
    private readonly cases: Cases,
  ) {}

  async record(caseId: string, record: string, fields: Readonly<Record<string, string>>, text: string): Promise<Outcome<void>> {
    const lang = this.context.lang();
    const summary = this.cases.get(caseId);
    const team = this.cases.team(caseId);
    if (summary === undefined || team === undefined) return refuse('not_found', lang);
    if (team.broken !== undefined) return { ok: false, problem: team.broken };
    if (!this.context.online()) return refuse('no_connection', lang);
    const recorded: RecordFacts = { record, step: summary.step, fields: new Map(Object.entries(fields)) };
    const words = text.trim();
    const may = this.judge(team, recorded, words);
    if (!may.ok) return may;
    const moves = record === kStepRecord;
    const { to = '' } = moves ? fields : {};
    if (isStep(to) && isClosed(to)) {
      const closed = await this.closeRooms(summary.rooms, team.id);
      if (!closed.ok) return closed;
    }
    const sent = await this.rooms.record(team.id, may.value, words);
    if (!sent.ok) return sent.problem.reason === 'offline' ? refuse('no_connection', lang) : sent;
    // The server tells the others; this device asks.
    if (moves) await Promise.all([this.cases.sync(), this.rooms.list()]);
    return done;
  }

  /** The record as its header states it. */
  private judge(team: RoomReplica, record: RecordFacts, text: string): Outcome<string> {
    const { policy } = this.context.rules;
    const lang = this.context.lang();
    const { log, dossier } = team;
    const { state, me } = log;
    const summary = this.cases.get(team.summary.caseId);
    const self = state === undefined || me === undefined ? undefined : log.leafAt(state.n, me.leaf);
    if (summary === undefined || dossier === undefined || self === undefined) return refuse('room_not_ready', lang);
    // A case that this device saw closed stays closed, whatever the server says.
    const step = isClosed(dossier.step) ? dossier.step : summary.step;
    const before = { step, ageBand: summary.ageBand, facts: dossier.facts };
    const verdict = judgeRecord(policy, before, 'schoolteam', leafFactsOf(self, this.context.serverNow()), record);
    const unknowable = !dossier.whole && !verdict.allowed && verdict.code === 'condition_missing';
    if (!verdict.allowed && !unknowable) return denied(verdict.denial, lang);
    const asked = wordsFor(policy, record);
    if (asked?.words === 'required' && text === '') return refuse('words_required', lang, asked.rule);
    if (encodePayload({ type: 'record', text }).length > kMaxPlaintextBytes) return refuse('text_too_long', lang);
    const encoded = encodeRecord(record);
    return encoded.ok ? encoded : denied(policy.denials.record_malformed, lang);
  }

  /** The others of the case's rooms, so that whoever is not of the school sees that it has ended. */
  private async closeRooms(rooms: readonly string[], team: string): Promise<Outcome<void>> {
    for (const room of rooms) {
      const closed = room === team ? done : await this.rooms.close(room);
      if (!closed.ok) return closed;
    }
    return done;
  }
}
