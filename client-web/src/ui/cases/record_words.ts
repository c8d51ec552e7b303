// SPDX-License-Identifier: EUPL-1.2
// What records, their fields and their values are called on the screens. A word the screens do not know yet is shown as it is.
import type { CaseRecord } from '../../state/model';
import type { Dictionary } from '../words/nl';

export const recordTitle = (t: Dictionary, record: string): string => t.records.kinds[record]?.title ?? record;
export const fieldLabel = (t: Dictionary, record: string, field: string): string =>
  t.records.kinds[record]?.fields[field] ?? t.records.fields[field] ?? field;
export const valueLabel = (t: Dictionary, value: string): string => t.records.values[value] ?? value;

/** To a numbered step with its number, to any other place with what is done there. */
export function moveTitle(t: Dictionary, to: string): string {
  const name = t.steps[to] ?? to;
  return t.records.moves[to]?.title ?? (/^\d$/.test(to) ? t.records.moveTo(to, name) : name);
}

/** What happened, said afterwards. */
export function titleOf(t: Dictionary, { record, fields }: CaseRecord): string {
  const to = fields.to ?? '';
  return record === 'step' ? (t.records.moves[to]?.done ?? moveTitle(t, to)) : (t.records.kinds[record]?.done ?? recordTitle(t, record));
}
