// SPDX-License-Identifier: EUPL-1.2
// The policy that is compiled in, and what its decoder refuses.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { policyText, regionText } from '#policy-text';
import { hex } from '../crypto/bytes';
import { builtInPolicy, builtInPolicyHash } from './built_in_policy';
import { decodePolicy } from './decode_policy';
import { policyText as bundled, regionText as bundledRegion } from './text_in_bundle';

const bytesOf = (name: string) => readFileSync(new URL(`../../../config/policy/${name}`, import.meta.url));
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

/** The file with one change, as somebody could make it by mistake. */
function changed(from: string, to: string): string {
  expect(policyText).toContain(from);
  return policyText.replace(from, to);
}

describe('the policy of this build', () => {
  it('is_the_files_byte_for_byte_in_node_and_in_the_bundle', async () => {
    const [policy, region] = [bytesOf('stappenplan.json'), bytesOf('region.json')];
    expect([policyText, regionText]).toEqual([policy.toString('utf-8'), region.toString('utf-8')]);
    expect([bundled, bundledRegion]).toEqual([policyText, regionText]);
    expect(hex(await builtInPolicyHash())).toBe(hex(sha256(Buffer.concat([sha256(policy), sha256(region)]))));
  });

  it('has_a_row_for_every_room_and_every_denial', () => {
    expect(Object.keys(builtInPolicy.rooms)).toHaveLength(9);
    expect(Object.keys(builtInPolicy.denials)).toHaveLength(32);
    expect([builtInPolicy.facts.size, builtInPolicy.conditions.length, builtInPolicy.records.length]).toEqual([34, 34, 44]);
    expect(builtInPolicy.regieByStep).toHaveLength(8);
  });

  it.each([
    ['an unknown field', '"version": 1,', '"version": 1, "extra": 1,'],
    ['another version', '"version": 1,', '"version": 2,'],
    ['a repeated field', '"version": 1,', '"version": 1, "version": 1,'],
    ['an unknown room', '"kind": "consult"', '"kind": "koffie"'],
    ['a room that is there twice', '"kind": "consult"', '"kind": "melding"'],
    ['an unknown class', '"class": "pseudonym"', '"class": "ghost"'],
    ['an unknown item type', '"signal"', '"sticker"'],
    ['a word that is there twice', '"text", "edit"', '"text", "text"'],
    ['a step that does not exist', '"steps": [4]', '"steps": [9]'],
    ['a step to open at that does not exist', '"steps": [2, 3, 4], "needs"', '"steps": [9], "needs"'],
    ['a move that is recorded in no room', '"by": "gemeente", "room": "melding"', '"by": "gemeente"'],
    ['a move that is recorded in an unknown room', '"by": "gemeente", "room": "melding"', '"by": "gemeente", "room": "koffie"'],
    ['an unknown denial', '"code": "room_full"', '"code": "room_empty"'],
    ['a missing field', '"relation_allowed": false, ', ''],
    ['a condition that is not there', '"needs": ["pupil_decides_at_this_age"]', '"needs": ["pupil_decides"]'],
    ['a condition that is there twice', '"code": "pupil_has_not_consented"', '"code": "pupil_decides_at_this_age"'],
    ['a record that is there twice', '"record": "consult_answers"', '"record": "pupil_talk"'],
    ['a field that is there twice', '{"name": "answer"', '{"name": "on"'],
    ['a field of an unknown type', '"type": "date"', '"type": "time"'],
    ['a fact that is there twice', '{"fact": "sharing_needed",', '{"fact": "pupil_talk",'],
    ['a fact set from two sides', '"to": "yes"}', '"to": "yes", "from": "on"}'],
    ['words that are neither asked nor left out', '"words": "optional"', '"words": "perhaps"'],
    ['a regie out of order', '{"step": 1, "by": "school"', '{"step": 2, "by": "school"'],
  ])('is_refused_with_%s', (_, from, to) => {
    expect(decodePolicy(changed(from, to), regionText).ok).toBe(false);
  });
});
