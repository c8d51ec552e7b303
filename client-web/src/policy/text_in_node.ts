// SPDX-License-Identifier: EUPL-1.2
// The texts of the policy file and the region's for tools and tests that run on node (package.json "imports": the node condition of
// #policy-text).

import { readFileSync } from 'node:fs';

const text = (file: string): string => readFileSync(new URL(`../../../config/policy/${file}`, import.meta.url), 'utf-8');

export const policyText: string = text('stappenplan.json');
export const regionText: string = text('region.json');
