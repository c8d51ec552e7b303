// SPDX-License-Identifier: EUPL-1.2
// Until which day somebody takes part, for whoever takes part for a limited time.
import type { Dates } from '../words/dates';
import { useWords } from '../words/words';
import { TextField } from './field';

const kDayMs = 86_400_000;

/** `mostDays`: how many at most, the day that has begun among them; 0: without an end, so that no day is asked. */
export function isTerm(through: string, mostDays: number, dates: Dates, now = Date.now()): boolean {
  return mostDays === 0 || (through >= dates.today(now) && through <= dates.today(now + (mostDays - 1) * kDayMs));
}

interface TermFieldProps {
  readonly mostDays: number;
  readonly value: string;
  /** what is wrong is shown */
  readonly tried: boolean;
  readonly onChange: (through: string) => void;
}

export function TermField({ mostDays, value, tried, onChange }: TermFieldProps) {
  const { t, dates } = useWords();
  if (mostDays === 0) return null;
  return (
    <TextField
      type="date"
      label={t.standIn.through}
      hint={t.standIn.throughHint(mostDays)}
      value={value}
      fault={tried && !isTerm(value, mostDays, dates) ? t.standIn.chooseDay(mostDays - 1) : ''}
      onChange={onChange}
    />
  );
}
