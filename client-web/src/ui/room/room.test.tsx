// SPDX-License-Identifier: EUPL-1.2
// @vitest-environment jsdom
import { act, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { piecesOf } from '../parts/guarded_text';
import { FixtureClient, problem, refuse } from '../testing/fixture_client';
import { consultRoom, functionaris, mentor } from '../testing/fixture_data';
import { show } from '../testing/show';

const inThread = { name: 'room', room: 'room-1', thread: 'thread-1' } as const;
const school = (part = {}) => new FixtureClient({ me: mentor, rooms: [consultRoom('leaf-eva', part)] });
const gemeente = (part = {}) => new FixtureClient({ me: functionaris, rooms: [consultRoom('leaf-sanne', part)] });
const area = () => screen.getByRole('textbox', { name: 'Uw bericht' }) as HTMLTextAreaElement;

describe('writing', () => {
  it('ctrl_enter_sends_and_empties_the_field', async () => {
    const client = school();
    const { user } = show(client, inThread);
    await user.type(area(), 'Dank u wel.');
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(client.asked).toContainEqual({ what: 'send', with: ['room-1', 'thread-1', 'Dank u wel.', ''] });
    expect(area().value).toBe('');
    expect(screen.getByText('Dank u wel.')).toBeTruthy();
  });

  it('a_hit_blocks_marks_the_word_and_explains_it', async () => {
    const client = school();
    const { user } = show(client, inThread);
    await user.type(area(), 'Ik sprak Noor, zie 06-12345678.');
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(client.times('send')).toBe(0);
    expect((await screen.findByRole('alert')).textContent).toContain('Niet verstuurd');
    expect(await screen.findByText('Telefoonnummer.')).toBeTruthy();
    expect([...document.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['Noor', '06-12345678']);
    expect(area().getAttribute('aria-invalid')).toBe('true');
    await user.click(screen.getByRole('button', { name: 'Ga naar “Noor” in uw tekst' }));
    expect(area().value.slice(area().selectionStart, area().selectionEnd)).toBe('Noor');
  });

  it('a_refused_message_comes_back_into_the_field', async () => {
    const client = school();
    client.refusals.set('send', refuse('refused', 'Dit kan niet in deze fase.', '10'));
    const { user } = show(client, inThread);
    await user.type(area(), 'Nog iets.');
    await user.click(screen.getByRole('button', { name: 'Versturen' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Regel 10');
    expect(area().value).toBe('Nog iets.');
  });

  it('the_draft_outlives_going_away_and_the_lock', async () => {
    const client = school();
    const first = show(client, inThread);
    await first.user.type(area(), 'Half af');
    act(() => client.change({ screen: 'locked' }));
    expect(screen.queryByText('Half af')).toBeNull();
    act(() => client.change({ screen: 'signed_in' }));
    expect(area().value).toBe('Half af');
  });

  it('what_is_typed_while_the_text_is_checked_begins_the_next_message', async () => {
    const client = school();
    const { user } = show(client, inThread);
    let checked: () => void = () => undefined;
    client.check = () => new Promise((resolve) => (checked = () => resolve([])));
    await user.type(area(), 'Eerst dit.');
    await user.keyboard('{Control>}{Enter}{/Control}{Control>}{Enter}{/Control}');
    await user.type(area(), 'En dan');
    await act(async () => checked());
    expect(client.asked.filter(({ what }) => what === 'send').map((one) => one.with[2])).toEqual(['Eerst dit.']);
    expect(area().value).toBe('En dan');
  });

  it('a_reply_names_what_it_answers', async () => {
    const client = school();
    const { user } = show(client, inThread);
    await user.click(screen.getAllByRole('button', { name: 'Antwoorden' })[1] as HTMLElement);
    expect(document.activeElement).toBe(area());
    await user.type(area(), 'Ja.');
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(client.asked).toContainEqual({ what: 'send', with: ['room-1', 'thread-1', 'Ja.', 'item-2'] });
  });

  it('an_edit_goes_through_the_same_check', async () => {
    const client = school();
    const { user } = show(client, inThread);
    await user.click(screen.getAllByRole('button', { name: 'Wijzigen' })[0] as HTMLElement);
    const field = screen.getByRole('textbox', { name: 'Bericht wijzigen' });
    await user.clear(field);
    await user.type(field, 'Het gaat om Noor');
    await user.click(screen.getByRole('button', { name: 'Wijziging opslaan' }));
    expect(client.times('edit')).toBe(0);
    await user.clear(field);
    await user.type(field, 'Het gaat om een leerling');
    await user.click(screen.getByRole('button', { name: 'Wijziging opslaan' }));
    expect(client.asked).toContainEqual({ what: 'edit', with: ['room-1', 'item-1', 'Het gaat om een leerling'] });
  });

  it('says_that_a_message_waits_for_the_connection', () => {
    const client = school();
    act(() => client.change({ connection: 'offline' }));
    act(() =>
      client.changeRoom('room-1', (room) => ({
        ...room,
        threads: room.threads.map((thread) => ({
          ...thread,
          messages: thread.messages.map((one) => (one.id === 'item-6' ? { ...one, seq: 0, state: 'waiting' as const } : one)),
        })),
      })),
    );
    show(client, inThread);
    expect(screen.getByText('Wacht op verbinding')).toBeTruthy();
    expect(screen.getByText(/Geen verbinding: uw bericht wordt verstuurd/)).toBeTruthy();
  });
});

describe('reading', () => {
  it('marks_as_read_what_was_in_sight', () => {
    const client = gemeente();
    show(client, inThread);
    expect(client.asked).toContainEqual({ what: 'markRead', with: ['room-1', 'thread-1', 6] });
  });

  it('on_a_phone_the_list_alone_marks_nothing_as_read', () => {
    const client = gemeente();
    show(client, { ...inThread, thread: '' }, 'narrow');
    expect(screen.getByRole('link', { name: /Veranderd gedrag/ })).toBeTruthy();
    expect(client.times('markRead')).toBe(0);
  });

  it('says_delivery_and_reading_in_words', () => {
    show(school(), inThread);
    expect(screen.getByText('Gelezen door Sanne de Boer')).toBeTruthy();
    expect(screen.getByText('Ontvangen door Sanne de Boer en Rik van Dam')).toBeTruthy();
  });

  it('says_a_new_message_aloud_and_not_ones_own', async () => {
    const client = school();
    show(client, inThread);
    act(() =>
      client.changeRoom('room-1', (room) => ({
        ...room,
        threads: room.threads.map((thread) =>
          thread.id === 'thread-1'
            ? {
                ...thread,
                messages: [...thread.messages, { ...(thread.messages[1] as (typeof thread.messages)[number]), id: 'item-9', seq: 9 }],
              }
            : thread,
        ),
      })),
    );
    expect(await screen.findByText('Nieuw bericht van Sanne de Boer')).toBeTruthy();
  });

  it('asks_for_older_messages_and_shows_the_beginning', async () => {
    const client = school();
    const { user } = show(client, inThread);
    await user.click(screen.getByRole('button', { name: 'Eerdere berichten laden' }));
    expect(client.times('loadOlder')).toBe(1);
    expect(await screen.findByText('Dit is het begin van het gesprek.')).toBeTruthy();
  });

  it('a_reaction_is_chosen_by_its_meaning', async () => {
    const client = school();
    const { user } = show(client, inThread);
    const message = document.querySelectorAll('.message')[2] as HTMLElement;
    await user.click(within(message).getByLabelText('Reageren'));
    await user.click(within(message).getByRole('button', { name: 'dank' }));
    expect(client.asked).toContainEqual({ what: 'react', with: ['room-1', 'item-3', '🙏', true] });
  });
});

describe('the head of a room', () => {
  it('always_shows_the_phase_in_words', () => {
    show(gemeente(), inThread);
    expect(screen.getByText('Anoniem: noem geen namen')).toBeTruthy();
    expect(document.title).toBe('Consultatie · Beraad');
  });

  it('is_picked_up_with_one_button_by_the_gemeente_only', async () => {
    const client = gemeente({ owner: '' });
    const { user, unmount } = show(client, inThread);
    await user.click(screen.getByRole('button', { name: 'Ik pak dit op' }));
    expect(client.times('pickUp')).toBe(1);
    expect(screen.getByText('U hebt dit opgepakt')).toBeTruthy();
    unmount();
    show(school({ owner: '' }), inThread);
    expect(screen.queryByRole('button', { name: 'Ik pak dit op' })).toBeNull();
  });

  it('a_report_is_accepted_or_returned_by_whoever_can_and_then_no_more', () => {
    const client = gemeente();
    const accept = { to: '5', missing: [], warnings: [], words: 'optional' as const, fields: [] };
    const giveBack = { record: 'report_returned', title: '', rule: '7', fields: [], words: 'required' as const, texts: [], missing: [] };
    act(() => client.changeRoom('room-1', (room) => ({ ...room, kind: 'melding', moves: [accept], recordable: [giveBack] })));
    show(client, { name: 'room', room: 'room-1', thread: '' });
    expect(screen.getByRole('link', { name: 'Melding aannemen' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Melding teruggeven' })).toBeTruthy();
    act(() => client.changeRoom('room-1', (room) => ({ ...room, closed: true })));
    expect(screen.queryByRole('link', { name: /Melding/ })).toBeNull();
  });

  it('a_broken_room_says_why_and_offers_no_place_to_write', () => {
    show(gemeente({ broken: problem('room_forked', 'De keten klopt niet.') }), inThread);
    expect(screen.getByRole('alert').textContent).toContain('De keten klopt niet.');
    expect(screen.queryByRole('textbox', { name: 'Uw bericht' })).toBeNull();
    expect(screen.queryByRole('link', { name: 'Nieuw gesprek' })).toBeNull();
  });

  it('an_unknown_room_is_the_same_page_as_a_forbidden_one', () => {
    show(gemeente(), { name: 'room', room: 'elsewhere', thread: '' });
    expect(screen.getByRole('heading', { level: 1, name: 'Deze pagina is er niet' })).toBeTruthy();
  });

  it('shows_the_chain_head_to_compare', () => {
    show(gemeente(), inThread);
    expect(screen.getByTestId('chain-head').textContent?.replaceAll(' ', '')).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('marking', () => {
  it('cuts_a_text_at_its_findings_and_loses_nothing', () => {
    const text = 'a Noor b 06 c';
    const pieces = piecesOf(text, [
      { start: 9, end: 11, what: 'phone' },
      { start: 2, end: 6, what: 'identity_card' },
      { start: 4, end: 8, what: 'identity_card' },
    ]);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(pieces.filter((piece) => piece.found).map((piece) => piece.text)).toEqual(['Noor', '06']);
  });
});
