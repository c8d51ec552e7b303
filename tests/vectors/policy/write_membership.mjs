// SPDX-License-Identifier: EUPL-1.2
// Writes membership.tsv from the rules as they are stated here, in words of our own and without looking at the policy file: who may be in
// which room, at which step, in which phase. The C++ and the TypeScript rules are both held against the outcome.
//
//   node tests/vectors/policy/write_membership.mjs > tests/vectors/policy/membership.tsv

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

// One room a paragraph. `belongs` says whether this is a place for somebody like that, `onlyIn` the one phase in which it is.
const rooms = {
  // The school's own people, all the way through.
  schoolteam: { steps: '12345678', phases: ['anonymous', 'identified'], belongs: isStaffOfSchool },
  // Step 3 to 5, and opened from step 1 or 2, which brings the case to 3. Nobody is named.
  consult: {
    steps: '12345',
    phases: ['anonymous'],
    belongs: (p) => isStaffOfSchool(p) || p.klass === 'pseudonym' || isAandachtsfunctionaris(p) || p.functie === 'adviseur',
  },
  // The talk with the parents and the pupil: the only room of the first five steps where they are, and where a relation is no bar.
  oudergesprek: {
    steps: '4',
    phases: ['anonymous', 'identified'],
    relation: true,
    belongs: (p) => isStaffOfSchool(p) || p.klass === 'guest',
  },
  // The report: school and gemeente, from step 2 on; the partners once the pupil is identified. A pseudonym belongs to the anonymous phase.
  melding: {
    steps: '2345678',
    phases: ['anonymous', 'identified'],
    convenant: true,
    belongs: (p) => isStaffOfSchool(p) || p.klass === 'pseudonym' || isAandachtsfunctionaris(p) || isAgent(p) || isKetenpartner(p),
    onlyIn: (p) => (p.klass === 'pseudonym' ? 'anonymous' : isAgent(p) || isKetenpartner(p) ? 'identified' : undefined),
  },
  // The fixed composition, and experts who were asked. No school.
  weegtafel: {
    steps: '6',
    phases: ['identified'],
    convenant: true,
    belongs: (p) => isAtWeegtafel(p) || isAandachtsfunctionaris(p) || p.functie === 'procesregisseur' || ['duidingsexpert', 'theoloog'].includes(p.functie),
  },
  casusoverleg: {
    steps: '7',
    phases: ['identified'],
    convenant: true,
    belongs: (p) => isStaffOfSchool(p) || isAandachtsfunctionaris(p) || p.functie === 'procesregisseur' || isAgent(p) || isKetenpartner(p),
  },
  // Monitoring follows the weegtafel and counts as step 6.
  opvolging: {
    steps: '67',
    phases: ['identified'],
    convenant: true,
    belongs: (p) => isStaffOfSchool(p) || isAandachtsfunctionaris(p) || p.functie === 'procesregisseur' || isAgent(p) || isKetenpartner(p),
  },
  // Back to the school, to the parents, or to the first-line help that was named.
  overdracht: {
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
    steps: '5',
    phases: ['anonymous'],
    belongs: (p) =>
      isAgent(p) || (['cjg', 'veilig_thuis', 'jeugdhulp'].includes(p.type) && p.functie === 'ketenpartner') || isAandachtsfunctionaris(p),
  },
};

// The first reason that applies is the one that is told.
function verdict(p, room, phase, step, relation, convenant) {
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

const columns = ['anonymous', 'identified'].flatMap((phase) =>
  [false, true].flatMap((relation) => [true, false].map((convenant) => ({ phase, relation, convenant }))),
);

console.log(`# SPDX-License-Identifier: EUPL-1.2
# Who may join which room. A line is a person and a room; each of the eight last columns has one letter for each step, 1 to 8.
# . joins   o ouders_sluiten_niet_aan   r relation_declared   f functie_not_in_room   b contentless_functie
# p phase_not_allowed   s step_not_allowed   c convenant_missing
# Columns: +relation: has declared a relation to the pupil. -convenant: the organisation has no valid convenant.`);
console.log(
  ['class', 'org_type', 'functie', 'room', ...columns.map((c) => c.phase + (c.relation ? '+relation' : '') + (c.convenant ? '' : '-convenant'))].join('\t'),
);
for (const [klass, type, functie] of people) {
  for (const [kind, room] of Object.entries(rooms)) {
    const cells = columns.map((c) => [...'12345678'].map((step) => verdict({ klass, type, functie }, room, c.phase, step, c.relation, c.convenant)).join(''));
    console.log([klass, type, functie, kind, ...cells].join('\t'));
  }
}
