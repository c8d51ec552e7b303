// SPDX-License-Identifier: EUPL-1.2
// The texts of the policy file and the region's as Vite compiles them into the client (package.json "imports": the default of #policy-text).

import region from '../../../config/policy/region.json?raw';
import policy from '../../../config/policy/stappenplan.json?raw';

export const policyText: string = policy;
export const regionText: string = region;
