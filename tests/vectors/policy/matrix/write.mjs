// SPDX-License-Identifier: EUPL-1.2
// Writes the whole matrix of the rules, one part after the other. The rules of the server and of the client are both held against it.
//
//   node tests/vectors/policy/matrix/write.mjs > tests/vectors/policy/matrix.tsv

console.log(`# SPDX-License-Identifier: EUPL-1.2
# The rules, a second time: every question that the step plan answers, with its answer, in three parts.
#   acts      who may do what in which room, at which step, in which phase, with a relation to the pupil or without a convenant
#   records   what of the plan is recorded while a case is the school's, by whom, for a pupil of which age
#   plan      what is recorded of the ground and from the weegtafel on, what has to be there first, and what is known afterwards
# Every part begins with "=" and says how it is read. A dot is yes; a letter is the reason of a no.`);
for (const part of ['acts', 'records', 'plan']) await import(`./${part}.mjs`);
