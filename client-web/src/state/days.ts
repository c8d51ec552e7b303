// SPDX-License-Identifier: EUPL-1.2
// A day as people choose it, and the moment at which it is over where they are.
import { isCalendarDate } from '../policy/records';

/** The first moment after that day, in milliseconds; undefined for what is no day (yyyy-mm-dd). */
export function endOf(day: string): number | undefined {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return isCalendarDate(day) ? new Date(year, month - 1, date + 1).getTime() : undefined;
}
