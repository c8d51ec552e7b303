// SPDX-License-Identifier: EUPL-1.2
// The policy file's text for tools and tests that run on node (package.json "imports": the node condition of #policy-text).

import { readFileSync } from 'node:fs';

export const policyText: string = readFileSync(new URL('../../../config/policy/stappenplan.json', import.meta.url), 'utf-8');
