// SPDX-License-Identifier: EUPL-1.2
// @vitest-environment jsdom
import { act, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { FixtureClient } from '../testing/fixture_client';
import { colleagues, mentorSnapshot, partners, theCase } from '../testing/fixture_data';
import { show } from '../testing/show';

function mentorClient(): FixtureClient {
  const client = new FixtureClient(mentorSnapshot);
  client.people.push(...colleagues, ...partners);
  return client;
}

describe('opening a case', () => {
  it('sends_signal_team_and_card_and_keeps_the_draft_until_then', async () => {
    const client = mentorClient();
    const first = show(client, { name: 'new_case' });
    await first.user.type(screen.getByLabelText('Wat zag of hoorde u?'), 'De leerling is stil.');
    first.unmount();

    const { user } = show(client, { name: 'new_case' });
    expect((screen.getByLabelText('Wat zag of hoorde u?') as HTMLTextAreaElement).value).toBe('De leerling is stil.');
    await user.type(screen.getByLabelText('In welke situatie?'), 'In de pauze.');
    await user.type(screen.getByLabelText('Hoe weet u dit?'), 'Zelf gezien.');
    await user.selectOptions(screen.getByLabelText('Soort signaal'), 'gedrag');
    await user.click(screen.getByLabelText('12 tot en met 15 jaar'));
    await user.click(await screen.findByLabelText(/Lotte Mulder/));
    await user.selectOptions(screen.getByLabelText('Wie heeft het voortouw?'), 'account-lotte');
    await user.click(screen.getByRole('button', { name: 'Casus openen' }));
    expect(client.times('openCase')).toBe(0);
    await user.type(screen.getByLabelText('Voornaam'), 'Noor');
    await user.type(screen.getByLabelText('Achternaam'), 'Voorbeeld');
    await user.type(screen.getByLabelText(/Bijnamen/), 'Noortje, Nootje');
    await user.click(screen.getByRole('button', { name: 'Casus openen' }));
    expect(client.asked.find((one) => one.what === 'openCase')?.with[0]).toEqual({
      ageBand: '12-15',
      signal: { behaviour: 'De leerling is stil.', context: 'In de pauze.', source: 'Zelf gezien.', kind: 'gedrag' },
      identity: { givenName: 'Noor', familyName: 'Voorbeeld', birthDate: '', contact: '', aliases: ['Noortje', 'Nootje'] },
      lead: 'account-lotte',
      team: ['account-lotte'],
    });
    expect(client.draft('new-case')).toBe('');
  });
});

describe('a case', () => {
  it('keeps_the_card_closed_until_it_is_opened', async () => {
    const { user } = show(mentorClient(), { name: 'case', caseId: theCase.id });
    expect(screen.queryByText('Noor')).toBeNull();
    expect(screen.getByText(/De gemeente kan deze kaart niet openen/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Kaart openen' }));
    expect(screen.getByText('Noor')).toBeTruthy();
    expect(document.title).toBe('Casus · Beraad');
  });

  it('shows_phase_step_and_regie_in_words', () => {
    show(mentorClient(), { name: 'case', caseId: theCase.id });
    expect(screen.getByText('Anoniem: noem geen namen')).toBeTruthy();
    expect(document.querySelector('[aria-current="step"]')?.textContent).toContain('Anoniem bespreken');
    expect(screen.getByText('Uw school')).toBeTruthy();
  });
});

describe('asking the gemeente', () => {
  it('shows_what_the_gemeente_will_see_under_each_name', async () => {
    const { user } = show(mentorClient(), { name: 'start_consult', caseId: theCase.id });
    expect(await screen.findByText('Rik van Dam')).toBeTruthy();
    await user.click(screen.getByLabelText(/Onder een schuilnaam/));
    expect(screen.getByText('Professional van een school')).toBeTruthy();
    await user.click(screen.getByLabelText(/Laat wel zien van welke school/));
    expect(screen.getByText('Professional van Scholengemeenschap De Eik')).toBeTruthy();
    await user.click(screen.getByLabelText(/Onder mijn naam/));
    expect(screen.queryByText('Professional van Scholengemeenschap De Eik')).toBeNull();
  });

  it('does_not_send_a_question_with_the_pupils_name_and_goes_to_the_word', async () => {
    const client = mentorClient();
    const { user } = show(client, { name: 'start_consult', caseId: theCase.id });
    await user.click(screen.getByLabelText(/Onder een schuilnaam/));
    await user.type(screen.getByLabelText('Onderwerp'), 'Veranderd gedrag');
    const question = screen.getByLabelText('Uw vraag') as HTMLTextAreaElement;
    await user.type(question, 'Wat doe ik met Noor?');
    await user.click(screen.getByRole('button', { name: 'Vraag versturen' }));
    expect(client.times('startConsult')).toBe(0);
    expect(document.activeElement).toBe(question);
    await user.clear(question);
    await user.type(question, 'Wat doe ik met de leerling?');
    await act(async () => user.click(screen.getByRole('button', { name: 'Vraag versturen' })));
    expect(client.asked.find((one) => one.what === 'startConsult')?.with[0]).toEqual({
      caseId: theCase.id,
      as: 'pseudonym',
      showSchool: false,
      title: 'Veranderd gedrag',
      question: 'Wat doe ik met de leerling?',
    });
  });
});
