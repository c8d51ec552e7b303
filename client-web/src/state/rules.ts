// SPDX-License-Identifier: EUPL-1.2
// The policy of this build in the form in which a room's log is replayed.
import type { Bytes } from '../crypto/bytes';
import { builtInPolicy, builtInPolicyHash } from '../policy/built_in_policy';
import { authoriseLog } from '../policy/log_facts';
import { knowsFunctie, type Policy } from '../policy/policy';
import type { Authorise } from '../protocol/room_state';
import type { KnowsFunctie } from '../protocol/trust';

export interface Rules {
  readonly policy: Policy;
  readonly policyHash: Bytes;
  readonly knowsFunctie: KnowsFunctie;
  readonly authorise: Authorise;
}

export async function builtInRules(): Promise<Rules> {
  const policyHash = await builtInPolicyHash();
  return {
    policy: builtInPolicy,
    policyHash,
    knowsFunctie: (type, functie) => knowsFunctie(builtInPolicy, type, functie),
    authorise: authoriseLog(builtInPolicy, policyHash),
  };
}
