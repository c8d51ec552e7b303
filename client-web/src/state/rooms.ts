// SPDX-License-Identifier: EUPL-1.2
// All rooms one takes part in: listed at once, filled in newest first, kept up to date by what the server tells.
import { kRoomList } from '../api/methods';
import type { Notification } from '../api/notifications';
import type { CaseSummary, RoomSummary } from '../api/shapes';
import { type Id, isId } from '../protocol/id';
import { isOver, kEndless, type Term } from '../protocol/log_entry';
import type { Payload } from '../protocol/payload';
import type { Seat } from '../protocol/room_state';
import { hasBeenRevoked, type Leaf } from '../protocol/trust';
import { readDossier } from './dossier';
import { Marks } from './marks';
import type { Fields, Outcome, Room } from './model';
import { RoomReplica } from './room_replica';
import { RoomSender } from './room_sender';
import { roomView } from './room_view';
import { refuse } from './words';
import type { WorkContext } from './work_context';

/** How many rooms are filled in at the same time. */
const kAtOnce = 3;

interface Place {
  readonly replica: RoomReplica;
  readonly sender: RoomSender;
  /** as last shown; undefined when something changed since */
  shown: Room | undefined;
}

export class Rooms {
  private readonly places = new Map<Id, Place>();
  private readonly marks: Marks;

  constructor(private readonly context: WorkContext) {
    this.marks = new Marks(context);
  }

  get(room: string): RoomReplica | undefined {
    return isId(room) ? this.places.get(room)?.replica : undefined;
  }

  view(): readonly Room[] {
    const rooms = [...this.places.values()]
      .filter(({ replica }) => !this.isOver(replica))
      .map((place) => {
        const { outbox, rules, lang, invited } = this.context;
        place.shown ??= {
          ...roomView(place.replica, outbox.ofRoom(place.replica.id), rules.policy, lang(), (seat) => this.hasLeft(seat)),
          ...invited(place.replica),
        };
        return place.shown;
      });
    return rooms.sort((a, b) => b.lastAt - a.lastAt);
  }

  /** What was shown of a room, or of all of them, is no longer what there is. */
  stale(room?: Id): void {
    for (const place of this.places.values()) if (room === undefined || place.replica.id === room) place.shown = undefined;
  }

  /** The list as the server has it now. A room that is no longer in it is one's own no longer. */
  async list(): Promise<Outcome<void>> {
    const rooms = await this.context.call(kRoomList, {});
    if (!rooms.ok) return rooms;
    const listed = new Set(rooms.value.map(({ room }) => room));
    for (const room of this.places.keys()) if (!listed.has(room)) this.places.delete(room);
    for (const summary of rooms.value) this.place(summary);
    this.context.changed();
    return { ok: true, value: undefined };
  }

  /** Every room brought up to date, the newest first; then what waited is sent. */
  async fill(): Promise<void> {
    const queue = [...this.places.values()].sort((a, b) => b.replica.summary.createdAt - a.replica.summary.createdAt);
    const work = async () => {
      for (let place = queue.shift(); place !== undefined; place = queue.shift()) await this.refresh(place, 'always');
    };
    await Promise.all(Array.from({ length: kAtOnce }, work));
    await this.marks.flush();
  }

  /** A room just made, joined or picked up. */
  async adopt(summary: RoomSummary): Promise<void> {
    await this.refresh(this.place(summary));
  }

  async open(room: string): Promise<Outcome<void>> {
    const place = isId(room) ? this.places.get(room) : undefined;
    if (place === undefined) return refuse('not_found', this.context.lang());
    return place.replica.ready ? { ok: true, value: undefined } : this.refresh(place);
  }

  send(room: Id): void {
    void this.places.get(room)?.sender.pump();
  }

  /** What is recorded, as its header states it, with its words. Resolves when the server has kept or refused it. */
  record(room: Id, record: string, text: string, texts: Fields): Promise<Outcome<void>> {
    return this.sent(room, (sender) => sender.record(record, text, texts));
  }

  add(room: Id, leaf: Leaf, term: Term = kEndless): Promise<Outcome<void>> {
    return this.sent(room, (sender) => sender.add(leaf, term));
  }

  remove(room: Id, leaf: Id): Promise<Outcome<void>> {
    return this.sent(room, (sender) => sender.remove(leaf));
  }

  post(room: Id, payload: Payload): Promise<Outcome<void>> {
    return this.sent(room, (sender) => sender.post(payload));
  }

  /** Nothing more is written in it. */
  close(room: string): Promise<Outcome<void>> {
    return this.sent(room, (sender) => sender.close());
  }

  /**
   * Reads what the records of this room and of the case's others add up to. Needs the case too: what may be recorded depends on the pupil's age,
   * so that it is read again when that comes later than the room.
   */
  readRecords(room: Id): void {
    const read = this.get(room);
    if (read === undefined || !read.admitsRecords || !read.items.complete) return;
    const found = this.context.caseOf(read.summary.caseId);
    const known = found?.rooms.map((id) => this.get(id));
    const rooms = found === undefined ? [read] : this.recordRoomsOf(found.id);
    // Whoever is not of the school never has all of the case's rooms.
    const hasTeam = known?.some((one) => one?.summary.kind === 'schoolteam') ?? false;
    const whole =
      hasTeam &&
      (known?.every((one) => one !== undefined && (!one.admitsRecords || one.recordsAreHere)) ?? false) &&
      !this.hasOthers(found);
    const { dossier, refused } = readDossier(this.context.rules.policy, rooms, {
      ageBand: found?.ageBand ?? '',
      phase: found?.phase ?? read.summary.phase,
      whole,
    });
    for (const each of rooms) {
      each.recorded = dossier;
      this.context.changed(each.id);
      const denial = refused.get(each.id);
      if (denial !== undefined) each.refuseRecord(denial);
    }
  }

  markRead(room: Id, thread: Id, seq: number): void {
    const replica = this.places.get(room)?.replica;
    if (replica === undefined || !replica.cursors.move({ leaf: replica.summary.leaf, thread, seq })) return;
    this.marks.read(room, thread, seq);
    this.context.changed(room);
  }

  notified(notification: Notification): void {
    switch (notification.kind) {
      case 'room.new':
      case 'room.changed':
        void this.adopt(notification.room);
        break;
      case 'item.new':
        void this.arrived(notification.room, (replica) => replica.take(notification.item));
        break;
      case 'item.tombstoned':
        void this.get(notification.room)?.bury(notification.items);
        break;
      case 'room.entry':
        void this.arrived(notification.room, (replica) => (notification.n >= replica.log.next ? replica.sync() : undefined));
        break;
      case 'cursor.moved':
        if (this.places.get(notification.room)?.replica.cursors.move(notification)) this.context.changed(notification.room);
        break;
      case 'case.changed':
      case 'invitation.new':
      case 'invitation.answered':
      case 'relation.declared':
      case 'session.ended':
        break;
    }
  }

  /** What the server has not heard of one's reading yet is told now. */
  async flush(): Promise<void> {
    await this.marks.flush();
  }

  stop(): void {
    void this.marks.flush();
    this.marks.stop();
  }

  /** From step 6 on there are rooms in which the school is not. */
  private hasOthers(found: CaseSummary | undefined): boolean {
    return found?.phase === 'identified';
  }

  /** Of a case, as far as one takes part in them. */
  ofCase(caseId: string): readonly RoomReplica[] {
    return [...this.places.values()].map(({ replica }) => replica).filter(({ summary }) => summary.caseId === caseId);
  }

  /** The older room first, as the server has them. */
  private recordRoomsOf(caseId: Id): readonly RoomReplica[] {
    return [...this.places.values()]
      .map(({ replica }) => replica)
      .filter(({ summary, admitsRecords, items }) => summary.caseId === caseId && admitsRecords && items.complete)
      .sort((a, b) => a.summary.createdAt - b.summary.createdAt);
  }

  private hasLeft(seat: Seat): boolean {
    return isOver(seat, this.context.serverNow()) || hasBeenRevoked(this.context.trust(), seat);
  }

  /** One's own time in the room has passed, whether or not the server has said so yet. */
  private isOver({ log }: RoomReplica): boolean {
    const seat = log.me === undefined ? undefined : log.leafAt(log.next - 1, log.me.leaf);
    return seat !== undefined && isOver(seat, this.context.serverNow());
  }

  private place(summary: RoomSummary): Place {
    const known = this.places.get(summary.room);
    if (known !== undefined) {
      known.replica.summary = summary;
      this.context.changed(summary.room);
      return known;
    }
    const replica = new RoomReplica(this.context, summary);
    const place: Place = { replica, sender: new RoomSender(this.context, replica), shown: undefined };
    this.places.set(summary.room, place);
    this.context.changed();
    return place;
  }

  private async refresh({ replica, sender }: Place, when: 'always' | 'behind' = 'behind'): Promise<Outcome<void>> {
    const { summary, items, log } = replica;
    const upToDate = when === 'behind' && replica.ready && items.last >= summary.lastSeq && log.next > summary.n;
    const synced = upToDate ? ({ ok: true, value: undefined } as const) : await replica.sync();
    this.received(replica);
    void sender.pump();
    return synced;
  }

  private async sent(room: string, send: (sender: RoomSender) => Promise<Outcome<void>>): Promise<Outcome<void>> {
    const place = isId(room) ? this.places.get(room) : undefined;
    return place === undefined ? refuse('not_found', this.context.lang()) : send(place.sender);
  }

  private async arrived(room: Id, take: (replica: RoomReplica) => Promise<Outcome<void>> | undefined): Promise<void> {
    const replica = this.places.get(room)?.replica;
    if (replica === undefined) return;
    await take(replica);
    this.received(replica);
  }

  private received(replica: RoomReplica): void {
    if (!replica.ready || replica.broken !== undefined) return;
    const { last } = replica.items;
    if (replica.cursors.move({ leaf: replica.summary.leaf, thread: '', seq: last })) this.marks.delivered(replica.id, last);
    this.context.changed(replica.id);
  }
}
