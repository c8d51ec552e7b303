// SPDX-License-Identifier: EUPL-1.2
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { builtInPolicy } from '../src/policy/built_in_policy';
import { ruleBook } from './rule_book';

it('docs/rules.md says what the policy file says', () => {
  expect(readFileSync(join(import.meta.dirname, '../../docs/rules.md'), 'utf8')).toBe(ruleBook(builtInPolicy));
});
