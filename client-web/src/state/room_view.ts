// SPDX-License-Identifier: EUPL-1.2
// A room as the screens see it. Pure: the same replica gives the same view.
import { hex } from '../crypto/bytes';
import type { Policy } from '../policy/policy';
import type { Id } from '../protocol/id';
import type { Seat } from '../protocol/room_state';
import { conversation, type Said } from './conversation';
import { roomDossierView } from './dossier';
import type { Lang, Message, Participant, Reaction, Room, Thread } from './model';
import { calledName } from './names';
import type { Outgoing } from './outbox';
import type { RoomReplica } from './room_replica';
import { unreadByThread } from './unread';
import { removedTitle } from './words';

function participant(seat: Seat, { log, reveals, summary }: RoomReplica, lang: Lang): Participant {
  const { leaf, certificate, issuer, until, standsInFor } = seat;
  const inPlaceOf = standsInFor === '' ? '' : calledName(log.lastKnown(standsInFor), lang);
  const revealed = reveals.of(leaf);
  const common = {
    leaf,
    klass: certificate.kind,
    me: leaf === summary.leaf,
    until,
    standsInFor,
    inPlaceOf,
    revealed: revealed !== undefined,
  };
  if (revealed?.certificate.kind === 'member') {
    const { name, functie } = revealed.certificate;
    return { ...common, name, functie, orgName: revealed.issuer.name, orgType: revealed.issuer.type };
  }
  switch (certificate.kind) {
    case 'member':
      return { ...common, name: certificate.name, functie: certificate.functie, orgName: issuer.name, orgType: issuer.type };
    case 'guest':
      return { ...common, name: certificate.name, functie: certificate.class, orgName: issuer.name, orgType: issuer.type };
    case 'pseudonym':
      return { ...common, name: '', functie: 'school_professional', orgName: certificate.school, orgType: 'school' };
  }
}

/** Whoever takes part as a leaf, whoever left by name. */
function shownAs(leaf: Id, room: RoomReplica, lang: Lang): string {
  const present = room.log.state?.leaves.some((one) => one.leaf === leaf) ?? false;
  return present ? leaf : calledName(room.log.lastKnown(leaf), lang);
}

function reactionsOf(said: Said, room: RoomReplica, lang: Lang): readonly Reaction[] {
  return [...said.reactions].map(([emoji, by]) => ({
    emoji,
    by: by.map((leaf) => shownAs(leaf, room, lang)),
    mine: by.includes(room.summary.leaf),
  }));
}

function messageOf(said: Said, room: RoomReplica, lang: Lang): Message {
  const mine = said.from === room.summary.leaf;
  const others = mine && said.seq > 0 ? (room.log.state?.leaves ?? []).filter(({ leaf }) => leaf !== room.summary.leaf) : [];
  const readBy = others.filter(({ leaf }) => room.cursors.read(leaf, said.thread) >= said.seq).map(({ leaf }) => leaf);
  const deliveredTo = others.filter(({ leaf }) => room.cursors.delivered(leaf) >= said.seq).map(({ leaf }) => leaf);
  const stored = readBy.length > 0 ? 'read' : deliveredTo.length > 0 ? 'delivered' : 'sent';
  const onItsWay = said.problem === undefined ? 'waiting' : 'refused';
  const { id, seq, thread, from, at, text, title, replyTo, editedAt, tombstone, removedBy, problem } = said;
  return {
    ...{ id, seq, thread, from, mine, at, text, title, replyTo, editedAt, tombstone, removedBy },
    reactions: reactionsOf(said, room, lang),
    state: seq > 0 ? stored : onItsWay,
    deliveredTo,
    readBy,
    ...(problem === undefined ? {} : { problem }),
  };
}

function threadsOf(
  messages: readonly Message[],
  { items }: RoomReplica,
  unread: ReadonlyMap<string, number>,
  lang: Lang,
): readonly Thread[] {
  const byThread = new Map<string, Message[]>([...items.starts.keys()].map((thread) => [thread, []]));
  for (const message of messages) {
    const known = byThread.get(message.thread);
    if (known === undefined) byThread.set(message.thread, [message]);
    else known.push(message);
  }
  return [...byThread].map(([id, said]) => {
    const start = items.starts.get(id);
    const named = start?.first.payload?.type === 'text' ? start.first.payload.title : '';
    const whole = items.complete || start === undefined || start.first.seq >= items.first;
    return {
      id,
      title: said.find(({ title }) => title !== '')?.title ?? (named === '' && said[0]?.tombstone ? removedTitle(lang) : named),
      startedAt: (whole ? said[0]?.at : start?.first.at) ?? 0,
      lastAt: said.at(-1)?.at ?? start?.lastAt ?? 0,
      unread: unread.get(id) ?? 0,
      messages: said,
      whole,
    };
  });
}

function historyLoaded({ ready, items }: RoomReplica): Room['historyLoaded'] {
  if (!ready) return 'none';
  return items.complete ? 'all' : 'some';
}

/** `hasLeft`: still in the roster, but over time or blocked. */
export function roomView(
  room: RoomReplica,
  outgoing: readonly Outgoing[],
  policy: Policy,
  lang: Lang,
  hasLeft: (seat: Seat) => boolean,
): Omit<Room, 'canInvite' | 'lacksRegie' | 'invited' | 'relations'> {
  const { summary, log, items } = room;
  const unread = unreadByThread(room);
  const left = (log.state?.leaves ?? []).filter(hasLeft);
  const present = (log.state?.leaves ?? []).filter((seat) => !left.includes(seat));
  const gone = [...log.former(), ...left];
  const messages = conversation(items.all, outgoing, summary.leaf).map((said) => messageOf(said, room, lang));
  const newest = items.all.at(-1);
  return {
    id: room.id,
    caseId: summary.caseId,
    reference: summary.reference,
    kind: summary.kind,
    phase: log.state?.phase ?? summary.phase,
    step: summary.step,
    createdAt: summary.createdAt,
    lastAt: Math.max(summary.createdAt, newest?.at ?? 0, ...outgoing.map(({ at }) => at)),
    epoch: log.state?.n ?? summary.n,
    participants: present.map((seat) => participant(seat, room, lang)),
    former: gone.map((seat) => participant(seat, room, lang)),
    owner: summary.owner,
    unread: [...unread.values()].reduce((sum, count) => sum + count, 0),
    threads: threadsOf(messages, room, unread, lang),
    closed: room.closed,
    ...(room.broken === undefined ? {} : { broken: room.broken }),
    historyLoaded: historyLoaded(room),
    loadingOlder: room.loadingOlder,
    chainHead: items.loaded ? hex(items.head) : '',
    lastSeq: items.loaded ? items.last : summary.lastSeq,
    ...roomDossierView(policy, room.caseFacts, room, lang),
  };
}
