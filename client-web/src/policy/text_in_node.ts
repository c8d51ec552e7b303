// SPDX-License-Identifier: EUPL-1.2
// The texts of the policy file and the region's for tools and tests that run on node (package.json "imports": the node condition of
// #policy-text).

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const text = (file: string): string => readFileSync(join(import.meta.dirname, '../../../config/policy', file), 'utf-8');

export const policyText: string = text('stappenplan.json');
export const regionText: string = text('region.json');
