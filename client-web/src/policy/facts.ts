// SPDX-License-Identifier: EUPL-1.2
// What the rules look at: plain values, found by others. A fact that is not known is '' and refuses nothing by itself.

import type { BasisEvent, LeafClass, OpKind, Phase, RoomKind } from './words';

/** Somebody who is, or would be, in a room. */
export interface LeafFacts {
  readonly leaf: string;
  readonly leafClass: LeafClass;
  /** of the organisation that issued the certificate; `region` for a pseudonym */
  readonly orgType: string;
  /** member: functie · guest: `ouder` or `leerling` · pseudonym: `school_professional` */
  readonly functie: string;
  /** '': not known (a pseudonym, to the other participants) */
  readonly organisation: string;
  /** pseudonym: the one room it was made for */
  readonly room: string;
  /** guest: the one case it was made for */
  readonly caseId: string;
  readonly certificateValid: boolean;
  readonly convenantValid: boolean;
  /** blocked since it came into the room; told of whom an entry removes */
  readonly revoked: boolean;
  readonly relationDeclared: boolean;
  /** for how long it takes part; 0: without an end */
  readonly until: number;
  /** whose place it takes (waarneming); '': nobody's */
  readonly standsInFor: string;
  /** at the time of the entry or act */
  readonly termOver: boolean;
}

/** A room as its log describes it so far. */
export interface RoomFacts {
  readonly room: string;
  /** '' in rooms whose log does not name the case */
  readonly caseId: string;
  readonly kind: RoomKind;
  readonly phase: Phase;
  /** of the case, 1 … 8 */
  readonly step: number;
  readonly closed: boolean;
  /** the plan has ended for the case: nothing changes in any of its rooms; false where that is not known */
  readonly caseClosed: boolean;
  /** in order of adding */
  readonly roster: readonly LeafFacts[];
}

export interface OpFacts {
  readonly op: OpKind;
  /** add, replace, remove; '' for the others */
  readonly leaf: string;
  /** add, replace: what the certificate beside the entry says */
  readonly candidate?: LeafFacts;
}

/** A log entry whose signature and chain are already verified. */
export interface EntryFacts {
  readonly room: string;
  readonly caseId: string;
  readonly kind: RoomKind;
  readonly n: number;
  /** hex of the policy's SHA-256 */
  readonly policy: string;
  readonly by: string;
  readonly at: number;
  readonly phase: Phase;
  /** basis.step: the case's step when the entry is made */
  readonly step: number;
  readonly event: BasisEvent;
  readonly ops: readonly OpFacts[];
}
