// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, it } from 'vitest';
import { calendarOf } from './calendar_event';
import { minutesOf } from './minutes';
import type { Case, CaseRecord, Room } from './model';

const recorded = (id: string, record: string, room = 'overleg'): CaseRecord => ({ id, record, room }) as unknown as CaseRecord;
const room = { id: 'overleg', participants: [] } as unknown as Room;
const partsOf = (records: readonly CaseRecord[]) =>
  Object.fromEntries(
    minutesOf({ records } as unknown as Case, room).parts.map(({ part, records: found }) => [part, found.map(({ id }) => id)]),
  );

describe('the minutes of a casusoverleg', () => {
  it('name every part, also what nobody recorded yet', () => {
    expect(partsOf([])).toEqual({ meeting: [], picture: [], duiding: [], plan: [], decisions: [], agreements: [], contact: [] });
  });

  it('have the last plan and picture, and every decision and agreement, in order', () => {
    const records = [
      recorded('1', 'meeting'),
      recorded('2', 'picture'),
      recorded('3', 'decision'),
      recorded('4', 'picture'),
      recorded('5', 'agreement'),
      recorded('6', 'decision'),
      recorded('7', 'joint_duiding'),
      recorded('8', 'plan'),
      recorded('9', 'contact'),
    ];
    expect(partsOf(records)).toEqual({
      ...{ meeting: ['1'], picture: ['4'], duiding: ['7'], plan: ['8'] },
      ...{ decisions: ['3', '6'], agreements: ['5'], contact: ['9'] },
    });
  });

  it('have nothing of another room, and no record that is none of theirs', () => {
    const parts = partsOf([recorded('1', 'decision', 'weegtafel'), recorded('2', 'duiding'), recorded('3', 'step')]);
    expect(Object.values(parts).flat()).toEqual([]);
  });
});

describe('a meeting for the calendar', () => {
  const event = { day: '2026-02-28', summary: 'Overleg (Beraad)', uid: 'a-b-c', at: Date.parse('2026-02-01T10:11:12.345Z') };

  it('is one whole day, private, in the form of RFC 5545', () => {
    expect(calendarOf(event).split('\r\n')).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Beraad//NL',
      'BEGIN:VEVENT',
      'UID:a-b-c',
      'DTSTAMP:20260201T101112Z',
      'DTSTART;VALUE=DATE:20260228',
      'DTEND;VALUE=DATE:20260301',
      'SUMMARY:Overleg (Beraad)',
      'CLASS:PRIVATE',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });

  it('escapes what has a meaning of its own', () => {
    expect(calendarOf({ ...event, summary: 'a,b;c\\d\ne' })).toContain('SUMMARY:a\\,b\\;c\\\\d\\ne\r\n');
  });

  it('has no line longer than the standard allows', () => {
    const uid = '123e4567-e89b-42d3-a456-426614174000';
    for (const line of calendarOf({ ...event, uid }).split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  });
});
