// SPDX-License-Identifier: EUPL-1.2
// The first part of the matrix, from the rules as they are stated here, a second time and in a form of their own: what everybody may do
// in every room, at every step, in every phase, with and without a relation to the pupil or a convenant. The C++ and the TypeScript rules are
// both held against the outcome.

const accountsOnly = ['beheerder', 'fg'];
const schoolStaff = ['medewerker', 'zorgcoordinator', 'aandachtsfunctionaris'];
const partners = ['om', 'rvdk', 'reclassering', 'cjg', 'veilig_thuis', 'ggz', 'ggd', 'halt', 'leerplicht', 'cter', 'jeugdhulp'];

// Everybody there is.
const people = [
  ...['medewerker', 'zorgcoordinator', 'aandachtsfunctionaris', ...accountsOnly].map((functie) => ['member', 'school', functie]),
  ...['aandachtsfunctionaris', 'weegtafel', ...accountsOnly].map((functie) => ['member', 'gemeente', functie]),
  ...['procesregisseur', ...accountsOnly].map((functie) => ['member', 'zvh', functie]),
  ...['jeugdagent', 'wijkagent', 'weegtafel', ...accountsOnly].map((functie) => ['member', 'politie', functie]),
  ...['om', 'rvdk', 'reclassering'].flatMap((type) => ['weegtafel', 'ketenpartner', ...accountsOnly].map((functie) => ['member', type, functie])),
  ...['cjg', 'veilig_thuis', 'ggz', 'ggd', 'halt', 'leerplicht', 'cter', 'jeugdhulp'].flatMap((type) =>
    ['ketenpartner', ...accountsOnly].map((functie) => ['member', type, functie]),
  ),
  ...['duidingsexpert', 'theoloog', ...accountsOnly].map((functie) => ['member', 'expert', functie]),
  ...['adviseur', ...accountsOnly].map((functie) => ['member', 'school_en_veiligheid', functie]),
  ['pseudonym', 'region', 'school_professional'],
  ['guest', 'school', 'ouder'],
  ['guest', 'school', 'leerling'],
];

const isStaffOfSchool = (p) => p.klass === 'member' && p.type === 'school' && schoolStaff.includes(p.functie);
const isAandachtsfunctionaris = (p) => p.klass === 'member' && p.type === 'gemeente' && p.functie === 'aandachtsfunctionaris';
const isAgent = (p) => p.type === 'politie' && ['jeugdagent', 'wijkagent'].includes(p.functie);
const isKetenpartner = (p) => partners.includes(p.type) && p.functie === 'ketenpartner';
const isAtWeegtafel = (p) => ['politie', 'om', 'rvdk', 'reclassering', 'gemeente'].includes(p.type) && p.functie === 'weegtafel';

// What everybody says.
const talk = ['text', 'edit', 'reaction', 'file'];
const items = [...talk, 'signal', 'identity', 'record', 'ground', 'reveal'];

// One room a paragraph. `opens`: who, and at which steps in which phase; `school`, `gemeente`, `regie`: what else whoever acts for them does.
// `belongs` says whether this is a place for somebody like that, `onlyIn` the one phase in which it is.
const rooms = {
  // The school's own people, all the way through.
  schoolteam: {
    namesCase: true,
    opens: { by: ['school'], anonymous: '1' },
    school: ['adds', 'removes', 'closes'],
    items: [...talk, 'signal', 'identity', 'record'],
    steps: '12345678',
    phases: ['anonymous', 'identified'],
    belongs: isStaffOfSchool,
  },
  // Step 3 to 5, and opened from step 1 or 2, which brings the case to 3. Nobody is named.
  consult: {
    opens: { by: ['school'], anonymous: '12345' },
    school: ['adds', 'removes'],
    gemeente: ['adds', 'removes', 'picksUp'],
    regie: ['closes'],
    items: [...talk, 'reveal'],

    steps: '12345',
    phases: ['anonymous'],
    belongs: (p) => isStaffOfSchool(p) || p.klass === 'pseudonym' || isAandachtsfunctionaris(p) || p.functie === 'adviseur',
  },
  // The talk with the parents and the pupil: the only room of the first five steps where they are, and where a relation is no bar.
  oudergesprek: {
    namesCase: true,
    opens: { by: ['school'], anonymous: '4', identified: '4' },
    school: ['adds', 'removes', 'closes'],
    items: talk,

    steps: '4',
    phases: ['anonymous', 'identified'],
    relation: true,
    belongs: (p) => isStaffOfSchool(p) || p.klass === 'guest',
  },
  // The report: school and gemeente, from step 2 on; the partners once the pupil is identified. A pseudonym belongs to the anonymous phase.
  melding: {
    opens: { by: ['school'], anonymous: '234', identified: '5' },
    gemeente: ['adds', 'removes', 'closes', 'picksUp'],
    regie: ['closes'],
    items: [...talk, 'record', 'reveal'],
    itemsWhenKnown: ['identity', 'ground'],

    steps: '2345678',
    phases: ['anonymous', 'identified'],
    convenant: true,
    belongs: (p) => isStaffOfSchool(p) || p.klass === 'pseudonym' || isAandachtsfunctionaris(p) || isAgent(p) || isKetenpartner(p),
    onlyIn: (p) => (p.klass === 'pseudonym' ? 'anonymous' : isAgent(p) || isKetenpartner(p) ? 'identified' : undefined),
  },
  // The fixed composition, and experts who were asked. No school.
  weegtafel: {
    namesCase: true,
    opens: { by: ['gemeente'], identified: '6' },
    gemeente: ['adds', 'removes', 'closes'],
    items: [...talk, 'record'],
    itemsWhenKnown: ['identity', 'ground'],

    steps: '6',
    phases: ['identified'],
    convenant: true,
    belongs: (p) => isAtWeegtafel(p) || isAandachtsfunctionaris(p) || p.functie === 'procesregisseur' || ['duidingsexpert', 'theoloog'].includes(p.functie),
  },
  casusoverleg: {
    namesCase: true,
    opens: { by: ['gemeente'], identified: '7' },
    gemeente: ['adds', 'removes', 'closes'],
    items: [...talk, 'record'],
    itemsWhenKnown: ['identity', 'ground'],

    steps: '7',
    phases: ['identified'],
    convenant: true,
    belongs: (p) => isStaffOfSchool(p) || isAandachtsfunctionaris(p) || p.functie === 'procesregisseur' || isAgent(p) || isKetenpartner(p),
  },
  // Monitoring follows the weegtafel and counts as step 6.
  opvolging: {
    namesCase: true,
    opens: { by: ['gemeente'], identified: '67' },
    gemeente: ['adds', 'removes', 'closes'],
    items: [...talk, 'record'],
    itemsWhenKnown: ['identity', 'ground'],

    steps: '67',
    phases: ['identified'],
    convenant: true,
    belongs: (p) => isStaffOfSchool(p) || isAandachtsfunctionaris(p) || p.functie === 'procesregisseur' || isAgent(p) || isKetenpartner(p),
  },
  // Back to the school, to the parents, or to the first-line help that was named.
  overdracht: {
    namesCase: true,
    opens: { by: ['gemeente'], identified: '8' },
    gemeente: ['adds', 'removes', 'closes'],
    items: [...talk, 'record'],
    itemsWhenKnown: ['identity', 'ground'],

    steps: '8',
    phases: ['anonymous', 'identified'],
    relation: true,
    belongs: (p) =>
      isStaffOfSchool(p) ||
      isAandachtsfunctionaris(p) ||
      p.functie === 'ouder' ||
      (['cjg', 'ggz', 'ggd', 'jeugdhulp'].includes(p.type) && p.functie === 'ketenpartner'),
    onlyIn: (p) => (p.functie === 'ketenpartner' ? 'identified' : undefined),
  },
  // A partner passes on what it heard: to the gemeente alone, nobody is named.
  doorgeleiding: {
    opens: { by: ['politie', 'cjg', 'veilig_thuis', 'jeugdhulp'], anonymous: '5' },
    gemeente: ['adds', 'removes', 'closes', 'picksUp'],
    items: [...talk, 'record'],

    steps: '5',
    phases: ['anonymous'],
    belongs: (p) =>
      isAgent(p) || (['cjg', 'veilig_thuis', 'jeugdhulp'].includes(p.type) && p.functie === 'ketenpartner') || isAandachtsfunctionaris(p),
  },
};

// For whom somebody acts: a pseudonym for a school, a parent or pupil for nobody.
const side = (p) => (p.klass === 'pseudonym' ? 'school' : p.klass === 'guest' ? '' : p.type);
const regieAt = (step) => ('1234'.includes(step) ? 'school' : 'gemeente');
function does(p, room, what, step) {
  const acts = side(p);
  return (acts !== '' && room[acts]?.includes(what)) || (room.regie?.includes(what) && acts === regieAt(step));
}

// The first reason that applies is the one that is told.
function joins(p, room, phase, step, relation, convenant) {
  if (accountsOnly.includes(p.functie)) return 'b';
  if (!room.belongs(p)) return p.klass === 'guest' ? 'o' : 'f';
  if (relation && !room.relation) return 'r';
  if (!room.phases.includes(phase)) return 'p';
  if (!room.steps.includes(step)) return 's';
  const only = room.onlyIn?.(p);
  if (only !== undefined && only !== phase) return 'p';
  if (room.convenant && phase === 'identified' && !convenant) return 'c';
  return '.';
}

function opens(p, room, phase, step, relation, convenant) {
  const joining = joins(p, room, phase, step, relation, convenant);
  if (joining !== '.') return joining;
  if (!room.opens.by.includes(side(p))) return 'O';
  if (room.opens[phase] === undefined) return 'p';
  return room.opens[phase].includes(step) ? '.' : 's';
}

// Whether the room is there at all at this moment.
function isThere(room, phase, step) {
  if (!room.phases.includes(phase)) return 'p';
  return room.steps.includes(step) ? '.' : 's';
}

function says(p, room, what, phase, step, relation) {
  if (relation && !room.relation) return 'r';
  const there = isThere(room, phase, step);
  if (there !== '.') return there;
  const admitted = room.items.includes(what) || (phase === 'identified' && room.itemsWhenKnown?.includes(what));
  return admitted && (what !== 'reveal' || p.klass === 'pseudonym') ? '.' : 't';
}

// Of whoever takes part in the room.
const acts = {
  add: (p, room, phase, step) => (does(p, room, 'adds', step) ? isThere(room, phase, step) : 'A'),
  remove: (p, room, _, step) => (does(p, room, 'removes', step) ? '.' : 'R'),
  close: (p, room, _, step) => (does(p, room, 'closes', step) ? '.' : 'C'),
  pick_up: (p, room, _, step) => (does(p, room, 'picksUp', step) ? '.' : 'U'),
  leave: () => '.',
  // With a new certificate one comes in anew.
  renew: joins,
  rotate: () => '.',
  // Never: the pupil becomes known in another room.
  identify: () => 'p',
  remove_text: (_, room, phase) => (phase === 'identified' || room.namesCase ? 'k' : '.'),
};

// By whoever is not in the room yet.
const entering = { join: joins, open: opens };
const operations = [...Object.keys(acts), ...items];
function verdict(operation, p, room, phase, step, relation, convenant) {
  return acts[operation]?.(p, room, phase, step, relation, convenant) ?? says(p, room, operation, phase, step, relation);
}

// Who is in each room besides, who is removed, and who is added.
const company = {
  schoolteam: ['zoco', 'af_eik', 'colleague'],
  consult: ['gert', 'adviseur', 'gerda'],
  oudergesprek: ['zoco', 'colleague', 'af_eik'],
  melding: ['gert', 'zoco', 'gerda'],
  weegtafel: ['gert', 'om_weegtafel', 'wanda'],
  casusoverleg: ['gert', 'zoco', 'gerda'],
  opvolging: ['gert', 'zoco', 'gerda'],
  overdracht: ['gert', 'zoco', 'gerda'],
  doorgeleiding: ['gert', 'gea', 'gerda'],
};

const columns = ['anonymous', 'identified'].flatMap((phase) =>
  [false, true].flatMap((relation) => [true, false].map((convenant) => ({ phase, relation, convenant }))),
);

console.log(`= acts
# Who may do what in which room. A line is an operation in a room and the people to whom all of it applies; each of the eight last columns has
# one letter for each step, 1 to 8.
# join and open: by somebody who is not in it yet. The others: by somebody who takes part (takes_part yes), or attacks from outside (no).
# add somebody who fits, remove somebody, close it, pick it up, leave, renew one's own certificate, rotate the keys, identify (make an
# anonymous room identified), write an item of a type, take away a text that makes the pupil identifiable (remove_text).
# . may   n not_a_member   o ouders_sluiten_niet_aan   r relation_declared   f functie_not_in_room   b contentless_functie
# p phase_not_allowed   s step_not_allowed   c convenant_missing   O not_yours_to_open   A not_yours_to_add   R not_yours_to_remove
# C not_yours_to_close   U not_yours_to_pick_up   t item_type_not_allowed   k pupil_is_known
# Columns: +relation: has declared a relation to the pupil. -convenant: the organisation has no valid convenant.
# @ room, who is in it besides, who is removed, who is added: people of people.txt who fit there.`);
for (const [kind, others] of Object.entries(company)) console.log(['@', kind, ...others].join(' '));
console.log(
  ['room', 'operation', 'takes_part', 'people', ...columns.map((c) => c.phase + (c.relation ? '+relation' : '') + (c.convenant ? '' : '-convenant'))].join('\t'),
);
for (const [kind, room] of Object.entries(rooms)) {
  const say = (operation, inIt, among, judge) => {
    const lines = new Map();
    for (const [klass, type, functie] of among) {
      const p = { klass, type, functie };
      const cells = columns.map((c) => [...'12345678'].map((step) => judge(p, room, c.phase, step, c.relation, c.convenant)).join(''));
      lines.set(cells.join('\t'), [...(lines.get(cells.join('\t')) ?? []), [klass, type, functie].join(' ')]);
    }
    for (const [cells, who] of lines) console.log([kind, operation, inIt, who.join(', '), cells].join('\t'));
  };
  for (const [operation, judge] of Object.entries(entering)) say(operation, 'no', people, judge);
  const fit = people.filter(([klass, type, functie]) => room.belongs({ klass, type, functie }));
  for (const operation of operations) {
    say(operation, 'yes', fit, (...given) => verdict(operation, ...given));
    say(operation, 'no', people, () => 'n');
  }
}
