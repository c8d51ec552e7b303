// SPDX-License-Identifier: EUPL-1.2
// Moments in words, in the reader's own time zone; input is milliseconds since 1970.
import type { Lang } from '../../state/model';
import type { Dictionary } from './nl';

const kDayMs = 86_400_000;
const locales: Record<Lang, string> = { nl: 'nl-NL', en: 'en-GB' };

const startOfDay = (ms: number): number => new Date(ms).setHours(0, 0, 0, 0);

export class Dates {
  readonly #t: Dictionary;
  readonly #time: Intl.DateTimeFormat;
  readonly #day: Intl.DateTimeFormat;
  readonly #dayOfYear: Intl.DateTimeFormat;
  readonly #full: Intl.DateTimeFormat;

  constructor(lang: Lang, t: Dictionary) {
    const locale = locales[lang];
    this.#t = t;
    this.#time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
    this.#day = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
    this.#dayOfYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
    this.#full = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' });
  }

  time(ms: number): string {
    return this.#time.format(ms);
  }

  full(ms: number): string {
    return this.#full.format(ms);
  }

  /** today 14:03 · gisteren 14:03 · 3 mrt 14:03 · 3 mrt 2024 */
  short(ms: number, now = Date.now()): string {
    const daysAgo = Math.round((startOfDay(now) - startOfDay(ms)) / kDayMs);
    if (daysAgo === 0) return this.time(ms);
    if (daysAgo === 1) return `${this.#t.yesterday} ${this.time(ms)}`;
    const day = this.#dayOfYear.format(ms);
    const year = new Date(ms).getFullYear();
    return year === new Date(now).getFullYear() ? `${day} ${this.time(ms)}` : `${day} ${year}`;
  }

  /** this day as a calendar date, yyyy-mm-dd */
  today(now = Date.now()): string {
    const date = new Date(now);
    return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
  }

  /** the heading above the messages of one day */
  day(ms: number, now = Date.now()): string {
    const daysAgo = Math.round((startOfDay(now) - startOfDay(ms)) / kDayMs);
    if (daysAgo === 0) return this.#t.today;
    if (daysAgo === 1) return this.#t.yesterday;
    return this.#day.format(ms);
  }

  /** a calendar date written yyyy-mm-dd */
  calendar(date: string): string {
    const [year, month, day] = date.split('-').map(Number);
    if (!year || !month || !day) return date;
    return new Intl.DateTimeFormat(this.#full.resolvedOptions().locale, { day: 'numeric', month: 'long', year: 'numeric' }).format(
      new Date(year, month - 1, day),
    );
  }

  sameDay(a: number, b: number): boolean {
    return startOfDay(a) === startOfDay(b);
  }
}
