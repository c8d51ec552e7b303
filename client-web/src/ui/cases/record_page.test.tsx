// SPDX-License-Identifier: EUPL-1.2
// @vitest-environment jsdom
// Saying how an action goes: the next day follows from its rhythm, and stays the person's to change.
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { CaseRecord, Recordable } from '../../state/model';
import { FixtureClient } from '../testing/fixture_client';
import { consultRoom, functionaris } from '../testing/fixture_data';
import { show } from '../testing/show';

const task = (id: string, rhythm: string): CaseRecord => ({
  ...{ id, record: 'task', step: '7', fields: { owner: 'org', due: '2026-01-01', rhythm }, labels: { owner: 'Eik' }, ownerType: 'school' },
  ...{ text: `Actie ${id}`, texts: {}, by: 'Sanne de Boer', orgName: 'Gemeente Lindeveen', room: 'room-1', roomKind: 'casusoverleg' },
  ...{ mine: false, at: 0 },
});
const tasks = [task('vaak', 'weekly'), task('eens', 'once')];
const progress: Recordable = {
  ...{ record: 'task_progress', title: 'Stand van een actie', rule: '18', words: 'required', texts: [], missing: [] },
  fields: [
    { name: 'task', type: 'record', values: ['task'], options: tasks.map(({ id, text }) => ({ value: id, label: text })) },
    { name: 'due', type: 'due', values: [], options: [] },
  ],
};

function begin() {
  const room = consultRoom('leaf-sanne', { kind: 'casusoverleg', phase: 'identified', records: tasks, recordable: [progress] });
  const client = new FixtureClient({ me: functionaris, rooms: [room] });
  return { client, ...show(client, { name: 'room_record', room: room.id, record: 'task_progress' }) };
}

const due = (): HTMLInputElement => {
  const found = document.querySelector<HTMLInputElement>('input[type=date]');
  if (found === null) throw new Error('no day is asked');
  return found;
};

describe('an answer', () => {
  it('shows_what_it_answers_the_newest_of_it', () => {
    const asked = (id: string, text: string): CaseRecord => ({ ...task(id, 'once'), record: 'skip_reason', fields: {}, text });
    const read: Recordable = {
      ...{ record: 'skip_reason_received', title: '', rule: '20', fields: [], words: 'none', texts: [], missing: [] },
    };
    const records = [asked('one', 'Eerst zo.'), asked('two', 'Nu anders.'), task('three', 'once')];
    const room = consultRoom('leaf-sanne', { kind: 'melding', records, recordable: [read] });
    show(new FixtureClient({ me: functionaris, rooms: [room] }), { name: 'room_record', room: room.id, record: read.record });
    expect(screen.getByText('Nu anders.')).toBeTruthy();
    expect(screen.queryByText('Eerst zo.')).toBeNull();
    expect(screen.queryByText('Actie three')).toBeNull();
  });
});

describe('how an action goes', () => {
  it('proposes_the_next_day_of_one_that_comes_back', async () => {
    const { user } = begin();
    await user.click(screen.getByRole('radio', { name: 'Actie vaak' }));
    const date = new Date();
    const inAWeek = new Date(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate() + 7)).toISOString().slice(0, 10);
    expect(due().value).toBe(inAWeek);
  });

  it('proposes_none_of_one_that_does_not_and_keeps_what_was_filled_in', async () => {
    const { user } = begin();
    await user.click(screen.getByRole('radio', { name: 'Actie eens' }));
    expect(due().value).toBe('');
    await user.type(due(), '2030-05-01');
    await user.click(screen.getByRole('radio', { name: 'Actie vaak' }));
    expect(due().value).toBe('2030-05-01');
  });
});
