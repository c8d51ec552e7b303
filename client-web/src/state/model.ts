// SPDX-License-Identifier: EUPL-1.2
// What the screens see and may ask. The keys live behind this line (in a worker); nothing secret crosses it.

export type Phase = 'anonymous' | 'identified';
export type AgeBand = '<12' | '12-15' | '16-17' | '18+';
export type Lang = 'nl' | 'en';

/** A refusal or failure in the user's words. `reason` is stable, `rule` the number of the rule that refused, or ''. */
export interface Problem {
  readonly reason: string;
  readonly rule: string;
  readonly message: string;
  readonly retryAfterMs?: number;
}
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

export interface Me {
  readonly account: string;
  readonly login: string;
  readonly name: string;
  readonly org: string;
  readonly orgName: string;
  readonly orgType: string;
  readonly functie: string;
  /** the organisation has signed for this person; before that nobody takes part in anything */
  readonly certified: boolean;
  /** hex fingerprint of the region's root key, as pinned in this build */
  readonly rootFingerprint: string;
}

export interface Participant {
  readonly leaf: string;
  readonly klass: 'member' | 'guest' | 'pseudonym';
  /** '' for a pseudonym that has not said who it is */
  readonly name: string;
  readonly functie: string;
  readonly orgName: string;
  readonly orgType: string;
  readonly me: boolean;
  /** takes part until then; 0: without an end */
  readonly until: number;
  /** the leaf of who they stand in for, and the name; '' when for nobody */
  readonly standsInFor: string;
  readonly inPlaceOf: string;
  /** of a pseudonym that said who it is: the name, functie and organisation are the person's */
  readonly revealed: boolean;
}

export interface Reaction {
  readonly emoji: string;
  /** leaves of the room's participants, in order of reacting; the name of whoever left */
  readonly by: readonly string[];
  readonly mine: boolean;
}

export interface Message {
  readonly id: string;
  /** 0 while it is not yet acknowledged by the server */
  readonly seq: number;
  readonly thread: string;
  readonly from: string;
  readonly mine: boolean;
  readonly at: number;
  readonly text: string;
  readonly title: string;
  readonly replyTo: string;
  readonly editedAt: number;
  readonly tombstone: boolean;
  /** the leaf of who reported it; '' when it is none */
  readonly removedBy: string;
  readonly reactions: readonly Reaction[];
  /** waiting: not yet sent (offline); sent: durable on the server; delivered/read: by at least one other who takes part (their leaves in the two lists) */
  readonly state: 'waiting' | 'sent' | 'delivered' | 'read' | 'refused';
  readonly deliveredTo: readonly string[];
  readonly readBy: readonly string[];
  readonly problem?: Problem;
}

export interface Thread {
  readonly id: string;
  readonly title: string;
  readonly startedAt: number;
  readonly lastAt: number;
  readonly unread: number;
  /** its messages that are loaded, oldest first */
  readonly messages: readonly Message[];
  /** whether its first message is among them */
  readonly whole: boolean;
}

export interface Signal {
  readonly behaviour: string;
  readonly context: string;
  readonly source: string;
  readonly kind: string;
}
export interface IdentityCard {
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: string; // yyyy-mm-dd
  readonly contact: string;
  readonly aliases: readonly string[];
}

export interface Room {
  readonly id: string;
  /** '' for whoever is not of the case's school */
  readonly caseId: string;
  readonly reference: string;
  readonly kind: 'schoolteam' | 'consult' | string;
  readonly phase: Phase;
  readonly step: number;
  readonly createdAt: number;
  readonly lastAt: number;
  readonly epoch: number;
  readonly participants: readonly Participant[];
  /** whoever took part and left, whose time is over, or who is blocked */
  readonly former: readonly Participant[];
  /** '' while nobody has picked it up */
  readonly owner: string;
  readonly unread: number;
  readonly threads: readonly Thread[];
  readonly closed: boolean;
  /** the room's log or chain does not verify: nothing more is sent; the words say why */
  readonly broken?: Problem;
  readonly historyLoaded: 'none' | 'some' | 'all';
  readonly loadingOlder: boolean;
  /** hex of the newest chain head, for comparing between two people */
  readonly chainHead: string;
  readonly lastSeq: number;
  /** what was recorded in this room, oldest first; of the school team's it is shown with the case */
  readonly records: readonly CaseRecord[];
  /** where one's own side can bring the case by a record in this room; empty for the school team's */
  readonly moves: readonly CaseMove[];
  /** what one's own side can record in this room; empty for the school team's */
  readonly recordable: readonly Recordable[];
  /** one may invite people to it, who declare first to have no relation to the pupil */
  readonly canInvite: boolean;
  /** nobody is left in it of those who have the regie: everybody who takes part is asked to bring one back */
  readonly lacksRegie: boolean;
  readonly invited: readonly Invited[];
  /** who had to leave, having declared a relation to the pupil; for whoever may invite */
  readonly relations: readonly { readonly name: string; readonly orgName: string; readonly readTo: number }[];
}

export interface Invited {
  readonly account: string;
  readonly name: string;
  readonly functie: string;
  readonly orgName: string;
  readonly at: number;
  /** waiting for an answer; declared to have no relation, and about to be admitted; declared a relation, and never admitted */
  readonly state: 'waiting' | 'declared' | 'relation';
  readonly until: number;
  /** the name of who they will stand in for; '' when for nobody */
  readonly inPlaceOf: string;
}

/** An invitation to oneself, with the name of the pupil that only the invited person can read. */
export interface Invitation {
  readonly room: string;
  readonly caseId: string;
  readonly kind: string;
  readonly reference: string;
  readonly schoolName: string;
  readonly byName: string;
  readonly byOrgName: string;
  readonly at: number;
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: string;
  readonly until: number;
  readonly forName: string;
}

export type Fields = Readonly<Record<string, string>>;

/** Words that go with a record: the motivation, end-to-end encrypted like a message. */
export type RecordWords = 'required' | 'optional' | 'none';

/** Something recorded in the case's dossier. `record` is the policy's word, or `step` for a move to another step (`fields.to`). */
export interface CaseRecord {
  readonly id: string;
  readonly record: string;
  /** the case's step when it was recorded */
  readonly step: string;
  readonly fields: Readonly<Record<string, string>>;
  /** in words, of the fields that name an organisation or another record */
  readonly labels: Readonly<Record<string, string>>;
  /** the type of the organisation in the field `owner`; '' for a record without one */
  readonly ownerType: string;
  readonly text: string;
  readonly texts: Readonly<Record<string, string>>;
  /** the name of whoever recorded it, and of their organisation */
  readonly by: string;
  readonly orgName: string;
  readonly room: string;
  readonly roomKind: string;
  readonly mine: boolean;
  readonly at: number;
}

/** A step the case can be moved to from where it is now: `record(caseId, 'step', { to }, text)`, or `recordInRoom` for one of a room. */
export interface CaseMove {
  readonly to: string;
  /** what has to be recorded first; the move is refused while it is not empty */
  readonly missing: readonly Problem[];
  /** what is not recorded yet and does not forbid the move */
  readonly warnings: readonly Problem[];
  readonly words: RecordWords;
  /** besides where to */
  readonly fields: readonly RecordField[];
}

export interface RecordField {
  readonly name: string;
  /** date: a day that was, due: a day to come; both yyyy-mm-dd */
  readonly type: 'date' | 'due' | 'choice' | 'organisation' | 'record';
  /** of a choice */
  readonly values: readonly string[];
  /** of an organisation: those in the room; of a record: those that can be referred to */
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** Something that can be recorded at the case's step. */
export interface Recordable {
  readonly record: string;
  /** what the policy calls it, in the language of the screens */
  readonly title: string;
  readonly rule: string;
  readonly fields: readonly RecordField[];
  readonly words: RecordWords;
  /** what is written besides, each required */
  readonly texts: readonly string[];
  /** why it cannot be recorded now; empty when it can */
  readonly missing: readonly Problem[];
}

/** A parent or the pupil, in the talk of step 4. Their name is not known to Beraad. */
export interface Guest {
  readonly account: string;
  readonly login: string;
  readonly name: string;
  readonly klass: 'ouder' | 'leerling';
  /** invited: has not used the code; pending: the beheerder has yet to certify; active: can be admitted; present: in the room; blocked: ended */
  readonly state: 'invited' | 'pending' | 'active' | 'present' | 'blocked';
}

/** What is handed over to a guest, once. */
export interface GuestCode {
  readonly login: string;
  readonly name: string;
  readonly code: string;
  readonly expiresAt: number;
}

export type KnownRoomKind = 'melding' | 'weegtafel' | 'casusoverleg' | 'opvolging' | 'overdracht';

export interface GroundCard {
  readonly ground: string;
  readonly on: string;
  readonly whom: string;
  readonly informBy: string;
  readonly text: string;
  readonly texts: Readonly<Record<string, string>>;
  readonly by: string;
  readonly approvedBy: string;
}

export interface Case {
  readonly id: string;
  readonly reference: string;
  readonly step: string;
  readonly phase: Phase;
  readonly ageBand: AgeBand;
  /** who holds the regie at this step */
  readonly regie: 'school' | 'gemeente';
  readonly leadName: string;
  readonly openedAt: number;
  readonly rooms: readonly string[];
  readonly signal?: Signal;
  readonly identity?: IdentityCard;
  /** on which ground the school made the pupil known */
  readonly ground?: GroundCard;
  readonly schoolName: string;
  /** the earlier and the later episode (rule 21); '' where there is none that one knows */
  readonly continues: string;
  readonly continuedBy: string;
  /** whether one is of the case's school team */
  readonly mySide: 'school' | 'other';
  /** the rooms in which the pupil is known that one's own side can open at this step; `melding`: making the pupil known */
  readonly openable: readonly { readonly kind: KnownRoomKind; readonly missing: readonly Problem[] }[];
  /** a consultation or report of colleagues that one is not in: there is one of each at a time */
  readonly elsewhere: readonly { readonly kind: string; readonly problem: Problem }[];
  /** The talk with parents and pupil in Beraad; only for the school, and only where there can be one or was one. */
  readonly family?: {
    /** why it cannot be opened, or nobody invited to it, now; empty when it can */
    readonly missing: readonly Problem[];
    /** '' before it was opened */
    readonly room: string;
    /** people can be invited now */
    readonly open: boolean;
    readonly guests: readonly Guest[];
  };
  /** of the case's rooms that one takes part in, oldest first */
  readonly records: readonly CaseRecord[];
  /** what follows from the records, by the policy's words */
  readonly facts: Readonly<Record<string, string>>;
  readonly moves: readonly CaseMove[];
  readonly recordable: readonly Recordable[];
  /** the plan has ended for this case: everything of it can only be read */
  readonly closed: boolean;
}

export interface Person {
  readonly account: string;
  readonly name: string;
  readonly functie: string;
  readonly orgName: string;
  /** for how many days they can be in the room they are proposed for; 0: without an end */
  readonly mostDays: number;
}

/** Of one room in which a colleague was asked to stand in: there at once, or after having declared to have no relation; or not. */
export interface StandIn {
  readonly room: string;
  readonly outcome: Outcome<'added' | 'invited'>;
}

export interface ManagedAccount {
  readonly account: string;
  readonly login: string;
  readonly name: string;
  readonly functie: string;
  readonly state: 'invited' | 'pending' | 'active' | 'blocked';
}

export interface Snapshot {
  readonly screen: 'starting' | 'signed_out' | 'locked' | 'signed_in' | 'replaced_passphrase_needed';
  readonly lang: Lang;
  readonly me?: Me;
  /** whose session waits behind the lock; '' while it is not locked */
  readonly lockedLogin: string;
  readonly connection: 'online' | 'connecting' | 'offline';
  /** time of this device at which the client locks itself; 0 when not running */
  readonly locksAt: number;
  /** true during the last two minutes before that */
  readonly lockWarning: boolean;
  /** the word for why one was signed out (`signed_out`, `idle`, `expired`, `blocked`, `other_region`, `other_policy`, …), '' otherwise */
  readonly endedBecause: string;
  readonly cases: readonly Case[];
  readonly rooms: readonly Room[];
  readonly invitations: readonly Invitation[];
  readonly accounts: readonly ManagedAccount[];
  readonly loaded: boolean;
}

/** Where something that could name the pupil stands in a text; `what` is one of the kinds of rule 11. */
export interface Finding {
  readonly start: number;
  readonly end: number;
  readonly what: 'bsn' | 'date_of_birth' | 'phone' | 'email' | 'handle' | 'url' | 'address' | 'postal_code' | 'identity_card';
}

export interface NewCase {
  readonly ageBand: AgeBand;
  readonly signal: Signal;
  readonly identity: IdentityCard;
  /** account of the lead; '' is the opener */
  readonly lead: string;
  /** accounts of colleagues in the schoolteam besides the opener */
  readonly team: readonly string[];
  /** a closed case of one's school team that this one continues; '' when none */
  readonly continues: string;
}
export interface NewConsult {
  readonly caseId: string;
  readonly as: 'name' | 'pseudonym';
  readonly showSchool: boolean;
  readonly title: string;
  readonly question: string;
}

export interface NewReport {
  readonly caseId: string;
  readonly as: 'name' | 'pseudonym';
  readonly showSchool: boolean;
  readonly title: string;
  readonly text: string;
}

export interface NewRouting {
  /** the gemeente's name, as of its officials */
  readonly gemeente: string;
  readonly ageBand: AgeBand;
  readonly title: string;
  readonly text: string;
}

export interface BeraadClient {
  subscribe(listener: () => void): () => void;
  snapshot(): Snapshot;

  signIn(login: string, passphrase: string, code: string): Promise<Outcome<void>>;
  /** with the printed recovery code; afterwards screen is `replaced_passphrase_needed` until setPassphrase */
  recover(login: string, recoveryCode: string, code: string): Promise<Outcome<void>>;
  setPassphrase(passphrase: string): Promise<Outcome<void>>;
  unlock(passphrase: string): Promise<Outcome<void>>;
  lock(): Promise<void>;
  signOut(): Promise<void>;
  /** the person is there: the lock moves */
  touch(): void;
  setLang(lang: Lang): void;

  /** first use of an invitation: returns what the person must keep */
  enrolStart(
    code: string,
  ): Promise<Outcome<{ login: string; name: string; orgName: string; functie: string; totpSecret: string; otpauth: string }>>;
  enrolFinish(code: string, totp: string, passphrase: string): Promise<Outcome<{ recoveryCode: string }>>;

  colleagues(): Promise<Outcome<readonly Person[]>>;
  consultPartners(caseId: string): Promise<Outcome<readonly Person[]>>;
  openCase(input: NewCase): Promise<Outcome<string>>;
  startConsult(input: NewConsult): Promise<Outcome<string>>;
  /** the case stays with the school until the gemeente accepts; the receivers are those of a consultation */
  startReport(input: NewReport): Promise<Outcome<string>>;
  /** The aandachtsfunctionarissen of every gemeente, for whoever passes on a signal. */
  officials(): Promise<Outcome<readonly Person[]>>;
  /** A partner passes on a signal to a gemeente (rule 8). Gives the room. */
  passOn(input: NewRouting): Promise<Outcome<string>>;
  pickUp(room: string): Promise<Outcome<void>>;
  /**
   * Records something in the case's dossier, or with `step` and `{ to }` moves the case. Resolves when the server has kept or refused it.
   * Not queued: refused while there is no connection.
   */
  record(caseId: string, record: string, fields: Fields, text: string, texts: Fields): Promise<Outcome<void>>;
  /** The same in one room: one of its `recordable`, or with `step` one of its `moves`. A report that is returned is closed with it. */
  recordInRoom(room: string, record: string, fields: Fields, text: string, texts: Fields): Promise<Outcome<void>>;
  /** Rule 9: a report in which the pupil is known, to the gemeente of the anonymous one. It takes the place of that one, for good. Gives the room. */
  makeKnown(caseId: string): Promise<Outcome<string>>;
  /** Another room in which the pupil is known, with oneself in it and the card and ground of the report. `noRelation`: one declares so (rule 15). */
  openCaseRoom(caseId: string, kind: KnownRoomKind, noRelation: boolean): Promise<Outcome<string>>;
  invitable(room: string): Promise<Outcome<readonly Person[]>>;
  /** `through`: the last day that they take part, yyyy-mm-dd; '' for whoever has no `mostDays`. */
  inviteTo(room: string, account: string, through: string): Promise<Outcome<void>>;
  answerInvitation(room: string, relation: boolean): Promise<Outcome<void>>;
  /** Everybody in this room learns who one is; for good (rule 10). */
  revealSelf(room: string): Promise<Outcome<void>>;
  /** Colleagues of the same organisation with the same functie, who can stand in for one in these rooms. */
  standInsFor(rooms: readonly string[]): Promise<Outcome<readonly Person[]>>;
  /** Lets a colleague take one's place in these rooms through that day. Gives what came of it in each. */
  letStandIn(account: string, through: string, rooms: readonly string[]): Promise<Outcome<readonly StandIn[]>>;
  /** Whoever stands in for one does so no longer, in any room. */
  endStandIn(account: string): Promise<Outcome<void>>;
  /** One reads along no longer in any room in which the pupil of this room's case is known. */
  declareRelation(room: string): Promise<Outcome<void>>;

  /** Who is invited to the talk of step 4, as it is now; it stands in the case's `family`. */
  refreshGuests(caseId: string): Promise<Outcome<void>>;
  /** The room for parents and pupil, with the school team in it. Gives the room. */
  openFamilyRoom(caseId: string): Promise<Outcome<string>>;
  /** A guest of this case alone, or with `account` another code for one whose code was lost. Who has enrolled and was certified is admitted by itself. */
  inviteGuest(caseId: string, klass: Guest['klass'], account: string): Promise<Outcome<GuestCode>>;
  /** Out of the room, and the account ends for good. */
  endGuest(caseId: string, account: string): Promise<Outcome<void>>;

  /** opening a room loads its newest page; loadOlder one page more */
  openRoom(room: string): Promise<Outcome<void>>;
  loadOlder(room: string): Promise<Outcome<void>>;
  /** the check of rule 11 that send() also does; empty when the room is not anonymous */
  check(room: string, text: string): Promise<readonly Finding[]>;
  /** the same before a room exists: the words of the case's card are looked for */
  checkForCase(caseId: string, text: string): Promise<readonly Finding[]>;
  startThread(room: string, title: string, text: string): Promise<Outcome<string>>;
  send(room: string, thread: string, text: string, replyTo: string): Promise<Outcome<string>>;
  edit(room: string, item: string, text: string): Promise<Outcome<void>>;
  /** Takes away, for everybody and for good, a message that makes the pupil identifiable (rule 11). */
  removeIdentifying(room: string, item: string): Promise<Outcome<void>>;
  react(room: string, item: string, emoji: string, on: boolean): Promise<Outcome<void>>;
  markRead(room: string, thread: string, seq: number): Promise<void>;

  /** what was typed and not sent, kept in memory over navigation, reconnects, lock and a session that ran out; wiped at sign-out and for another person */
  draft(key: string): string;
  setDraft(key: string, text: string): void;

  /** beheerder */
  refreshAccounts(): Promise<Outcome<void>>;
  invite(login: string, name: string, functie: string): Promise<Outcome<{ code: string; expiresAt: number }>>;
  certify(account: string): Promise<Outcome<void>>;
  block(account: string): Promise<Outcome<void>>;
}
