// SPDX-License-Identifier: EUPL-1.2
// What the policy of this build says of functies, for the screens.
import { builtInPolicy } from '../policy/built_in_policy';
import type { Me } from './model';

export const functiesOf = (orgType: string): readonly string[] => builtInPolicy.functiesByOrgType.get(orgType) ?? [];

/** Whether somebody with this functie passes on signals to a gemeente (rule 8). */
export function passesOn({ orgType, functie }: Pick<Me, 'orgType' | 'functie'>): boolean {
  const { openBy, members } = builtInPolicy.rooms.doorgeleiding;
  return openBy.includes(orgType) && members.some((each) => each.orgTypes.includes(orgType) && each.functies.includes(functie));
}
