// SPDX-License-Identifier: EUPL-1.2
// The second part of the matrix, from the rules as they are stated here, a second time and in a form of their own: who may record
// what of the plan while a case is the school's, at which step, for a pupil of which age, and with which fields. The C++ and
// the TypeScript rules are both held against the outcome.

const places = ['1', '2', '3', '4', '5', '6', '7', '8', 'monitored', 'closed_at_school', 'closed'];
const ages = ['<12', '12-15', '16-17', '18+', 'unknown'];
const kinds = ['schoolteam', 'consult', 'oudergesprek', 'melding', 'weegtafel', 'casusoverleg', 'opvolging', 'overdracht', 'doorgeleiding'];

// The school's own people record in their own room, the gemeente's in the room of the report and where a partner passes on a signal. Nobody else does: not who only keeps
// accounts, not another organisation, not a guest or a pseudonym.
const movers = { schoolteam: 'staff', melding: 'gemeente' };
const recorders = { ...movers, doorgeleiding: 'gemeente' };
const staff = ['medewerker', 'zorgcoordinator', 'aandachtsfunctionaris'].map((functie) => `member school ${functie}`);
const officials = ['aandachtsfunctionaris', 'weegtafel'].map((functie) => `member gemeente ${functie}`);
const functiesElsewhere = {
  gemeente: [],
  zvh: ['procesregisseur'],
  politie: ['jeugdagent', 'wijkagent', 'weegtafel'],
  om: ['weegtafel', 'ketenpartner'],
  rvdk: ['weegtafel', 'ketenpartner'],
  reclassering: ['weegtafel', 'ketenpartner'],
  cjg: ['ketenpartner'],
  veilig_thuis: ['ketenpartner'],
  ggz: ['ketenpartner'],
  ggd: ['ketenpartner'],
  halt: ['ketenpartner'],
  leerplicht: ['ketenpartner'],
  cter: ['ketenpartner'],
  jeugdhulp: ['ketenpartner'],
  expert: ['duidingsexpert', 'theoloog'],
  school_en_veiligheid: ['adviseur'],
};
const others = [
  'member school beheerder',
  'member school fg',
  ...Object.entries(functiesElsewhere).flatMap(([type, functies]) => [...functies, 'beheerder', 'fg'].map((functie) => `member ${type} ${functie}`)),
  'pseudonym region school_professional',
  'guest school ouder',
  'guest school leerling',
];

// Dates as somebody types them: the first ones are days that were, the others are not a day, or not written as one.
const days = ['2026-03-02', '2024-02-29', '2000-02-29', '2025-12-31'];
const noDays = [
  ...['2026-02-30', '2025-02-29', '1900-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-00', '2026-01-32'],
  ...['2026-3-02', '02-03-2026', '20260302', '2026/03/02', '2026-03-02T10:00', '2026-03-0a', '+026-03-02', '-026-03-02', 'gisteren', ''],
];

// What is recorded, in the school's own room unless another is named. `at`: the steps at which it can be; `fields`: a date, or one of
// these answers; `first`: what has to be true before. Where a pupil's age is not known, nothing that depends on it is true.
const records = {
  // The talk with the pupil: as soon as there is a signal, until the case leaves the school.
  pupil_talk: { at: '1234', fields: { on: 'date', known_to_care: ['yes', 'no', 'unknown'] } },
  // The consultation ends with two answers; they can be given again at step 4.
  consult_answers: { at: '34', fields: { talk_with_parents: ['yes', 'no', 'later'], sharing_needed: ['yes', 'no'] } },
  // Whether the parents may be spoken with is the pupil's to say at 16 and 17: before, the parents decide; from 18 on they are not asked.
  pupil_consent: {
    at: '1234',
    fields: { on: 'date', answer: ['given', 'refused'] },
    first: (age) => (age === '16-17' ? '' : 'l'),
  },
  // The reasons to speak with the parents although the pupil said no.
  consent_exception: {
    at: '1234',
    fields: {},
    matters: { pupil_consent: ['given', 'refused'] },
    first: (age, known) => (age === '16-17' && known.pupil_consent === 'refused' ? '' : 'w'),
  },
  // Until 15 always; at 16 and 17 with consent or an exception; from 18 on never.
  parents_talk: {
    at: '4',
    fields: {
      on: 'date',
      pupil_present: ['yes', 'no'],
      sharing_consent: ['given', 'refused', 'not_asked'],
      care_in_place: ['yes', 'no', 'unknown'],
    },
    matters: { pupil_consent: ['given', 'refused'], consent_exception: ['yes'] },
    first: (age, known) => {
      if (age === '<12' || age === '12-15') return '';
      if (age !== '16-17') return 'o';
      return known.pupil_consent === 'given' || known.consent_exception === 'yes' ? '' : 'o';
    },
  },
  // The gemeente does not take the report: the case stays with the school.
  report_returned: { room: 'melding', at: '234', fields: {} },
  // What the gemeente does with what a partner passed on.
  routing_answered: { room: 'doorgeleiding', at: '5', fields: { answer: ['with_school', 'advice', 'elsewhere'] } },
};

// Which way a case goes while it is the school's, in its own room. Nothing has to be recorded first: the school is warned, and states why
// when it closes. From the school to the gemeente it goes when the gemeente takes the report, in the room of the report.
const ownWays = { 1: ['2', '3', 'closed_at_school'], 2: ['3', '4', 'closed_at_school'], 3: ['2', '4', 'closed_at_school'], 4: ['closed_at_school'] };
function roomOfWay(from, to) {
  if (ownWays[from]?.includes(to)) return 'schoolteam';
  if (to === '5' && ['2', '3', '4'].includes(from)) return 'melding';
  return laterWays[from]?.to.includes(to) ? laterWays[from].room : undefined;
}
// Later the gemeente moves the case: in the room of the report to the weegtafel, which takes a name, or to the end; then where it is spoken of.
const laterWays = {
  5: { room: 'melding', to: ['6', '8'] },
  6: { room: 'weegtafel', to: ['7', 'monitored', '8'] },
  7: { room: 'casusoverleg', to: ['monitored', '8'] },
  monitored: { room: 'opvolging', to: ['6', '7', '8'] },
  8: { room: 'melding', to: ['closed'] },
};
const laterNeeds = { '5>6': 'i', '5>8': 'r', '8>closed': 'h' };
const laterRooms = ['weegtafel', 'casusoverleg', 'opvolging'];

const product = (choices) =>
  Object.entries(choices).reduce((all, [name, values]) => all.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))), [{}]);
const text = (pairs) =>
  Object.entries(pairs)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ') || '-';

// Every answer there is; then one field left out, one too many, one with a word that is no answer, and every date.
function variants(fields) {
  const names = Object.keys(fields);
  const whole = product(Object.fromEntries(names.map((name) => [name, fields[name] === 'date' ? [days[0]] : fields[name]])));
  const one = whole[0];
  const without = names.map((name) => Object.fromEntries(Object.entries(one).filter(([key]) => key !== name)));
  const wrong = names
    .filter((name) => fields[name] !== 'date')
    .flatMap((name) => ['perhaps', 'Yes', ''].map((value) => ({ ...one, [name]: value })));
  const on = names.filter((name) => fields[name] === 'date');
  return [
    ...whole.map((each) => [each, true]),
    ...on.flatMap((name) => days.slice(1).map((day) => [{ ...one, [name]: day }, true])),
    ...on.flatMap((name) => noDays.map((day) => [{ ...one, [name]: day }, false])),
    ...[...without, ...wrong, { ...one, note: 'more' }, { ...one, to: '2' }].map((each) => [each, false]),
  ];
}

const isOver = (place) => place === 'closed_at_school' || place === 'closed';

// Is this the room for it? A move that is no way at all is out of place only where nobody moves a case.
function isPlacedIn(room, record, place, to) {
  if (record !== 'step') return records[record] !== undefined && (records[record].room ?? 'schoolteam') === room;
  return (roomOfWay(place, to) ?? (room in movers ? room : undefined)) === room;
}

// The first reason that applies is the one that is told. `may` is what the record itself is refused for, at this place and age.
function line(record, fields, room, written, facts, may) {
  const to = fields.match(/^to=(\S*)/)?.[1];
  const cell = (who, age) =>
    places
      .map((place) => {
        if (isOver(place)) return 'c';
        if (written === 'elsewhere') return 's';
        if (!isPlacedIn(room, record, place, to)) return 't';
        if (who !== recorders[room]) return 'y';
        return may(place, age) || '.';
      })
      .join('');
  const cells = [...ages.map((age) => cell('staff', age)), cell('gemeente', 'unknown'), cell('others', 'unknown')];
  console.log([record, fields, room, written, facts, ...cells].join('\t'));
}

// In every other kind of room.
function misplaced(record, fields, ...homes) {
  line(record, fields, kinds.filter((kind) => !homes.includes(kind)).join(','), 'here', '-');
}

// Written down at another step than the case is at, wherever it is put.
function outOfStep(record, fields, home) {
  line(record, fields, home, 'elsewhere', '-');
  line(record, fields, 'consult', 'elsewhere', '-');
}

console.log(`= records
# What may be recorded of the plan. A line is a record; each of the seven last columns has one letter for every place a case can be at:
# 1 to 8, monitored, closed_at_school, closed.
# . recorded   c case_closed   s step_not_allowed   t item_type_not_allowed   y not_yours_to_move   m record_malformed
# o condition_missing:parents_may_be_spoken_with   l condition_missing:pupil_decides_at_this_age   w condition_missing:pupil_has_not_consented
# i condition_missing:identified   r condition_missing:reason_recorded   h condition_missing:handover_recorded
# fields: of the record, "-" none. room: in each of these. written: the step that the record names is the case's (here) or any of the ten
# others (elsewhere). facts: what was recorded before. The four age bands, and unknown: by each of the staff. gemeente, others: by each of
# them, at any age, known or not.
# @ group class organisation_type functie`);
for (const who of staff) console.log(`@ staff ${who}`);
for (const who of officials) console.log(`@ gemeente ${who}`);
for (const who of others) console.log(`@ others ${who}`);
console.log(['record', 'fields', 'room', 'written', 'facts', ...ages, 'gemeente', 'others'].join('\t'));

for (const [name, { room = 'schoolteam', at, fields, matters = {}, first = () => '' }] of Object.entries(records)) {
  const known = product(Object.fromEntries(Object.entries(matters).map(([fact, values]) => [fact, [undefined, ...values]])));
  for (const [given, isWhole] of variants(fields)) {
    for (const facts of known) {
      const told = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
      line(name, text(given), room, 'here', text(told), (place, age) => {
        if (!at.includes(place)) return 's';
        return isWhole ? first(age, told) : 'm';
      });
    }
  }
  misplaced(name, text(variants(fields)[0][0]), room);
  outOfStep(name, text(variants(fields)[0][0]), room);
}

// A move names where to. One that is not a way from here is no move, whatever else it says.
for (const to of [...places, '9', '0', 'Closed', '']) {
  for (const room of Object.keys(movers)) {
    line('step', `to=${to}`, room, 'here', '-', (place) => (roomOfWay(place, to) ? (laterNeeds[`${place}>${to}`] ?? '') : 's'));
    line('step', `to=${to} note=more`, room, 'here', '-', (place) => (roomOfWay(place, to) ? 'm' : 's'));
  }
  misplaced('step', `to=${to}`, ...Object.keys(movers), ...laterRooms);
}
outOfStep('step', 'to=3', 'schoolteam');
outOfStep('step', 'to=closed_at_school', 'schoolteam');
outOfStep('step', 'to=5', 'melding');
for (const room of Object.keys(movers)) {
  line('step', '-', room, 'here', '-', () => 's');
  line('step', 'on=2026-03-02', room, 'here', '-', () => 's');
}

// Words that are no record of the plan.
for (const word of ['besluit', 'steps', 'pupil-talk', 'text']) {
  misplaced(word, '-');
  outOfStep(word, '-', 'schoolteam');
}
