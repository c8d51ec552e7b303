// SPDX-License-Identifier: EUPL-1.2
// Plays a case that is written down as data: who does what, one after the other, each with the real client of that person.
import type { Client } from '../src/state/client';
import type { AgeBand, Fields, KnownRoomKind, RecordField, Room, Snapshot } from '../src/state/model';
import { granted, until } from '../src/state/waiting';

/** Who acts. `opener`: whoever of the school opened this case. */
export type Part = 'opener' | Player;
export type Player =
  | 'teacher'
  | 'mentor'
  | 'carer'
  | 'gemeente'
  | 'gemeente_weegtafel'
  | 'politie_weegtafel'
  | 'om_weegtafel'
  | 'agent'
  | 'youth_worker';
export type Players = (player: Player) => Promise<Client>;
type Place = 'schoolteam' | KnownRoomKind;

export type Act =
  /** a field of an organisation names a part, one of an earlier record that record's words */
  | {
      readonly does: 'record';
      readonly by: Part;
      readonly in: Place;
      readonly record: string;
      readonly fields: Fields;
      readonly text: string;
      readonly texts: Fields;
    }
  | { readonly does: 'report'; readonly title: string; readonly text: string }
  | { readonly does: 'pick_up' }
  | { readonly does: 'make_known' }
  | { readonly does: 'open'; readonly kind: KnownRoomKind; readonly invites: readonly Part[] }
  | { readonly does: 'say'; readonly by: Part; readonly in: Place; readonly title: string; readonly text: string }
  | { readonly does: 'answer'; readonly by: Part; readonly in: Place; readonly text: string };

export interface Script {
  readonly opener: Player;
  readonly ageBand: AgeBand;
  readonly givenName: string;
  readonly familyName: string;
  readonly behaviour: string;
  readonly acts: readonly Act[];
}

const kPatienceMs = 60_000;

const kFirstStep = '1';

/** A day this many days from today, yyyy-mm-dd. */
export function day(fromToday: number): string {
  return new Date(Date.now() + fromToday * 86_400_000).toISOString().slice(0, 10);
}

/** As `until`, but a play in which nothing comes ends with words instead of never. */
async function soon<T>(client: Client, awaited: string, look: (snapshot: Snapshot) => T | undefined | false): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${client.snapshot().me?.name} waited in vain for ${awaited}`)), kPatienceMs);
  });
  try {
    return await Promise.race([until(client, look), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

const caseIn = ({ cases }: Snapshot, id: string) => cases.find((one) => one.id === id);

class Play {
  private step = kFirstStep;
  private readonly rooms = new Map<Place, string>();
  /** how much of each room somebody has seen already: whoever acts next sees as much */
  private readonly seen = new Map<string, number>();

  constructor(
    private readonly players: Players,
    private readonly script: Script,
    readonly caseId: string,
  ) {}

  static async open(players: Players, script: Script): Promise<Play> {
    const { ageBand, behaviour, givenName, familyName } = script;
    const client = await players(script.opener);
    const caseId = granted(
      await client.openCase({
        ...{ ageBand, lead: '', continues: '', team: [] },
        signal: { behaviour, context: 'In de les en op het plein.', source: 'Zelf gezien, en gehoord van een collega.', kind: 'gedrag' },
        identity: { givenName, familyName, birthDate: '', contact: '', aliases: [] },
      }),
    );
    const play = new Play(players, script, caseId);
    const team = await soon(client, 'the case', (snapshot) =>
      snapshot.rooms.find((room) => room.caseId === caseId && caseIn(snapshot, caseId)?.moves.length !== 0),
    );
    play.rooms.set('schoolteam', team.id);
    return play;
  }

  act(act: Act): Promise<void> {
    switch (act.does) {
      case 'record':
        return this.record(act);
      case 'report':
        return this.report(act);
      case 'pick_up':
        return this.pickUp();
      case 'make_known':
        return this.makeKnown();
      case 'open':
        return this.open(act);
      case 'say':
        return this.say(act);
      case 'answer':
        return this.answer(act);
    }
  }

  private client(part: Part): Promise<Client> {
    return this.players(part === 'opener' ? this.script.opener : part);
  }

  private room(place: Place): string {
    const room = this.rooms.get(place);
    if (room === undefined) throw new Error(`there is no ${place} yet`);
    return room;
  }

  /** The room as this person sees it, once that is all there is. */
  private arrived(client: Client, place: Place): Promise<Room> {
    const id = this.room(place);
    return soon(client, `the ${place}`, (snapshot) => {
      const found = snapshot.rooms.find((room) => room.id === id);
      const step = caseIn(snapshot, this.caseId)?.step ?? this.step;
      const all = found?.historyLoaded === 'all' && found.lastSeq >= (this.seen.get(id) ?? 0);
      return all && step === this.step && found;
    });
  }

  private saw({ id, lastSeq }: Room): void {
    this.seen.set(id, Math.max(this.seen.get(id) ?? 0, lastSeq));
  }

  private async record({ by, in: place, record, fields, text, texts }: Extract<Act, { does: 'record' }>): Promise<void> {
    const client = await this.client(by);
    const room = await this.arrived(client, place);
    const before = this.mine(client.snapshot(), place, record);
    const stated = await this.stated(fields, this.asked(client, room, record), room);
    const inTeam = place === 'schoolteam';
    granted(
      await (inTeam ? client.record(this.caseId, record, stated, text, texts) : client.recordInRoom(room.id, record, stated, text, texts)),
    );
    if (record === 'step') this.step = fields.to ?? this.step;
    await soon(client, record, (snapshot) => this.mine(snapshot, place, record) > before);
    this.saw(await this.arrived(client, place));
  }

  /** What the school team records is shown with the case. */
  private mine(snapshot: Snapshot, place: Place, record: string): number {
    const room = this.room(place);
    const of = place === 'schoolteam' ? caseIn(snapshot, this.caseId) : snapshot.rooms.find(({ id }) => id === room);
    return of?.records.filter((each) => each.room === room && each.mine && each.record === record).length ?? 0;
  }

  private asked(client: Client, { kind, recordable }: Room, record: string): readonly RecordField[] {
    const rows = kind === 'schoolteam' ? caseIn(client.snapshot(), this.caseId)?.recordable : recordable;
    return rows?.find((row) => row.record === record)?.fields ?? [];
  }

  private async stated(fields: Fields, asked: readonly RecordField[], { records }: Room): Promise<Fields> {
    const value = async (name: string, given: string): Promise<string> => {
      const field = asked.find((each) => each.name === name);
      if (field?.type === 'record') return records.find(({ text }) => text === given)?.id ?? given;
      if (field?.type !== 'organisation') return given;
      const { me } = (await this.client(given as Part)).snapshot();
      return field.options.find(({ label }) => label === me?.orgName)?.value ?? given;
    };
    return Object.fromEntries(await Promise.all(Object.entries(fields).map(async ([name, given]) => [name, await value(name, given)])));
  }

  private async report({ title, text }: Extract<Act, { does: 'report' }>): Promise<void> {
    const opener = await this.client('opener');
    this.rooms.set('melding', granted(await opener.startReport({ caseId: this.caseId, as: 'name', showSchool: true, title, text })));
    this.saw(await this.arrived(opener, 'melding'));
  }

  private async pickUp(): Promise<void> {
    const gemeente = await this.client('gemeente');
    granted(await gemeente.pickUp((await this.arrived(gemeente, 'melding')).id));
  }

  private async makeKnown(): Promise<void> {
    const opener = await this.client('opener');
    await this.arrived(opener, 'schoolteam');
    this.rooms.set('melding', granted(await opener.makeKnown(this.caseId)));
    this.saw(await this.arrived(opener, 'melding'));
    await this.knows(await this.client('gemeente'));
  }

  private async open({ kind, invites }: Extract<Act, { does: 'open' }>): Promise<void> {
    const gemeente = await this.client('gemeente');
    await this.arrived(gemeente, 'melding');
    this.rooms.set(kind, granted(await gemeente.openCaseRoom(this.caseId, kind, true)));
    for (const part of invites) await this.invite(gemeente, kind, part);
    this.saw(await this.arrived(gemeente, kind));
  }

  /** The device of the gemeente lets in who declared to have no relation. */
  private async invite(gemeente: Client, kind: KnownRoomKind, part: Part): Promise<void> {
    const { id } = await this.arrived(gemeente, kind);
    const guest = await this.client(part);
    const account = guest.snapshot().me?.account ?? '';
    granted(await gemeente.inviteTo(id, account, ''));
    await soon(guest, 'the invitation', ({ invitations }) => invitations.some(({ room }) => room === id));
    granted(await guest.answerInvitation(id, false));
    const isHere = ({ rooms }: Snapshot) => rooms.find((room) => room.id === id)?.participants.some(({ leaf }) => leaf === account);
    await soon(guest, `a seat in the ${kind}`, isHere);
    await soon(gemeente, `somebody in the ${kind}`, isHere);
    await this.knows(guest);
  }

  /** The card and the ground have come with the room. */
  private async knows(client: Client): Promise<void> {
    await soon(client, 'the card and the ground', (snapshot) => {
      const found = caseIn(snapshot, this.caseId);
      return found?.identity !== undefined && found.ground !== undefined;
    });
  }

  private async say({ by, in: place, title, text }: Extract<Act, { does: 'say' }>): Promise<void> {
    const client = await this.client(by);
    const { id } = await this.arrived(client, place);
    granted(await client.startThread(id, title, text));
    await this.said(client, place, text);
  }

  /** In the conversation that began last. */
  private async answer({ by, in: place, text }: Extract<Act, { does: 'answer' }>): Promise<void> {
    const client = await this.client(by);
    const { id, threads } = await this.arrived(client, place);
    const thread = threads.toSorted((a, b) => a.startedAt - b.startedAt).at(-1);
    const last = thread?.messages.at(-1)?.seq ?? 0;
    if (thread === undefined) throw new Error(`nothing was said in the ${place} yet`);
    await client.markRead(id, thread.id, last);
    granted(await client.send(id, thread.id, text, ''));
    await this.said(client, place, text);
  }

  private async said(client: Client, place: Place, text: string): Promise<void> {
    const isKept = ({ threads }: Room) => threads.some(({ messages }) => messages.some((each) => each.text === text && each.seq > 0));
    await soon(client, 'what was said', ({ rooms }) => rooms.some((room) => room.id === this.room(place) && isKept(room)));
    this.saw(await this.arrived(client, place));
  }
}

const nameOf = (act: Act): string => (act.does === 'record' ? `${act.record} in the ${act.in} by ${act.by}` : act.does);

/** Gives the case, as it stands after the last act. */
export async function playCase(players: Players, script: Script): Promise<string> {
  const play = await Play.open(players, script);
  for (const act of script.acts) {
    try {
      await play.act(act);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`${script.givenName} ${script.familyName}, ${nameOf(act)}: ${why}`);
    }
  }
  return play.caseId;
}
