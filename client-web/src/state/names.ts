// SPDX-License-Identifier: EUPL-1.2
// What people are called.
import type { Leaf } from '../protocol/trust';
import type { Lang } from './model';
import { pseudonymName } from './words';

/** What somebody is called where there is no roster to look in. */
export function calledName(leaf: Leaf | undefined, lang: Lang): string {
  if (leaf === undefined) return '';
  return leaf.certificate.kind === 'pseudonym' ? pseudonymName(leaf.certificate.school, lang) : leaf.certificate.name;
}
