// SPDX-License-Identifier: EUPL-1.2
// A planned meeting for one's own calendar, as a whole day (RFC 5545). A calendar is synchronised to places that Beraad does not know: nothing
// in it tells which case, room or people it is about.

export interface CalendarEvent {
  /** yyyy-mm-dd */
  readonly day: string;
  /** the same for everybody who is not in the case */
  readonly summary: string;
  /** drawn at random by whoever asks */
  readonly uid: string;
  readonly at: number;
}

const compact = (day: string): string => day.replaceAll('-', '');
const stamp = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
/** RFC 5545 section 3.3.11 */
const escaped = (text: string): string => text.replaceAll(/[\\;,]/g, (found) => `\\${found}`).replaceAll('\n', '\\n');

/** Lines of at most 75 octets and with CRLF (section 3.1): none here is longer, the summary being a fixed short sentence. */
export function calendarOf({ day, summary, uid, at }: CalendarEvent): string {
  const next = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Beraad//NL',
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTAMP:${stamp(at)}`,
    `DTSTART;VALUE=DATE:${compact(day)}`,
    `DTEND;VALUE=DATE:${compact(next)}`,
    `SUMMARY:${escaped(summary)}`,
    'CLASS:PRIVATE',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}
