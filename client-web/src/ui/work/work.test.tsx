// SPDX-License-Identifier: EUPL-1.2
// @vitest-environment jsdom
import { act, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Case, CaseRecord, Room } from '../../state/model';
import { FixtureClient } from '../testing/fixture_client';
import {
  accounts,
  beheerder,
  consultRoom,
  functionaris,
  mentor,
  mentorSnapshot,
  ouder,
  theCase,
  thirtyRooms,
} from '../testing/fixture_data';
import { show } from '../testing/show';
import { filtered, sectionsOf } from './order';

describe('the list of the gemeente', () => {
  it('puts_who_waits_longest_for_a_first_answer_on_top_and_closed_last', () => {
    const { fresh, active, closed } = sectionsOf(thirtyRooms());
    expect(fresh.map((room) => room.owner)).toEqual(['', '', '']);
    expect(fresh[0]?.createdAt).toBeLessThan(fresh[2]?.createdAt ?? 0);
    const read = active.findIndex((room) => room.unread === 0);
    expect(active.slice(read).every((room) => room.unread === 0)).toBe(true);
    expect(closed.every((room) => room.closed)).toBe(true);
    expect(fresh.length + active.length + closed.length).toBe(30);
  });

  it('finds_a_reference_however_it_is_typed', () => {
    for (const typed of ['K7MP-3QX', 'k7mp3qx', 'k7mp 3', '3qx']) expect(filtered(thirtyRooms(), 'all', typed)).toHaveLength(1);
    expect(filtered(thirtyRooms(), 'fresh', '')).toHaveLength(3);
  });

  it('shows_a_new_consultation_without_reloading_and_says_it_aloud', async () => {
    const client = new FixtureClient({ me: functionaris });
    show(client);
    expect(screen.getByRole('heading', { name: 'Er zijn nu geen consultaties' })).toBeTruthy();
    act(() => client.change({ rooms: [consultRoom('leaf-sanne', { owner: '' })] }));
    expect(screen.getByRole('link', { name: 'Veranderd gedrag in klas 3' })).toBeTruthy();
    expect(await screen.findByText('Nieuwe consultatie K7MP-3QX')).toBeTruthy();
  });

  it('filters_and_clears_again', async () => {
    const { user } = show(new FixtureClient({ me: functionaris, rooms: thirtyRooms() }));
    await user.type(screen.getByLabelText('Zoek op kenmerk'), 'zzzz');
    await user.click(screen.getByRole('button', { name: 'Toon alles' }));
    await user.click(screen.getByRole('button', { name: /^Nieuw/ }));
    expect(within(screen.getByRole('region', { name: /^Nieuw/ })).getAllByRole('link')).toHaveLength(3);
  });
});

describe('what waits for somebody', () => {
  const toPickUp = (length: number) => Array.from({ length }, (_, n) => consultRoom('leaf-sanne', { id: `room-${n}`, owner: '' }));
  const list = (name: RegExp = /^Wat wacht op u/) => within(screen.getByRole('region', { name }));
  const links = (name?: RegExp) =>
    list(name)
      .getAllByRole('link')
      .map((link) => link.textContent);

  it('stands_above_the_cases_with_its_reason_and_leads_to_where_it_is_done', async () => {
    const { user } = show(new FixtureClient(mentorSnapshot));
    expect(links()).toEqual([
      'Lees het antwoord in de consultatie F4TN-9BX',
      'Spreek de ouders en leg het gesprek vast H3XK-7RM',
      'Leg de uitkomst van de bespreking vast F4TN-9BX',
    ]);
    expect(list().getByText('U hebt 2 berichten nog niet gelezen.')).toBeTruthy();
    const first = list().getAllByRole('link')[0];
    const card = screen.getByRole('link', { name: 'F4TN-9BX' });
    expect(first && first.compareDocumentPosition(card) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
    await user.click(screen.getByRole('link', { name: /^Leg de uitkomst/ }));
    expect(screen.getByRole('heading', { level: 1, name: 'Uitkomst van de bespreking' })).toBeTruthy();
  });

  it('leads_with_a_report_and_names_the_subject_beside_the_link', () => {
    const accept = { to: '5', missing: [], warnings: [], words: 'optional', fields: [] } as const;
    const report = consultRoom('leaf-sanne', { id: 'report', kind: 'melding', owner: '', moves: [accept], reference: 'B4RT-2ZZ' });
    show(new FixtureClient({ me: functionaris, rooms: [consultRoom('leaf-sanne'), report] }));
    expect(links()).toEqual(['Beslis over de melding B4RT-2ZZ', 'Lees de nieuwe berichten K7MP-3QX']);
    expect(list().getAllByText('Veranderd gedrag in klas 3')).toHaveLength(2);
  });

  it('folds_more_than_five_and_keeps_the_focus_on_what_unfolds_them', async () => {
    const { user } = show(new FixtureClient({ me: functionaris, rooms: toPickUp(7) }));
    expect(links()).toHaveLength(5);
    list().getByRole('button', { name: 'Toon alle 7', expanded: false }).focus();
    await user.keyboard('{Enter}');
    expect(links()).toHaveLength(7);
    expect(document.activeElement).toBe(list().getByRole('button', { name: 'Toon minder', expanded: true }));
    await user.keyboard('{Enter}');
    expect(links()).toHaveLength(5);
  });

  it('does_not_fold_five', () => {
    show(new FixtureClient({ me: functionaris, rooms: toPickUp(5) }));
    expect(links()).toHaveLength(5);
    expect(list().queryByRole('button')).toBeNull();
  });

  it('says_kindly_that_nothing_waits_and_not_before_that_is_known', () => {
    const read = consultRoom('leaf-sanne', { unread: 0 });
    const client = new FixtureClient({ me: functionaris, rooms: [{ ...read, historyLoaded: 'none' }] });
    show(client);
    expect(screen.queryByText(/er wacht nu niets op u/)).toBeNull();
    act(() => client.change({ rooms: [read] }));
    expect(screen.getByText('U bent bij: er wacht nu niets op u.')).toBeTruthy();
    expect(screen.queryByRole('region', { name: /^Wat wacht op u/ })).toBeNull();
    act(() => client.change({ rooms: [{ ...read, unread: 1 }], lang: 'en' }));
    expect(links(/^What waits for you/)).toEqual(['Read the new messages K7MP-3QX']);
    expect(list(/^What waits for you/).getByText('You have not read 1 message yet.')).toBeTruthy();
  });
});

describe('other desks', () => {
  it('a_school_without_cases_gets_the_first_step_explained', () => {
    show(new FixtureClient({ me: mentor }));
    expect(screen.getByRole('heading', { name: 'Maakt u zich zorgen over een leerling?' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Nieuwe casus' })).toBeTruthy();
  });

  it('a_list_of_cases_shows_no_name_of_a_pupil', () => {
    const { container } = show(new FixtureClient(mentorSnapshot));
    expect(container.textContent).not.toContain('Noor');
    expect(document.title).toBe('Mijn casussen · Beraad');
  });

  it('a_parent_sees_a_calm_page_and_absent_and_forbidden_look_the_same', () => {
    show(new FixtureClient({ ...mentorSnapshot, me: ouder }));
    expect(screen.getByRole('heading', { level: 1, name: 'Welkom, Karim Jansen' })).toBeTruthy();
    const texts = (['case', 'start_consult'] as const).map((name) => {
      const { container, unmount } = show(new FixtureClient({ me: ouder }), { name, caseId: 'case-1' });
      const text = within(container).getByRole('main').textContent;
      unmount();
      return text;
    });
    expect(texts[0]).toContain('Deze pagina is er niet');
    expect(texts[1]).toBe(texts[0]);
  });

  it('a_beheerder_approves_and_blocks_after_a_question', async () => {
    const client = new FixtureClient({ me: beheerder, accounts });
    const { user } = show(client);
    await user.click(screen.getByRole('button', { name: 'Joris Bakker goedkeuren' }));
    expect(client.times('certify')).toBe(1);
    await user.click(screen.getByRole('button', { name: 'Eva Visser blokkeren' }));
    expect(client.times('block')).toBe(0);
    await user.click(screen.getByRole('button', { name: 'Ja, blokkeren' }));
    expect(client.times('block')).toBe(1);
  });

  it('an_invitation_gives_a_code_to_hand_over', async () => {
    const client = new FixtureClient({ me: beheerder, accounts });
    const { user } = show(client);
    await user.click(screen.getByRole('button', { name: 'Iemand uitnodigen' }));
    await user.type(screen.getByLabelText('Naam'), 'Noah de Wit');
    await user.type(screen.getByLabelText('Inlognaam'), 'N de Wit');
    await user.selectOptions(screen.getByLabelText('Functie'), 'zorgcoordinator');
    await user.click(screen.getByRole('button', { name: 'Code maken' }));
    expect(client.times('invite')).toBe(0);
    await user.clear(screen.getByLabelText('Inlognaam'));
    await user.type(screen.getByLabelText('Inlognaam'), 'n.dewit@school-eik');
    await user.click(screen.getByRole('button', { name: 'Code maken' }));
    expect(await screen.findByText('W4QK-7MXP-2HTD')).toBeTruthy();
  });
});

describe('the actions of all one’s cases', () => {
  const kDayMs = 86_400_000;
  const day = (from: number) => new Date(Date.now() + from * kDayMs).toISOString().slice(0, 10);
  const action = (id: string, due: number, owner = 'Scholengemeenschap De Eik'): CaseRecord => ({
    ...{ id, record: 'task', step: '7', fields: { owner: 'org', due: day(due), rhythm: 'once' }, labels: { owner }, ownerType: 'school' },
    ...{ text: `Actie ${id}`, texts: {}, by: 'Sanne', orgName: 'Gemeente Lindeveen', room: 'room-9', roomKind: 'casusoverleg' },
    ...{ mine: false, at: Date.now() - 9 * kDayMs },
  });
  const known = (part: Partial<Case>): Case => ({
    ...theCase,
    step: 'monitored',
    phase: 'identified',
    rooms: ['room-9'],
    mySide: 'other',
    ...part,
  });
  const followUp: Room = {
    ...consultRoom('leaf-eva', { id: 'room-9', kind: 'opvolging', phase: 'identified', historyLoaded: 'all' }),
    recordable: [
      {
        ...{ record: 'task_done', title: '', rule: '18', words: 'required', texts: [], missing: [] },
        fields: [{ name: 'task', type: 'record', values: ['task'], options: [{ value: 'a', label: 'Actie a' }] }],
      },
    ],
  };
  const page = { name: 'follow_up' as const };

  it('stand with what is late first, and only where one can record on it is there a way to do so', () => {
    const cases = [known({ records: [action('b', 3, 'Politie Proeftuin'), action('a', -2)] })];
    show(new FixtureClient({ me: functionaris, cases, rooms: [followUp] }), page);
    const late = within(screen.getByRole('region', { name: 'Te laat' }));
    expect(late.getByText('Actie a')).toBeTruthy();
    expect(late.getByText(/2 dagen te laat/)).toBeTruthy();
    expect(late.getByRole('link', { name: 'Actie afronden' })).toBeTruthy();
    const open = within(screen.getByRole('region', { name: 'Te doen' }));
    expect(open.getByText('Actie b')).toBeTruthy();
    expect(open.queryByRole('link', { name: 'Actie afronden' })).toBeNull();
  });

  it('are for who is not in charge those of the own organisation only', () => {
    const cases = [known({ records: [action('a', 2), action('b', 3, 'Politie Proeftuin')] })];
    show(new FixtureClient({ me: mentor, cases, rooms: [followUp] }), page);
    expect(screen.getByText('Actie a')).toBeTruthy();
    expect(screen.queryByText('Actie b')).toBeNull();
  });

  it('of a closed case wait for nobody', () => {
    show(new FixtureClient({ me: functionaris, cases: [known({ closed: true, records: [action('a', -2)] })], rooms: [followUp] }), page);
    expect(screen.queryByText('Actie a')).toBeNull();
  });

  it('are not said to be none while a room is still loading', () => {
    const client = new FixtureClient({
      me: functionaris,
      cases: [known({ records: [] })],
      rooms: [{ ...followUp, historyLoaded: 'none' }],
    });
    show(client, page);
    expect(screen.getByText('Acties worden geladen…')).toBeTruthy();
    act(() => client.change({ rooms: [followUp] }));
    expect(screen.getByText(/Er zijn geen acties voor u/)).toBeTruthy();
  });

  it('and what waits are found by an official who is in no consultation', () => {
    show(new FixtureClient({ me: functionaris, cases: [known({ records: [action('a', -2)] })], rooms: [followUp] }));
    expect(screen.getByRole('region', { name: /^Wat wacht op u/ })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Opvolging bekijken' })).toBeTruthy();
  });
});
