// SPDX-License-Identifier: EUPL-1.2
// Writes records.tsv from the rules as they are stated here, in words of our own and without looking at the policy file: who may record
// what of the plan, at which step, for a pupil of which age, and with which fields. The C++ and the TypeScript rules are both held against
// the outcome.
//
//   node tests/vectors/policy/write_records.mjs > tests/vectors/policy/records.tsv

const places = ['1', '2', '3', '4', '5', '6', '7', '8', 'monitored', 'closed_at_school', 'closed'];
const ages = ['<12', '12-15', '16-17', '18+'];
const otherRooms = 'consult,oudergesprek,melding,weegtafel,casusoverleg,opvolging,overdracht';

// The school's own people record. Nobody else does: not who only keeps accounts, not another organisation, not a guest or a pseudonym.
const staff = ['medewerker', 'zorgcoordinator', 'aandachtsfunctionaris'].map((functie) => `member school ${functie}`);
const functiesElsewhere = {
  gemeente: ['aandachtsfunctionaris', 'weegtafel'],
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

// What is recorded. `at`: the steps at which it can be; `fields`: a date, or one of these answers; `first`: what has to be true before.
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
      if (age === '18+') return 'o';
      if (age !== '16-17') return '';
      return known.pupil_consent === 'given' || known.consent_exception === 'yes' ? '' : 'o';
    },
  },
};

// Which way a case goes while it is the school's. Nothing has to be recorded first: the school is warned, and states why when it closes.
const ways = { 1: ['2', '3', 'closed_at_school'], 2: ['3', '4', 'closed_at_school'], 3: ['2', '4', 'closed_at_school'], 4: ['closed_at_school'] };

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

// The first reason that applies is the one that is told. `may` is what the record itself is refused for, at this place and age.
function line(record, fields, room, written, facts, may) {
  const isKnown = record === 'step' || record in records;
  const cell = (isStaff, age) =>
    places
      .map((place) => {
        if (isOver(place)) return 'c';
        if (written === 'elsewhere') return 's';
        if (!isKnown || room !== 'schoolteam') return 't';
        if (!isStaff) return 'y';
        return may(place, age) || '.';
      })
      .join('');
  console.log([record, fields, room, written, facts, ...ages.map((age) => cell(true, age)), cell(false, ages[0])].join('\t'));
}

function lines(record, fields, facts, may) {
  line(record, fields, 'schoolteam', 'here', facts, may);
}

// Elsewhere than in the school's own room.
function misplaced(record, fields) {
  line(record, fields, otherRooms, 'here', '-');
}

// Written down at another step than the case is at, wherever it is put.
function outOfStep(record, fields) {
  line(record, fields, 'schoolteam', 'elsewhere', '-');
  line(record, fields, 'consult', 'elsewhere', '-');
}

console.log(`# SPDX-License-Identifier: EUPL-1.2
# What may be recorded of the plan. A line is a record; each of the five last columns has one letter for every place a case can be at:
# 1 to 8, monitored, closed_at_school, closed.
# . recorded   c case_closed   s step_not_allowed   t item_type_not_allowed   y not_yours_to_move   m record_malformed
# o condition_missing:parents_may_be_spoken_with   l condition_missing:pupil_decides_at_this_age   w condition_missing:pupil_has_not_consented
# fields: of the record, "-" none. room: in each of these. written: the step that the record names is the case's (here) or any of the ten
# others (elsewhere). facts: what was recorded before. The four age bands: by each of the staff. others: by each of the others, at any age.
# @ group class organisation_type functie`);
for (const who of staff) console.log(`@ staff ${who}`);
for (const who of others) console.log(`@ others ${who}`);
console.log(['record', 'fields', 'room', 'written', 'facts', ...ages, 'others'].join('\t'));

for (const [name, { at, fields, matters = {}, first = () => '' }] of Object.entries(records)) {
  const known = product(Object.fromEntries(Object.entries(matters).map(([fact, values]) => [fact, [undefined, ...values]])));
  for (const [given, isWhole] of variants(fields)) {
    for (const facts of known) {
      const told = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
      lines(name, text(given), text(told), (place, age) => {
        if (!at.includes(place)) return 's';
        return isWhole ? first(age, told) : 'm';
      });
    }
  }
  misplaced(name, text(variants(fields)[0][0]));
  outOfStep(name, text(variants(fields)[0][0]));
}

// A move names where to. One that is not a way from here is no move, whatever else it says.
for (const to of [...places, '9', '0', 'Closed', '']) {
  lines('step', `to=${to}`, '-', (place) => (ways[place]?.includes(to) ? '' : 's'));
  lines('step', `to=${to} note=more`, '-', (place) => (ways[place]?.includes(to) ? 'm' : 's'));
  misplaced('step', `to=${to}`);
}
outOfStep('step', 'to=3');
outOfStep('step', 'to=closed_at_school');
lines('step', '-', '-', () => 's');
lines('step', 'on=2026-03-02', '-', () => 's');

// Words that are no record of the plan.
for (const word of ['besluit', 'steps', 'pupil-talk', 'text']) {
  lines(word, '-', '-');
  misplaced(word, '-');
  outOfStep(word, '-');
}
