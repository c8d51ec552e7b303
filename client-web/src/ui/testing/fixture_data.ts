// SPDX-License-Identifier: EUPL-1.2
// Invented people, one case and its consultation, and a list of thirty, for tests of screens.
import type { Case, ManagedAccount, Me, Message, Participant, Person, Problem, Room, Snapshot, Thread } from '../../state/model';

const kMinuteMs = 60_000;
const kHourMs = 60 * kMinuteMs;
export const kNow = Date.now();

export const emptySnapshot: Snapshot = {
  screen: 'signed_in',
  lang: 'nl',
  lockedLogin: '',
  connection: 'online',
  locksAt: 0,
  lockWarning: false,
  endedBecause: '',
  cases: [],
  rooms: [],
  invitations: [],
  accounts: [],
  loaded: true,
};

const fingerprint = '7f3ac2910be45d6c88f01a2b3c4d5e6f9a8b7c6d5e4f30211f2e3d4c5b6a7988';

const person = (part: Partial<Me>): Me => ({
  account: 'account-eva',
  login: 'e.visser@school-eik',
  name: 'Eva Visser',
  org: 'org-eik',
  orgName: 'Scholengemeenschap De Eik',
  orgType: 'school',
  functie: 'medewerker',
  certified: true,
  rootFingerprint: fingerprint,
  ...part,
});

export const mentor = person({});
export const functionaris = person({
  account: 'account-sanne',
  login: 's.deboer@gemeente-lindeveen',
  name: 'Sanne de Boer',
  org: 'org-lindeveen',
  orgName: 'Gemeente Lindeveen',
  orgType: 'gemeente',
  functie: 'aandachtsfunctionaris',
  certified: true,
});
export const beheerder = person({ account: 'account-wim', login: 'w.smit@school-eik', name: 'Wim Smit', functie: 'beheerder' });
export const ouder = person({ account: 'account-ouder', login: 'k.jansen', name: 'Karim Jansen', functie: 'ouder' });

const participant = (part: Partial<Participant>): Participant => ({
  leaf: 'leaf-eva',
  klass: 'member',
  name: 'Eva Visser',
  functie: 'medewerker',
  orgName: 'Scholengemeenschap De Eik',
  orgType: 'school',
  me: false,
  until: 0,
  standsInFor: '',
  inPlaceOf: '',
  revealed: false,
  ...part,
});
const eva = participant({});
const lotte = participant({ leaf: 'leaf-lotte', name: 'Lotte Mulder', functie: 'zorgcoordinator' });
const hidden = participant({
  leaf: 'leaf-hidden',
  klass: 'pseudonym',
  name: '',
  functie: 'school_professional',
  orgName: '',
  orgType: 'region',
});
const sanne = participant({
  leaf: 'leaf-sanne',
  name: 'Sanne de Boer',
  functie: 'aandachtsfunctionaris',
  orgName: 'Gemeente Lindeveen',
  orgType: 'gemeente',
});
const rik = participant({ ...sanne, leaf: 'leaf-rik', name: 'Rik van Dam' });

export const colleagues: readonly Person[] = [
  { account: 'account-lotte', name: 'Lotte Mulder', functie: 'zorgcoordinator', orgName: 'Scholengemeenschap De Eik', mostDays: 0 },
  { account: 'account-bas', name: 'Bas Hendriks', functie: 'aandachtsfunctionaris', orgName: 'Scholengemeenschap De Eik', mostDays: 0 },
];
export const partners: readonly Person[] = [
  { account: 'account-sanne', name: 'Sanne de Boer', functie: 'aandachtsfunctionaris', orgName: 'Gemeente Lindeveen', mostDays: 0 },
  { account: 'account-rik', name: 'Rik van Dam', functie: 'aandachtsfunctionaris', orgName: 'Gemeente Lindeveen', mostDays: 0 },
];

let seq = 0;
const message = (part: Partial<Message> & { from: string; text: string; minutesAgo: number }): Message => {
  seq += 1;
  const { minutesAgo, ...rest } = part;
  return {
    id: `item-${seq}`,
    seq,
    thread: 'thread-1',
    mine: false,
    at: kNow - minutesAgo * kMinuteMs,
    title: '',
    replyTo: '',
    editedAt: 0,
    tombstone: false,
    removedBy: '',
    reactions: [],
    state: 'read',
    deliveredTo: [],
    readBy: [],
    ...rest,
  };
};

const talk = (): readonly Message[] => {
  const first = message({
    from: 'leaf-eva',
    minutesAgo: 26 * 60,
    text: 'Goedemiddag. Ik ben mentor en ik maak me zorgen over een leerling. De leerling trekt zich sinds de zomer terug, heeft nieuwe vrienden buiten school en praat over “wij tegen zij”. Gisteren zei de leerling in de les dat sommige mensen hun verdiende loon krijgen. Hoe kan ik het gesprek het beste beginnen?',
  });
  const second = message({
    from: 'leaf-sanne',
    minutesAgo: 25 * 60,
    text: 'Dag! Goed dat u dit voorlegt. Begin met wat u zelf gezien hebt, zonder oordeel: “Ik zie dat je stiller bent. Hoe gaat het met je?” Laat de uitspraak van gisteren nog even rusten.',
    reactions: [{ emoji: '🙏', by: ['leaf-eva'], mine: false }],
  });
  const third = message({
    from: 'leaf-sanne',
    minutesAgo: 25 * 60 - 2,
    text: 'Is de leerling al bekend bij het zorgteam?',
  });
  const fourth = message({
    from: 'leaf-eva',
    minutesAgo: 95,
    text: 'Nee, nog niet. De zorgcoördinator kijkt mee. Ik spreek de leerling donderdag.',
    replyTo: third.id,
    editedAt: kNow - 90 * kMinuteMs,
    readBy: ['Sanne de Boer'],
    reactions: [{ emoji: '👍', by: ['leaf-sanne', 'leaf-rik'], mine: false }],
  });
  const fifth = message({
    from: 'leaf-sanne',
    minutesAgo: 12,
    text: 'Fijn. Laat mij gerust weten hoe het ging. Als u twijfelt of u de ouders moet spreken, kunnen we dat hier samen wegen.\n\nDrie dingen die vaak helpen:\n1. Kies een rustig moment.\n2. Vraag naar wat er speelt, niet naar meningen.\n3. Spreek af wanneer u elkaar weer ziet.',
  });
  const sixth = message({
    from: 'leaf-eva',
    minutesAgo: 3,
    text: 'Dank, dat helpt. Ik laat het weten.',
    state: 'delivered',
    deliveredTo: ['Sanne de Boer', 'Rik van Dam'],
  });
  return [first, second, third, fourth, fifth, sixth];
};

const seenBy = (leaf: string, messages: readonly Message[]): readonly Message[] =>
  messages.map((one) => ({
    ...one,
    mine: one.from === leaf,
    reactions: one.reactions.map((reaction) => ({ ...reaction, mine: reaction.by.includes(leaf) })),
  }));

const asMe = (leaf: string, list: readonly Participant[]): readonly Participant[] => list.map((one) => ({ ...one, me: one.leaf === leaf }));

export function consultRoom(leaf: 'leaf-eva' | 'leaf-sanne', part: Partial<Room> = {}): Room {
  seq = 0;
  const messages = seenBy(leaf, talk());
  const threads: readonly Thread[] = [
    {
      id: 'thread-1',
      title: 'Veranderd gedrag in klas 3',
      startedAt: messages[0]?.at ?? kNow,
      lastAt: messages.at(-1)?.at ?? kNow,
      unread: leaf === 'leaf-sanne' ? 1 : 0,
      messages,
      whole: part.historyLoaded === 'all',
    },
    {
      id: 'thread-2',
      title: 'Wel of niet met de ouders praten?',
      startedAt: kNow - 5 * kHourMs,
      lastAt: kNow - 4 * kHourMs,
      unread: 2,
      messages: [],
      whole: true,
    },
  ];
  return {
    id: 'room-1',
    caseId: leaf === 'leaf-eva' ? 'case-1' : '',
    reference: 'K7MP-3QX',
    kind: 'consult',
    phase: 'anonymous',
    step: 3,
    createdAt: kNow - 26 * kHourMs,
    lastAt: kNow - 3 * kMinuteMs,
    epoch: 1,
    participants: asMe(leaf, [eva, sanne, rik]),
    former: [],
    owner: 'leaf-sanne',
    unread: leaf === 'leaf-sanne' ? 3 : 2,
    threads,
    closed: false,
    historyLoaded: 'some',
    loadingOlder: false,
    chainHead: '3f9c0d7be2a14586b09d31c5f7e8a2d4461b9e0c57fa38d2e6b1940c8d7a5f23',
    lastSeq: 6,
    records: [],
    moves: [],
    recordable: [],
    canInvite: false,
    lacksRegie: false,
    invited: [],
    relations: [],
    ...part,
  };
}

export const schoolteam: Room = {
  ...consultRoom('leaf-eva'),
  id: 'room-team',
  reference: 'D2RW-8HJ',
  kind: 'schoolteam',
  participants: asMe('leaf-eva', [eva, lotte]),
  owner: '',
  unread: 0,
  threads: [],
  historyLoaded: 'all',
};

const answersMissing: Problem = {
  reason: 'consult_answers_recorded',
  rule: '3',
  message: 'Leg de twee antwoorden van de bespreking vast: met de ouders praten, en is delen nodig?',
};

export const theCase: Case = {
  id: 'case-1',
  reference: 'F4TN-9BX',
  step: '3',
  phase: 'anonymous',
  ageBand: '12-15',
  regie: 'school',
  leadName: 'Eva Visser',
  openedAt: kNow - 50 * kHourMs,
  rooms: ['room-team', 'room-1'],
  signal: {
    behaviour:
      'De leerling trekt zich terug en praat over “wij tegen zij”. In de les zei de leerling dat sommige mensen hun verdiende loon krijgen.',
    context: 'Sinds de zomer, vooral in de kleine pauzes en bij maatschappijleer. Nieuwe vrienden buiten school.',
    source: 'Zelf gezien, en gehoord van een collega.',
    kind: 'uitspraken',
  },
  identity: {
    givenName: 'Noor',
    familyName: 'Voorbeeld',
    birthDate: '2011-03-14',
    contact: 'moeder: 06-12345678',
    aliases: ['Noortje'],
  },
  records: [
    {
      id: 'record-1',
      record: 'pupil_talk',
      step: '2',
      fields: { on: '2026-09-10', known_to_care: 'no' },
      text: 'De leerling wilde praten en vertelde over nieuwe vrienden.',
      texts: {},
      labels: {},
      ownerType: '',
      by: 'Eva Visser',
      orgName: 'Scholengemeenschap De Eik',
      room: 'room-team',
      roomKind: 'schoolteam',
      mine: true,
      at: kNow - 27 * kHourMs,
    },
  ],
  facts: { pupil_talk: 'yes', known_to_care: 'no' },
  moves: [
    { to: '2', missing: [], warnings: [], words: 'none', fields: [] },
    { to: '4', missing: [], warnings: [answersMissing], words: 'none', fields: [] },
    { to: 'closed_at_school', missing: [], warnings: [answersMissing], words: 'required', fields: [] },
  ],
  recordable: [
    {
      record: 'pupil_talk',
      title: 'Gesprek met de leerling',
      rule: '2',
      fields: [
        { name: 'on', type: 'date', values: [], options: [] },
        { name: 'known_to_care', type: 'choice', values: ['yes', 'no', 'unknown'], options: [] },
      ],
      words: 'required',
      texts: [],
      missing: [],
    },
    {
      record: 'consult_answers',
      title: 'Uitkomst van de bespreking',
      rule: '3',
      fields: [
        { name: 'talk_with_parents', type: 'choice', values: ['yes', 'no', 'later'], options: [] },
        { name: 'sharing_needed', type: 'choice', values: ['yes', 'no'], options: [] },
      ],
      words: 'optional',
      texts: [],
      missing: [],
    },
    {
      record: 'pupil_consent',
      title: 'Toestemming van de leerling',
      rule: '5',
      fields: [
        { name: 'on', type: 'date', values: [], options: [] },
        { name: 'answer', type: 'choice', values: ['given', 'refused'], options: [] },
      ],
      words: 'optional',
      texts: [],
      missing: [
        {
          reason: 'pupil_decides_at_this_age',
          rule: '5',
          message: 'De toestemming van de leerling om met de ouders te spreken speelt bij 16 en 17 jaar.',
        },
      ],
    },
  ],
  closed: false,
  continues: '',
  continuedBy: '',
  schoolName: 'Scholengemeenschap De Eik',
  mySide: 'school',
  openable: [],
  elsewhere: [],
};

const secondCase: Case = {
  ...theCase,
  id: 'case-2',
  reference: 'P8LC-2VD',
  step: '1',
  leadName: 'Lotte Mulder',
  rooms: [],
  openedAt: kNow - 4 * kHourMs,
};
const familyMissing: Problem = { reason: 'family_spoken_with', rule: '4', message: 'Leg eerst het gesprek met ouders en leerling vast.' };
const thirdCase: Case = {
  ...theCase,
  id: 'case-3',
  reference: 'H3XK-7RM',
  step: '4',
  rooms: [],
  openedAt: kNow - 900 * kHourMs,
  moves: [{ to: 'closed_at_school', missing: [], warnings: [familyMissing], words: 'required', fields: [] }],
};

export const mentorSnapshot: Partial<Snapshot> = {
  me: mentor,
  cases: [theCase, secondCase, thirdCase],
  rooms: [consultRoom('leaf-eva'), schoolteam],
};

const letters = 'BCDFGHJKLMNPQRSTVWXZ';
const reference = (n: number): string =>
  [3, 7, 11, 13, 17, 19, 23].map((step, place) => (place === 4 ? '-' : '') + letters[(n * step + place * 5) % letters.length]).join('');
const subjects = [
  'Uitspraken in de les maatschappijleer',
  'Plotseling andere vriendengroep',
  'Filmpjes in de klassenapp',
  'Zorgen van een sportcoach',
  'Trekt zich terug sinds de herfst',
  'Ruzie over geloof in de pauze',
  'Tekeningen in een schrift',
];

/** Thirty of them: three new ones, the rest picked up, some closed. */
export function thirtyRooms(): readonly Room[] {
  return Array.from({ length: 30 }, (_, n): Room => {
    const asker = n % 3 === 0 ? hidden : n % 3 === 1 ? { ...hidden, orgName: 'Lyceum Waterkant' } : eva;
    const base = consultRoom('leaf-sanne');
    const createdAt = kNow - (n * 11 + 1) * kHourMs;
    return {
      ...base,
      id: n === 5 ? 'room-1' : `room-list-${n}`,
      reference: n === 5 ? base.reference : reference(n),
      owner: n < 3 ? '' : n % 2 ? 'leaf-sanne' : 'leaf-rik',
      participants: asMe('leaf-sanne', [asker, sanne, rik]),
      unread: n < 3 ? 1 : n % 7 === 3 ? 4 : 0,
      createdAt,
      lastAt: createdAt + 30 * kMinuteMs,
      closed: n > 25,
      threads: [
        {
          id: 'thread-1',
          title: subjects[n % subjects.length] ?? '',
          startedAt: createdAt,
          lastAt: createdAt,
          unread: 0,
          messages: [],
          whole: true,
        },
      ],
    };
  });
}

const account = (name: string, login: string, functie: string, state: ManagedAccount['state']): ManagedAccount => ({
  account: `account-${login}`,
  login: `${login}@school-eik`,
  name,
  functie,
  state,
});
export const accounts: readonly ManagedAccount[] = [
  account('Eva Visser', 'e.visser', 'medewerker', 'active'),
  account('Lotte Mulder', 'l.mulder', 'zorgcoordinator', 'active'),
  account('Joris Bakker', 'j.bakker', 'medewerker', 'pending'),
  account('Aylin Kaya', 'a.kaya', 'medewerker', 'invited'),
  account('Piet de Groot', 'p.degroot', 'medewerker', 'blocked'),
  { ...account('Wim Smit', 'w.smit', 'beheerder', 'active'), account: beheerder.account },
];
