// SPDX-License-Identifier: EUPL-1.2
// What people are called.
import type { Id } from '../protocol/id';
import type { Leaf } from '../protocol/trust';
import type { Lang } from './model';
import type { RoomLog } from './room_log';
import { inPlaceOfName, pseudonymName } from './words';

/** What somebody is called where there is no roster to look in. */
export function calledName(leaf: Leaf | undefined, lang: Lang): string {
  if (leaf === undefined) return '';
  return leaf.certificate.kind === 'pseudonym' ? pseudonymName(leaf.certificate.school, lang) : leaf.certificate.name;
}

/** The same of who wrote in an epoch: B, or B in the place of A. */
export function calledAt(log: Pick<RoomLog, 'leafAt' | 'lastKnown'>, epoch: number, leaf: Id, lang: Lang): string {
  const seat = log.leafAt(epoch, leaf) ?? log.lastKnown(leaf);
  const name = calledName(seat, lang);
  if (seat === undefined || seat.standsInFor === '') return name;
  return inPlaceOfName(name, calledName(log.lastKnown(seat.standsInFor), lang), lang);
}
