// SPDX-License-Identifier: EUPL-1.2
// The policy this client was built with. Nothing the server sends can change it.

import { policyText } from '#policy-text';
import { type Bytes, utf8 } from '../crypto/bytes';
import { sha256 } from '../crypto/hash';
import { decodePolicy } from './decode_policy';
import type { Policy } from './policy';

function decoded(): Policy {
  const policy = decodePolicy(policyText);
  if (!policy.ok) throw new Error('the policy of this build does not decode');
  return policy.value;
}

export const builtInPolicy: Policy = decoded();

/** SHA-256 of the file's bytes, as every log entry carries it. */
export function builtInPolicyHash(): Promise<Bytes> {
  return sha256(utf8(policyText));
}
