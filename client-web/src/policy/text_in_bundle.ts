// SPDX-License-Identifier: EUPL-1.2
// The policy file's text as Vite compiles it into the client (package.json "imports": the default of #policy-text).

import text from '../../../config/policy/stappenplan.json?raw';

export const policyText: string = text;
