// SPDX-License-Identifier: EUPL-1.2
// The policy file as a book that a person can read: docs/rules.md. Nothing is said here that is not in the file.
//
//   client-web/node_modules/.bin/tsx client-web/tools/rule_book.ts > docs/rules.md
import { pathToFileURL } from 'node:url';
import { builtInPolicy } from '../src/policy/built_in_policy';
import type {
  Condition,
  FactSetting,
  Need,
  Policy,
  RecordField,
  RecordRules,
  RegionSetting,
  RoomRules,
  Transition,
} from '../src/policy/policy';

const row = (...cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(...head), row(...head.map(() => '---')), ...rows.map((cells) => row(...cells))].join('\n');
const list = (words: readonly (string | number)[]): string => words.join(', ') || '–';
const place = (step: string): string => (/^\d$/.test(step) ? `step ${step}` : step);

const codes = (conditions: readonly Condition[]): string => conditions.map(({ code }) => `\`${code}\``).join('<br>') || '–';

function asked(field: RecordField): string {
  const what = { date: 'a day that was', due: 'a day to come', organisation: 'an organisation in the room' };
  if (field.type === 'choice') return `\`${field.name}\`: ${list(field.values)}`;
  return `\`${field.name}\`: ${field.type === 'record' ? `an earlier ${list(field.values)}` : what[field.type]}`;
}

function follows(set: FactSetting): string {
  if ('organisation' in set)
    return set.organisation === 'add' ? `the organisation joins ${set.fact}` : `${set.fact} is this organisation alone`;
  return 'to' in set ? `${set.fact} is ${set.to}` : `${set.fact} is \`${set.from}\``;
}

function needWords(need: Need): string {
  if ('values' in need) return `is ${need.values.join(' or ')}`;
  return 'everyoneIn' in need ? `has every organisation in ${list(need.everyoneIn)}` : `has at least ${need.atLeast} organisations`;
}

function besides({ otherThan, ownerOnly, endsRoom }: RecordRules): string {
  const said = [
    otherThan === '' ? '' : `by somebody else than who set ${otherThan}`,
    ownerOnly ? 'only by the owner' : '',
    endsRoom ? 'nothing is recorded in the room afterwards' : '',
  ];
  return said.filter(Boolean).join('; ');
}

function choice(setting: RegionSetting): readonly [string, string] {
  if ('like' in setting) return [`types that are like ${list(setting.like)}`, '–'];
  return ['oneOf' in setting ? list(setting.oneOf) : `${setting.from} to ${setting.to}`, String(setting.is)];
}

function roomRows(rooms: readonly RoomRules[]): string {
  return table(
    ['Room', 'Opened', 'Lives at steps', 'Phases', 'Who may be in it', 'Opened by', 'Members added by', 'Closed by', 'Rule'],
    rooms.map((room) => [
      `\`${room.kind}\`<br>${room.nl}<br>*${room.en}*`,
      room.openings
        .map(({ phase, steps, needs }) => `${phase}: ${list(steps)}${needs.length > 0 ? `, needs ${codes(needs)}` : ''}`)
        .join('<br>'),
      list(room.steps),
      list(room.phases),
      room.members
        .map(({ leafClass, orgTypes, functies, phases }) => {
          const when = phases.length < room.phases.length ? ` (only ${list(phases)})` : '';
          return `${leafClass === 'member' ? '' : `${leafClass} of `}${list(orgTypes)}: ${list(functies)}${when}`;
        })
        .join('<br>'),
      list(room.openBy),
      list(room.addBy),
      list(room.closeBy),
      room.rule,
    ]),
  );
}

function recordRows(records: readonly RecordRules[]): string {
  return table(
    ['Record', 'What it is', 'Rooms', 'By', 'At steps', 'Asked', 'Words', 'Needs', 'What follows', 'Rule'],
    records.map((one) => [
      `\`${one.record}\``,
      `${one.nl}<br>*${one.en}*`,
      one.rooms.map((room) => `\`${room}\``).join('<br>'),
      list(one.by),
      list(one.steps),
      one.fields.map(asked).join('<br>') || '–',
      list([one.words, ...one.texts.map((text) => `\`${text}\``)]),
      [codes(one.needs), ...(one.afterwards.length > 0 ? [`and then ${codes(one.afterwards)}`] : []), besides(one)]
        .filter(Boolean)
        .join('<br>'),
      [...one.sets.map(follows), ...one.clears.map((fact) => `${fact} is no longer known`)].join('<br>') || '–',
      one.rule,
    ]),
  );
}

function moveRows(transitions: readonly Transition[]): string {
  return table(
    ['From', 'To', 'What it is', 'By', 'Recorded in', 'Asked', 'Needs', 'Warns of', 'No longer known', 'Words', 'Rule'],
    transitions.map(({ from, to, by, room, fields, needs, warns, clears, words, rule, nl, en }) => [
      from,
      to,
      `${nl}<br>*${en}*`,
      by,
      `\`${room}\``,
      fields.map(asked).join('<br>') || '–',
      codes(needs),
      codes(warns),
      list(clears),
      words,
      rule,
    ]),
  );
}

function diagram(policy: Policy): string {
  const id = (step: string): string => `s_${step}`;
  const steps = [...new Set(policy.transitions.flatMap(({ from, to }) => [from, to]))];
  const names = steps.map((step) => `  state "${place(step)}" as ${id(step)}`);
  const moves = policy.transitions.map(({ from, to, by }) => `  ${id(from)} --> ${id(to)}: ${by}`);
  const opened = Object.values(policy.rooms).flatMap(({ kind, openingMoves }) =>
    openingMoves.map(({ from, to }) => `  ${id(from)} --> ${id(to)}: opening a ${kind}`),
  );
  return ['```mermaid', 'stateDiagram-v2', ...names, '  [*] --> s_1', ...moves, ...opened, '```'].join('\n');
}

export function ruleBook(policy: Policy): string {
  return `# The rules, as the policy file states them

Made from \`config/policy/stappenplan.json\` and the region's choices by \`client-web/tools/rule_book.ts\`; a test fails when it is not the files'. They are compiled into server and clients, and their hash is in every room's log.
What is not listed is not allowed. Numbers in the column *Rule* are those of the step plan.

## The steps
${diagram(policy)}

${moveRows(policy.transitions)}

${table(
  ['Step', 'Regie', 'Why', 'Rule'],
  policy.regieByStep.map(({ by, nl, en, rule }, i) => [String(i + 1), by, `${nl}<br>*${en}*`, rule]),
)}

## What a region chooses
\`config/policy/region.json\` can switch these and nothing else; this book has what it chose. Both files are in the hash.

${table(
  ['Setting', 'What it is', 'Can be', 'Unless chosen', 'Rule'],
  policy.settings.map((one) => [`\`${one.setting}\``, `${one.nl}<br>*${one.en}*`, ...choice(one), one.rule]),
)}

## What is recorded
A record's answers are known to the server, which enforces the rules on them; its words are encrypted (\`protocol.md\`, section 6).

${recordRows(policy.records)}

## Conditions
${table(
  ['Condition', 'Holds when', 'What a person reads', 'Rule'],
  [...policy.conditions.values()].map(({ code, any, nl, en, rule }) => [
    `\`${code}\``,
    any.map((facts) => [...facts].map(([fact, values]) => `${fact} ${needWords(values)}`).join(' and ')).join('<br>or '),
    `${nl}<br>*${en}*`,
    rule,
  ]),
)}

## Rooms
${roomRows(Object.values(policy.rooms))}

A functie that sees no content: ${list(policy.contentlessFuncties)}. Rooms that need a valid convenant once the case is identified: ${list(
    Object.values(policy.rooms)
      .filter(({ convenant }) => convenant)
      .map(({ kind }) => `\`${kind}\``),
  )}.
Rooms in which everybody declares first to have no relation to the pupil: ${list(
    Object.values(policy.rooms)
      .filter(({ declaration }) => declaration)
      .map(({ kind }) => `\`${kind}\``),
  )}.
Who takes part for a limited time: ${list(
    Object.values(policy.rooms).flatMap(({ kind, members }) =>
      members.filter(({ termDays }) => termDays > 0).map((each) => `${each.functies.join(', ')} in \`${kind}\`, ${each.termDays} days`),
    ),
  )}; whoever stands in for a colleague of the same organisation and functie (waarneming), ${policy.waarnemingDays} days.

## Refusals
${table(
  ['Code', 'What a person reads', 'Rule'],
  Object.values(policy.denials).map(({ code, nl, en, rule }) => [`\`${code}\``, `${nl}<br>*${en}*`, rule]),
)}

## Organisations and functies
${table(
  ['Organisation type', 'Functies'],
  [...policy.functiesByOrgType].map(([type, functies]) => [`\`${type}\``, list(functies)]),
)}
`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) process.stdout.write(ruleBook(builtInPolicy));
