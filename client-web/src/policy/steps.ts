// SPDX-License-Identifier: EUPL-1.2
// How a case moves through the plan, and who holds the regie.

import { type Decision, deny, kAllowed, type Policy } from './policy';
import type { RoomKind, Step } from './words';

/** May somebody acting for this side (`school`, `gemeente`) move a case from one step to another? */
export function mayMove(policy: Policy, from: Step, to: Step, side: string): Decision {
  const listed = policy.transitions.find((each) => each.from === from && each.to === to);
  if (listed === undefined) return deny(policy, 'step_not_allowed');
  return listed.by === side ? kAllowed : deny(policy, 'not_yours_to_move');
}

/** The step of a case after a room of this kind was opened at `step` (opening a consult at 1 or 2 brings it to 3). */
export function stepAfterOpening(policy: Policy, kind: RoomKind, step: Step): Step {
  return policy.rooms[kind].openingMoves.find(({ from }) => from === step)?.to ?? step;
}

/** The organisation type that holds the regie at a step of the plan, 1 … 8; '' for any other number. */
export function regie(policy: Policy, step: number): string {
  return policy.regieByStep[step - 1]?.by ?? '';
}

/** The plan has ended: a case that is at such a step can only be read. */
export function isClosed(step: Step): boolean {
  return step === 'closed_at_school' || step === 'closed';
}

/** 1 … 8 as entries and summaries carry it. Monitoring follows the weegtafel and counts as 6; a closed case keeps 8, one closed at school 4. */
export function numberOf(step: Step): number {
  switch (step) {
    case 'monitored':
      return 6;
    case 'closed_at_school':
      return 4;
    case 'closed':
      return 8;
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
    case '8':
      return Number(step);
  }
}
