// SPDX-License-Identifier: EUPL-1.2
// @vitest-environment jsdom
// Letting a colleague stand in: what is asked, what is refused before it is sent, and ending it.
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Participant, Person, Room } from '../../state/model';
import { FixtureClient, refuse } from '../testing/fixture_client';
import { consultRoom, functionaris } from '../testing/fixture_data';
import { show } from '../testing/show';

const kDayMs = 86_400_000;
const dayAhead = (days: number): string => new Date(Date.now() + days * kDayMs).toISOString().slice(0, 10);

const rik: Person = {
  account: 'account-rik',
  name: 'Rik van Dam',
  functie: 'aandachtsfunctionaris',
  orgName: 'Gemeente Lindeveen',
  mostDays: 92,
};
const room = consultRoom('leaf-sanne', {});
const other = consultRoom('leaf-sanne', { id: 'room-2', reference: 'WXYZ-123' });

function withStandIn(one: Room): Room {
  const seat = one.participants.find(({ leaf }) => leaf === 'leaf-rik');
  if (seat === undefined) throw new Error('Rik');
  const standsIn: Participant = { ...seat, until: Date.now() + 2 * kDayMs, standsInFor: 'leaf-sanne', inPlaceOf: 'Sanne de Boer' };
  return { ...one, participants: one.participants.map((who) => (who.leaf === 'leaf-rik' ? standsIn : who)) };
}

function begin(rooms: readonly Room[]) {
  const client = new FixtureClient({ me: functionaris, rooms });
  client.people.push(rik);
  return { client, ...show(client, { name: 'stand_in' }) };
}

describe('waarneming', () => {
  it('asks_for_a_colleague_and_a_day_before_anything_is_sent', async () => {
    const { client, user } = begin([room]);
    await user.click(await screen.findByRole('button', { name: 'Laten waarnemen' }));
    expect(screen.getByText('Kies een dag van vandaag tot en met 91 dagen vooruit.')).toBeTruthy();
    await user.click(screen.getByRole('radio', { name: /Rik van Dam/ }));
    await user.type(screen.getByLabelText('Tot en met'), dayAhead(200));
    await user.click(screen.getByRole('button', { name: 'Laten waarnemen' }));
    expect(screen.getByText('Kies een dag van vandaag tot en met 91 dagen vooruit.')).toBeTruthy();
    expect(client.times('letStandIn')).toBe(0);
  });

  it('lets_them_stand_in_only_where_the_mark_is_left_and_says_what_came_of_it', async () => {
    const { client, user } = begin([room, other]);
    await user.click(await screen.findByRole('radio', { name: /Rik van Dam/ }));
    await user.click(screen.getByRole('checkbox', { name: /WXYZ-123/ }));
    await user.type(screen.getByLabelText('Tot en met'), dayAhead(3));
    await user.click(await screen.findByRole('radio', { name: /Rik van Dam/ }));
    await user.click(screen.getByRole('button', { name: 'Laten waarnemen' }));
    expect(client.asked.at(-1)).toEqual({ what: 'letStandIn', with: ['account-rik', dayAhead(3), ['room-1']] });
    expect(await screen.findByText('Geregeld: Rik van Dam')).toBeTruthy();
    expect(screen.getByText(/doet nu mee/).textContent).toContain('K7MP-3QX');
    expect(screen.queryByText(/WXYZ-123/)).toBeNull();
  });

  it('says_so_when_nobody_can', async () => {
    const client = new FixtureClient({ me: functionaris, rooms: [room] });
    show(client, { name: 'stand_in' });
    expect(await screen.findByText(/Er is geen collega van uw organisatie met dezelfde functie/)).toBeTruthy();
  });

  it('shows_who_stands_in_and_until_when_and_ends_it_after_asking', async () => {
    const { client, user } = begin([withStandIn(room)]);
    const current = within(screen.getByRole('region', { name: 'Wie neemt nu voor u waar' }));
    expect(current.getByText(/in 1 overleg/)).toBeTruthy();
    await user.click(current.getByRole('button', { name: 'Nu beëindigen' }));
    const asked = within(screen.getByRole('dialog'));
    await user.click(asked.getByRole('button', { name: 'Annuleren' }));
    expect(client.times('endStandIn')).toBe(0);
    await user.click(current.getByRole('button', { name: 'Nu beëindigen' }));
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Nu beëindigen' }));
    expect(client.asked.at(-1)).toEqual({ what: 'endStandIn', with: ['leaf-rik'] });
  });

  it('keeps_the_stand_in_on_the_page_when_ending_is_refused', async () => {
    const { client, user } = begin([withStandIn(room)]);
    client.refusals.set('endStandIn', refuse('offline', 'Er is nu geen verbinding.'));
    await user.click(screen.getByRole('button', { name: 'Nu beëindigen' }));
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Nu beëindigen' }));
    expect(await screen.findByText('Er is nu geen verbinding.')).toBeTruthy();
  });

  it('is_nothing_for_who_takes_part_nowhere_or_stands_in_there_themselves', () => {
    const standsIn = withStandIn(room);
    const mine = { ...standsIn, participants: standsIn.participants.map((who) => ({ ...who, me: who.leaf === 'leaf-rik' })) };
    begin([mine]);
    expect(screen.getByText(/U neemt nog nergens aan deel/)).toBeTruthy();
  });

  it('names_both_in_the_conversation_and_says_until_when', () => {
    show(new FixtureClient({ me: functionaris, rooms: [withStandIn(room)] }), { name: 'room_people', room: 'room-1' });
    expect(screen.getByText('Rik van Dam namens Sanne de Boer')).toBeTruthy();
    expect(screen.getByText(/Doet mee tot en met/)).toBeTruthy();
  });
});
