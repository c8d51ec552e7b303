// SPDX-License-Identifier: EUPL-1.2
// The third part of the matrix, from the rules as they are stated here, a second time and in a form of their own: the ground on which a
// pupil becomes known (rule 9), and everything that is recorded from the weegtafel on (rules 12 to 20): who records what, in which room, when,
// with which fields, what has to be there first, and what is known afterwards. The C++ and the TypeScript rules are both held against it.

const places = ['1', '2', '3', '4', '5', '6', '7', '8', 'monitored', 'closed_at_school', 'closed'];
const kinds = ['schoolteam', 'consult', 'oudergesprek', 'melding', 'weegtafel', 'casusoverleg', 'opvolging', 'overdracht', 'doorgeleiding'];

// Who could record: one column each. Whoever only keeps accounts is with the others, and so is a guest.
const cast = {
  school: ['member school medewerker', 'member school zorgcoordinator', 'member school aandachtsfunctionaris'],
  gemeente: ['member gemeente aandachtsfunctionaris', 'member gemeente weegtafel'],
  zvh: ['member zvh procesregisseur'],
  politie: ['member politie jeugdagent', 'member politie wijkagent', 'member politie weegtafel'],
  om: ['member om weegtafel', 'member om ketenpartner'],
  justice: ['rvdk', 'reclassering'].flatMap((type) => [`member ${type} weegtafel`, `member ${type} ketenpartner`]),
  help: ['cjg', 'jeugdhulp'].map((type) => `member ${type} ketenpartner`),
  partner: ['veilig_thuis', 'ggz', 'ggd', 'halt', 'leerplicht', 'cter'].map((type) => `member ${type} ketenpartner`),
  expert: ['member expert duidingsexpert', 'member expert theoloog'],
  pseudonym: ['pseudonym region school_professional'],
  others: [
    'member school_en_veiligheid adviseur',
    ...['school', 'gemeente', 'zvh', 'politie', 'om', 'cjg'].flatMap((type) => [`member ${type} beheerder`, `member ${type} fg`]),
    'guest school ouder',
    'guest school leerling',
  ],
};
const groups = Object.keys(cast);

const regie = ['gemeente'];
const led = ['gemeente', 'zvh']; // the casusregie and the procesregie
const around = ['gemeente', 'zvh', 'school', 'politie', 'om', 'justice', 'help', 'partner']; // everybody of a casusoverleg or a follow-up
const weighing = ['gemeente', 'politie', 'om', 'justice']; // the fixed composition of the weegtafel

// Fields: a day that was, a day to come, an organisation in the room, an earlier record of that kind, or one of these answers.
const day = { right: ['2026-03-02'], wrong: ['2026-02-30', '02-03-2026', ''] };
const organisation = { right: ['@gemeente', '@politie'], wrong: ['@halt', 'politie', ''] };
const earlier = { right: ['#action'], wrong: ['#plan', '#nothing', ''] };
const oneOf = (...right) => ({ right, wrong: ['perhaps', ''] });
const whom = oneOf('pupil', 'parents', 'pupil_and_parents');
const present = ['gemeente', 'school', 'politie'];
const inTheRoom = present.map((each) => `@${each}`).join('+');
const half = '@gemeente+@politie';

// Whom one asks or tells, by age; with `agrees` when the pupil of 16 or 17 said that the parents may be spoken with.
function rightWhom(age, agrees, value) {
  if (age === '<12' || age === '12-15') return value !== 'pupil';
  if (age === '16-17') return value === 'pupil' || (agrees && value === 'pupil_and_parents');
  return age === '18+' && value === 'pupil';
}

const driehoek = (gemeente, politie, om) => `gemeente_present=${gemeente} politie_present=${politie} om_present=${om}`;

// What has to be there first: the letter of what is told otherwise, the facts that make it so, and facts that nearly do. In the order in
// which they are looked at.
const need = {
  identified: { letter: 'I', so: ['phase=identified'], not: ['phase=anonymous'] },
  sitting: { letter: 'S', so: ['sitting=yes'], not: [''] },
  // Whoever of the triangle was absent weighs nothing; of the others nothing is asked.
  present: {
    letter: (group, facts) => (['gemeente', 'politie', 'om'].includes(group) && !facts.includes(`${group}_present=yes`) ? 'N' : '.'),
    so: [driehoek('yes', 'yes', 'yes')],
    not: ['', driehoek('no', 'no', 'no'), driehoek('no', 'yes', 'yes'), driehoek('yes', 'no', 'yes'), driehoek('yes', 'yes', 'no')],
  },
  duidingByTwo: { letter: 'D', so: [`duiding=${half}`, `duiding=${inTheRoom}`], not: ['', 'duiding=@gemeente', 'duiding=@politie'] },
  outcome: { letter: 'O', so: ['outcome=opgeschaald', 'outcome=gemonitord', 'outcome=afgeschaald'], not: [''] },
  agreedByTwo: { letter: 'T', so: [`outcome_support=${half}`, 'outcome_support=@politie+@om+@rvdk'], not: ['', 'outcome_support=@om'] },
  picture: { letter: 'P', so: ['picture=yes'], not: [''] },
  jointDuiding: { letter: 'J', so: ['joint_duiding=yes'], not: [''] },
  plan: { letter: 'L', so: ['plan=yes'], not: [''] },
  goal: { letter: 'G', so: ['joint_goal=yes'], not: [''] },
  goalReached: {
    letter: 'A',
    so: [`goal_reached=${inTheRoom}`, `goal_reached=${inTheRoom}+@om`, `goal_reached=${inTheRoom} weegtafel=@om`, `goal_reached=${inTheRoom}+@om reason_received=${inTheRoom}+@om casusoverleg=@om opvolging=@om`],
    not: ['', 'goal_reached=@gemeente', `goal_reached=${half}`, 'goal_reached=@gemeente+@school+@om', `goal_reached=${inTheRoom} casusoverleg=@om`, `goal_reached=${inTheRoom} opvolging=@om`],
  },
  reason: { letter: 'R', so: ['reason=yes'], not: [''] },
  reasonReceived: {
    letter: 'V',
    so: [`reason_received=${inTheRoom}`],
    not: ['', 'reason_received=@gemeente', `reason_received=${half}`, 'reason_received=@school+@politie', `goal_reached=${inTheRoom}+@om reason_received=${inTheRoom} casusoverleg=@om`, `goal_reached=${inTheRoom}+@om reason_received=${inTheRoom} opvolging=@om`],
  },
  conclusionReceived: { letter: 'C', so: [`reason_received=${inTheRoom}`], not: ['', 'reason_received=@gemeente', `reason_received=${half}`] },
  skipReasonReceived: { letter: 'Z', so: [`reason_received=${inTheRoom}`], not: ['', 'reason_received=@gemeente', `reason_received=${half}`] },
  handover: { letter: 'H', so: ['receiver=ouders', 'receiver=eerstelijns', 'receiver=school handover_taken=yes'], not: ['', 'handover_taken=yes'] },
  handoverToSchool: { letter: 'U', so: ['receiver=school', 'receiver=school handover_taken=no'], not: ['', 'receiver=ouders', 'receiver=eerstelijns handover_taken=no'] },
  handoverTaken: { letter: 'K', so: [''], not: ['receiver=school', 'receiver=school handover_taken=no'] },
  whenAgain: { letter: 'E', so: ['reescalation=yes'], not: [''] },
  risk: { letter: 'X', so: ['ground=veiligheidsrisico'], not: ['', 'ground=toestemming', 'ground=bekendgemaakt', 'ground=withdrawn'] },
  toBeInformed: { letter: 'Q', so: ['pupil_informed=later'], not: ['', 'pupil_informed=yes'] },
};
// The gemeente follows the outcome, or deviates from it with a reason; once it deviates, the outcome's own way is closed.
const other = (word) => (word === 'opgeschaald' ? 'gemonitord' : 'opgeschaald');
const follows = (word, to, letter) => ({
  letter,
  so: [`outcome=${word} deviation=none`, `outcome=${other(word)} deviation=${to}`, `outcome=${word} deviation=${to}`],
  not: [
    '',
    'deviation=none',
    `outcome=${other(word)} deviation=none`,
    ...['7', 'monitored', '8'].filter((each) => each !== to).map((each) => `outcome=${word} deviation=${each}`),
  ],
});

const forget = (...facts) => facts.map((fact) => `!${fact}`).join(' ');
const weighed = ['sitting', 'gemeente_present', 'politie_present', 'om_present', 'duiding', 'outcome', 'outcome_support', 'deviation', 'reason', 'reason_received'];
const ground = { rooms: ['schoolteam'], by: ['school'], at: ['2', '3', '4', '5'] };
const table = { rooms: ['weegtafel'], at: ['6'] };
const overleg = { rooms: ['casusoverleg'], at: ['7'] };
const both = { rooms: ['casusoverleg', 'opvolging'], at: ['7', 'monitored'] };
const report = { rooms: ['melding'], at: ['5'] };
const end = { rooms: ['melding'], at: ['8'] };

// `known`: what it makes known ("!fact" makes it unknown; "$field" is that field's answer, "@me" the author's organisation).
const records = {
  ground_consent: { ...ground, fields: { on: day, whom }, asks: 'B', known: 'ground=toestemming ground_whom=$whom ground_approved=no' },
  ground_known: { ...ground, fields: { on: day, whom }, asks: 'B', known: 'ground=bekendgemaakt ground_whom=$whom ground_approved=no' },
  ground_risk: {
    ...ground,
    fields: { on: day, inform_by: day },
    known: 'ground=veiligheidsrisico ground_whom=nobody ground_approved=no pupil_informed=later',
  },
  ground_approval: { ...ground, fields: {}, needs: [need.risk], notBy: 'ground', known: 'ground_approved=yes' },
  ground_withdrawn: { ...ground, fields: { on: day }, known: 'ground=withdrawn ground_approved=no !ground_whom' },
  pupil_informed: {
    ...ground,
    at: ['5', '6', '7', '8', 'monitored'],
    fields: { on: day, whom },
    needs: [need.toBeInformed],
    asks: 'B',
    known: 'pupil_informed=yes ground_whom=$whom',
  },

  agenda: { ...table, by: led, fields: { on: day }, known: '' },
  sitting: {
    ...table,
    by: led,
    fields: { on: day, gemeente: oneOf('yes', 'no'), politie: oneOf('yes', 'no'), om: oneOf('yes', 'no') },
    known: `sitting=yes gemeente_present=$gemeente politie_present=$politie om_present=$om ${forget('duiding', 'outcome', 'outcome_support', 'deviation', 'reason', 'reason_received')}`,
  },
  duiding: { ...table, by: weighing, fields: {}, needs: [need.sitting, need.present], known: 'duiding+@me' },
  expert_view: { ...table, by: ['expert'], fields: {}, known: '' },
  outcome: {
    ...table,
    by: weighing,
    fields: { outcome: oneOf('opgeschaald', 'gemonitord', 'afgeschaald') },
    needs: [need.sitting, need.present, need.duidingByTwo],
    known: 'outcome=$outcome outcome_support=@me deviation=none !reason !reason_received',
  },
  outcome_support: { ...table, by: weighing, fields: {}, needs: [need.outcome, need.present], known: 'outcome_support+@me' },
  deviation: { ...table, by: regie, fields: { to: oneOf('7', 'monitored', '8') }, needs: [need.agreedByTwo], known: 'deviation=$to !reason !reason_received' },
  joint_conclusion: { ...table, by: regie, fields: {}, known: 'reason=yes reason_received=@me' },
  conclusion_received: {
    ...table,
    by: ['gemeente', 'zvh', 'politie', 'om', 'justice', 'expert'],
    fields: {},
    needs: [need.reason],
    known: 'reason_received+@me',
  },

  meeting: { ...overleg, by: led, fields: { on: day }, known: '' },
  picture: { ...overleg, by: led, fields: {}, known: 'picture=yes' },
  joint_duiding: { ...overleg, by: led, fields: {}, known: 'joint_duiding=yes' },
  plan: {
    ...overleg,
    by: led,
    fields: { contact_keeper: organisation, last_contact: day, review_on: day },
    needs: [need.picture, need.jointDuiding],
    known: 'plan=yes',
  },
  decision: { ...both, by: around, fields: {}, known: '' },
  agreement: { ...both, by: around, fields: {}, known: '' },
  task: { ...both, by: led, fields: { owner: organisation, due: day, rhythm: oneOf('once', 'weekly', 'monthly') }, known: '' },
  task_progress: { ...both, by: around, fields: { task: earlier, due: day }, ownerOf: 'action', known: '' },
  task_done: { ...both, by: around, fields: { task: earlier }, ownerOf: 'action', known: '' },
  contact: { ...both, by: around, fields: { on: day }, known: '' },
  veilig_thuis_report: { ...both, by: ['school', 'politie'], fields: { on: day }, known: '' },
  youth_help: { ...both, by: ['gemeente', 'help'], fields: { on: day, whom }, asks: 'W', known: 'help_whom=$whom' },
  joint_goal: { ...both, by: led, fields: {}, known: 'joint_goal=yes !goal_reached' },
  goal_reached: { ...both, by: around, fields: {}, needs: [need.goal], known: 'goal_reached+@me' },
  closing_reason: { ...both, by: regie, fields: {}, known: 'reason=yes reason_received=@me' },
  reason_received: { ...both, by: around, fields: {}, needs: [need.reason], known: 'reason_received+@me' },
  // Also while the weegtafel weighs the case again, or the casusoverleg has it.
  review: { rooms: ['opvolging'], at: ['6', '7', 'monitored'], by: regie, fields: { contact_keeper: organisation, last_contact: day, review_on: day }, known: '' },

  skip_reason: { ...report, by: regie, fields: {}, known: 'reason=yes reason_received=@me' },
  skip_reason_received: {
    ...report,
    by: [...around.filter((group) => group !== 'zvh'), 'pseudonym'],
    fields: {},
    needs: [need.reason],
    known: 'reason_received+@me',
  },

  handover: { ...end, by: regie, fields: { receiver: oneOf('school', 'ouders', 'eerstelijns') }, known: 'receiver=$receiver handover_taken=no' },
  handover_taken: { ...end, by: ['school', 'pseudonym'], fields: {}, needs: [need.handoverToSchool], known: 'handover_taken=yes' },
  reescalation: { ...end, by: regie, fields: {}, known: 'reescalation=yes' },
};

// Where the gemeente brings a case, in which room, and what has to be there. Nobody else moves it any more.
const afterPlan = [need.picture, need.jointDuiding, need.plan];
const isDone = [need.goal, need.goalReached, need.reason, need.reasonReceived];
const moves = {
  '5>6': { room: 'melding', needs: [need.identified], known: forget(...weighed) },
  '5>8': { room: 'melding', needs: [need.reason, need.skipReasonReceived] },
  '6>7': {
    room: 'weegtafel',
    needs: [need.sitting, need.duidingByTwo, need.agreedByTwo, follows('opgeschaald', '7', '7')],
    known: forget('picture', 'joint_duiding', 'plan', 'reason', 'reason_received'),
  },
  '6>monitored': {
    room: 'weegtafel',
    fields: { review_on: day },
    needs: [need.sitting, need.duidingByTwo, need.agreedByTwo, follows('gemonitord', 'monitored', 'M')],
    known: forget('reason', 'reason_received'),
  },
  '6>8': {
    room: 'weegtafel',
    needs: [need.sitting, need.duidingByTwo, need.agreedByTwo, follows('afgeschaald', '8', '8'), need.reason, need.conclusionReceived],
  },
  '7>monitored': { room: 'casusoverleg', fields: { review_on: day }, needs: afterPlan, known: forget('goal_reached', 'reason', 'reason_received') },
  '7>8': { room: 'casusoverleg', needs: [...afterPlan, ...isDone] },
  'monitored>6': { room: 'opvolging', known: forget(...weighed, 'goal_reached') },
  'monitored>7': { room: 'opvolging', known: forget('picture', 'joint_duiding', 'plan', 'goal_reached', 'reason', 'reason_received') },
  'monitored>8': { room: 'opvolging', needs: isDone },
  '8>closed': { room: 'melding', needs: [need.handover, need.handoverTaken, need.whenAgain] },
};

const isOver = (place) => place === 'closed_at_school' || place === 'closed';
const text = (fields) =>
  Object.entries(fields)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ') || '-';
const joined = (...facts) => facts.filter((each) => each !== '').join(' ') || '-';

// What an effect makes unknown, as it can be known before.
const sets = ['duiding', 'outcome_support', 'goal_reached', 'reason_received'];
const some = { outcome: 'gemonitord', deviation: '8', ground_whom: 'parents' };
const forgotten = (known) =>
  known
    .split(' ')
    .filter((each) => each.startsWith('!'))
    .map((each) => each.slice(1))
    .map((fact) => `${fact}=${sets.includes(fact) ? '@school' : (some[fact] ?? 'yes')}`);

// Every answer of one field with the first of the others; then, refused: one left out, one too many, each wrong answer.
function variants(fields) {
  const first = Object.fromEntries(Object.entries(fields).map(([name, { right }]) => [name, right[0]]));
  const right = [first];
  const wrong = [{ ...first, note: 'more' }];
  for (const [name, { right: answers, wrong: others }] of Object.entries(fields)) {
    for (const answer of answers.slice(1)) right.push({ ...first, [name]: answer });
    for (const answer of others) wrong.push({ ...first, [name]: answer });
    wrong.push(Object.fromEntries(Object.entries(first).filter(([other]) => other !== name)));
  }
  return { right, wrong };
}

// `who`: the groups that may; `at`: the places at which it can be; `outcome`: what is told then.
function line(record, fields, rooms, facts, { inPlace, who, at, outcome, known = '-' }) {
  const cells = groups.map((group) =>
    places
      .map((place) => {
        if (isOver(place)) return 'c';
        if (!inPlace(place)) return 't';
        if (!who(place).includes(group)) return 'y';
        return at(place) ? outcome(group) : 's';
      })
      .join(''),
  );
  console.log([record, fields, rooms.join(','), facts, known || '-', ...cells].join('\t'));
}

console.log(`= plan
# What is recorded of the ground, and from the weegtafel on. A line is a record; each of the last columns, one for a group of people, has one
# letter for every place a case can be at: 1 to 8, monitored, closed_at_school, closed.
# . recorded   c case_closed   s step_not_allowed   t item_type_not_allowed   y not_yours_to_move   m record_malformed   e someone_else_must
# Missing: I identified   S sitting_recorded   D duiding_by_two   O outcome_recorded   T outcome_by_two   7 outcome_is_7
# N was_present   M outcome_is_monitored   8 outcome_is_8   P picture_recorded   J joint_duiding_recorded   L plan_recorded   G goal_set
# A goal_reached_by_all   R reason_recorded   V reason_received   C conclusion_received   Z skip_reason_received   H handover_recorded   U handover_to_school   K handover_taken   E reescalation_agreed
# X ground_is_risk   Q pupil_to_be_informed   B ground_right_whom   W help_right_whom
# In the room: ${present.join(', ')}. "@politie" is that organisation, "#action" an earlier action (task) whose owner the fact "owner" names,
# "#plan" an earlier plan. facts: what is known before; a set of organisations with "+" between them; age, phase; by.ground=me: the author
# recorded the ground; a kind of room: who takes part in that room of the case besides. known: what is known afterwards besides ("!fact": no longer; "fact+@me": the author's organisation joins; step: where
# the case is then).
# @ group class organisation_type functie`);
for (const [group, people] of Object.entries(cast)) for (const person of people) console.log(`@ ${group} ${person}`);
console.log(['record', 'fields', 'room', 'facts', 'known', ...groups].join('\t'));

for (const [name, { rooms, by, at, fields, needs = [], asks, notBy, ownerOf, known }] of Object.entries(records)) {
  const { right, wrong } = variants(fields);
  const base = { inPlace: () => true, who: () => by, at: (place) => at.includes(place) };
  const there = needs.map(({ so }) => so[0]);
  const told = (given) => known.replace(/\$(\w+)/g, (_, field) => given[field]);
  const say = (given, facts, outcome, effect = '-') =>
    line(name, text(given), rooms, joined(...facts), { ...base, outcome: typeof outcome === 'string' ? () => outcome : outcome, known: effect });

  if (asks !== undefined) {
    // Whom, by age.
    for (const age of ['<12', '12-15', '16-17', '18+', '']) {
      for (const consent of ['', 'pupil_consent=given', 'pupil_consent=refused']) {
        for (const given of right) {
          const fine = rightWhom(age, consent === 'pupil_consent=given', given.whom);
          say(given, [...there, age && `age=${age}`, consent], fine ? '.' : asks, fine ? told(given) : '-');
        }
      }
    }
  } else if (ownerOf !== undefined) {
    // Of somebody else's action nothing is recorded.
    for (const owner of ['gemeente', 'politie', 'school']) {
      for (const given of right) say(given, [`owner=@${owner}`], (group) => (group === owner ? '.' : 'y'));
    }
  } else {
    for (const given of right) say(given, there, '.', told(given));
  }
  const enough = asks === undefined ? [] : ['age=12-15'];
  for (const given of wrong) say(given, [...there, ...enough, ...(ownerOf ? ['owner=@politie'] : [])], 'm');
  if (known.includes('!')) say(right[0], [...forgotten(known), ...there], '.', told(right[0]));
  if (notBy !== undefined) say(right[0], [...there, `by.${notBy}=me`], 'e');
  for (const [i, { letter, so, not }] of needs.entries()) {
    const others = there.filter((_, j) => j !== i);
    // The answer is one that suits the age, so that only what is missing is told.
    const given = asks === undefined ? right[0] : { ...right[0], whom: 'parents' };
    for (const facts of so.slice(1)) say(given, [...others, facts, ...enough], '.', told(given));
    for (const facts of not) {
      const byGroup = typeof letter === 'function';
      say(given, [...others, facts, ...enough], byGroup ? (group) => letter(group, facts) : letter, byGroup ? told(given) : '-');
    }
  }
  const elsewhere = kinds.filter((kind) => !rooms.includes(kind));
  line(name, text(right[0]), elsewhere, joined(...there), { ...base, inPlace: () => false, outcome: () => '.' });
}

// A move: of the room in which it is made, the gemeente alone. From another place it is another move or none.
const movers = { melding: ['gemeente'], weegtafel: ['gemeente'], casusoverleg: ['gemeente'], opvolging: ['gemeente'] };
function roomOf(place, to) {
  if (moves[`${place}>${to}`]) return moves[`${place}>${to}`].room;
  const bySchool = { 1: ['2', '3', 'closed_at_school'], 2: ['3', '4', 'closed_at_school'], 3: ['2', '4', 'closed_at_school'], 4: ['closed_at_school'] };
  if (bySchool[place]?.includes(to)) return 'schoolteam';
  return to === '5' && ['2', '3', '4'].includes(place) ? 'melding' : undefined;
}
for (const [way, { room, fields = {}, needs = [], known = '' }] of Object.entries(moves)) {
  const [from, to] = way.split('>');
  const { right, wrong } = variants(fields);
  const there = needs.map(({ so }) => so[0]);
  const say = (given, facts, letter) => {
    const cell = (group) => (place) => {
      if (isOver(place)) return 'c';
      const home = roomOf(place, to);
      if ((home ?? room) !== room) return 't';
      if (!movers[room].includes(group)) return 'y';
      if (home === undefined) return 's';
      return place === from ? letter : undefined;
    };
    const cells = groups.map((group) => places.map((place) => cell(group)(place) ?? '?').join(''));
    const effect = letter === '.' ? joined(known, `step=${to}`) : '-';
    console.log(['step', text({ to, ...given }), room, joined(...facts), effect, ...cells].join('\t'));
  };
  for (const given of right) say(given, there, '.');
  if (known !== '') say(right[0], [...forgotten(known), ...there], '.');
  for (const given of wrong) say(given, there, 'm');
  for (const [i, { letter, so, not }] of needs.entries()) {
    const others = there.filter((_, j) => j !== i);
    for (const facts of so.slice(1)) say(right[0], [...others, facts], '.');
    for (const facts of not) say(right[0], [...others, facts], letter);
  }
}
