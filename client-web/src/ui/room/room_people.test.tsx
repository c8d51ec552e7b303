// SPDX-License-Identifier: EUPL-1.2
// @vitest-environment jsdom
// Inviting to a room in which the pupil is known: an expert for a limited time, everybody else without an end.
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Person } from '../../state/model';
import { FixtureClient } from '../testing/fixture_client';
import { consultRoom, functionaris } from '../testing/fixture_data';
import { show } from '../testing/show';

const kDayMs = 86_400_000;
const dayAhead = (days: number): string => new Date(Date.now() + days * kDayMs).toISOString().slice(0, 10);

const expert: Person = { account: 'expert', name: 'Maryam Sadeghi', functie: 'duidingsexpert', orgName: 'Bureau Duiding', mostDays: 31 };
const officer: Person = { account: 'officer', name: 'Sanne Dijksma', functie: 'weegtafel', orgName: 'Politie', mostDays: 0 };

async function begin() {
  const room = consultRoom('leaf-sanne', { kind: 'weegtafel', phase: 'identified', canInvite: true });
  const client = new FixtureClient({ me: functionaris, rooms: [room] });
  client.people.push(expert, officer);
  const shown = show(client, { name: 'room_people', room: room.id });
  await screen.findByRole('radio', { name: /Maryam Sadeghi/ });
  return { client, user: shown.user };
}

describe('inviting', () => {
  it('an_expert_takes_a_last_day_within_the_term', async () => {
    const { client, user } = await begin();
    await user.click(screen.getByRole('radio', { name: /Maryam Sadeghi/ }));
    await user.click(screen.getByRole('button', { name: 'Uitnodigen' }));
    expect(screen.getByText('Kies een dag van vandaag tot en met 30 dagen vooruit.')).toBeTruthy();
    await user.type(screen.getByLabelText('Tot en met'), dayAhead(40));
    await user.click(screen.getByRole('button', { name: 'Uitnodigen' }));
    expect(client.times('inviteTo')).toBe(0);
    await user.clear(screen.getByLabelText('Tot en met'));
    await user.type(screen.getByLabelText('Tot en met'), dayAhead(14));
    await user.click(screen.getByRole('button', { name: 'Uitnodigen' }));
    expect(client.asked.find(({ what }) => what === 'inviteTo')?.with).toEqual(['room-1', 'expert', dayAhead(14)]);
  });

  it('anybody_else_asks_no_day', async () => {
    const { client, user } = await begin();
    await user.click(screen.getByRole('radio', { name: /Sanne Dijksma/ }));
    expect(screen.queryByLabelText('Tot en met')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Uitnodigen' }));
    expect(client.asked.find(({ what }) => what === 'inviteTo')?.with).toEqual(['room-1', 'officer', '']);
  });
});

describe('a room without anybody of the gemeente', () => {
  const official: Person = {
    account: 'official',
    name: 'Rik van Dam',
    functie: 'aandachtsfunctionaris',
    orgName: 'Gemeente Lindeveen',
    mostDays: 0,
  };

  it.each([
    ['melding', 'Erbij halen'],
    ['weegtafel', 'Uitnodigen'],
  ])('says_so_and_lets_one_bring_somebody_back: %s', async (kind, button) => {
    const room = consultRoom('leaf-eva', { kind, phase: 'identified', caseId: 'case-1', canInvite: true, lacksRegie: true });
    const client = new FixtureClient({ me: functionaris, rooms: [room] });
    client.people.push(official);
    const { user } = show(client, { name: 'room_people', room: room.id });
    expect(await screen.findByText('Er is niemand van de gemeente meer bij')).toBeTruthy();
    await user.click(await screen.findByRole('radio', { name: /Rik van Dam/ }));
    await user.click(screen.getByRole('button', { name: button }));
    expect(client.asked.find(({ what }) => what === 'inviteTo')?.with).toEqual(['room-1', 'official', '']);
  });

  it('has_the_way_there_at_the_top_of_an_anonymous_report', async () => {
    const room = consultRoom('leaf-eva', { kind: 'melding', caseId: 'case-1', canInvite: true, lacksRegie: true });
    show(new FixtureClient({ me: functionaris, rooms: [room] }), { name: 'room', room: room.id, thread: '' });
    expect(await screen.findByRole('link', { name: 'De gemeente er weer bij halen' })).toBeTruthy();
  });
});
