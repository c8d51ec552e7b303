// SPDX-License-Identifier: EUPL-1.2
// What a region can choose, every choice of tests/vectors/policy/region.tsv, which the server's rules are held against too.

import { describe, expect, it } from 'vitest';
import { policyText } from '#policy-text';
import { decodePolicy } from './decode_policy';
import { type Policy, typeOf } from './policy';
import { regie } from './steps';
import { cell, readTable } from './testing/tables';

const kFile = 'region.tsv';

const region = (settings: string): string => `{"version":1,"settings":${settings}}`;

function chosen(settings: string): Policy {
  const policy = decodePolicy(policyText, region(settings));
  if (!policy.ok) throw new Error(`refused: ${settings}`);
  return policy.value;
}

/** The places in the policy where a setting ends up. */
function shown(policy: Policy): string {
  const condition = (code: string) => JSON.stringify(policy.conditions.find((each) => each.code === code)?.any.map((each) => [...each]));
  const quorum = ['duiding_by_two', 'outcome_by_two'].map((code) => /"atLeast":(\d+)/.exec(condition(code))?.[1]);
  const expert = policy.rooms.weegtafel.members.find(({ functies }) => functies.includes('theoloog'));
  return [regie(policy, 4), ...quorum, expert?.termDays, policy.waarnemingDays, ...policy.partnerTypes.keys()].join(' ');
}

describe('the choices of a region', () => {
  const table = readTable(kFile);

  it('are_taken_or_refused_as_the_table_says', () => {
    const got = table.map((row) => {
      const policy = decodePolicy(policyText, region(cell(row, 'settings')));
      return policy.ok ? shown(policy.value) : 'refused';
    });
    expect(got).toEqual(table.map((row) => cell(row, 'policy')));
    expect(table).toHaveLength(37);
  });

  it('give_a_partner_type_every_place_of_the_type_that_it_is_like', () => {
    const policy = chosen('{"partner_types":[{"type":"jongerenwerk","like":"jeugdhulp"}]}');
    expect(policy.functiesByOrgType.get('jongerenwerk')).toEqual(policy.functiesByOrgType.get('jeugdhulp'));
    const places = (type: string) => [
      ...Object.values(policy.rooms).flatMap(({ kind, members, oneOrganisationOf }) => [
        ...members.flatMap(({ orgTypes }, i) => (orgTypes.includes(type) ? [`${kind} ${i}`] : [])),
        ...(oneOrganisationOf.includes(type) ? [`${kind} one`] : []),
      ]),
      ...policy.records.flatMap(({ record, by }) => (by.includes(type) ? [record] : [])),
    ];
    expect(places('jongerenwerk')).toEqual(places('jeugdhulp'));
    expect(places('jongerenwerk')).toContain('youth_help');
    expect([typeOf(policy, 'jongerenwerk'), typeOf(policy, 'cjg')]).toEqual(['jeugdhulp', 'cjg']);
  });

  it('stand_in_the_sentences_that_people_read', () => {
    const { denials, conditions } = chosen('{"expert_days":14,"waarneming_days":30,"outcome_quorum":3}');
    expect(denials.term_missing.en).toContain('an expert for 14 days at most, a stand-in for 30');
    expect(conditions.map(({ nl }) => nl).filter((nl) => nl.includes('ten minste 3 organisaties'))).toHaveLength(2);
    const words = JSON.stringify([denials, conditions]);
    expect(words).not.toMatch(/\{[a-z_]+\d?\}/);
  });

  it.each([
    ['not_json', '{'],
    ['without_a_version', '{"settings":{}}'],
    ['of_another_version', '{"version":2,"settings":{}}'],
    ['with_more_in_it', '{"version":1,"settings":{},"rooms":[]}'],
    ['without_settings', '{"version":1}'],
  ])('are_refused_%s', (_, text) => {
    expect(decodePolicy(policyText, text).ok).toBe(false);
  });

  it.each([
    ['whose_own_value_it_does_not_allow', '"to": 5, "is": 2', '"to": 5, "is": 7'],
    ['that_is_there_twice', '"setting": "expert_days", "rule"', '"setting": "waarneming_days", "rule"'],
    ['that_is_not_there', '"at_least": {"setting": "outcome_quorum"}', '"at_least": {"setting": "quorum"}'],
    ['that_is_for_partner_types', '"at_least": {"setting": "outcome_quorum"}', '"at_least": {"setting": "partner_types"}'],
  ])('cannot_be_about_a_setting_%s', (_, from, to) => {
    expect(policyText).toContain(from);
    expect(decodePolicy(policyText.replace(from, to), region('{}')).ok).toBe(false);
  });
});
