// SPDX-License-Identifier: EUPL-1.2
// The policy and the region's choices that this client was built with. Nothing the server sends can change it.

import { policyText, regionText } from '#policy-text';
import { type Bytes, concat, utf8 } from '../crypto/bytes';
import { sha256 } from '../crypto/hash';
import { decodePolicy } from './decode_policy';
import type { Policy } from './policy';

function decoded(): Policy {
  const policy = decodePolicy(policyText, regionText);
  if (!policy.ok) throw new Error('the policy of this build does not decode');
  return policy.value;
}

export const builtInPolicy: Policy = decoded();

/** SHA-256 over the SHA-256 of the policy file and that of the region's, as every log entry carries it. */
export async function builtInPolicyHash(): Promise<Bytes> {
  return sha256(concat(await sha256(utf8(policyText)), await sha256(utf8(regionText))));
}
