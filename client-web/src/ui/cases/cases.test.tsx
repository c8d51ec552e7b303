// SPDX-License-Identifier: EUPL-1.2
// @vitest-environment jsdom
import { act, screen, within } from '@testing-library/react';
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
      continues: '',
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

  it('offers_no_second_consultation_or_report_beside_one_of_colleagues', () => {
    const elsewhere = ['consult', 'melding'].map((kind) => ({ kind, problem: { reason: 'room_open', rule: '', message: 'Al open.' } }));
    const client = new FixtureClient({ ...mentorSnapshot, rooms: [], cases: [{ ...theCase, step: '3', elsewhere }] });
    show(client, { name: 'case', caseId: theCase.id });
    expect(screen.getAllByText('Al open.')).toHaveLength(2);
    for (const name of ['Vraag de gemeente om mee te denken', 'Melding doen bij de gemeente'])
      expect(screen.queryByRole('link', { name })).toBeNull();
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

describe('a report to the gemeente', () => {
  it('says_what_is_not_recorded_yet_and_sends_all_the_same', async () => {
    const client = mentorClient();
    const { user } = show(client, { name: 'start_report', caseId: theCase.id });
    expect(screen.getByText('het gesprek met de ouders')).toBeTruthy();
    await user.click(screen.getByLabelText(/Onder mijn naam/));
    await user.type(screen.getByRole('textbox', { name: 'Onderwerp' }), 'Zorgen');
    await user.type(screen.getByRole('textbox', { name: 'Uw melding' }), 'De leerling dreigt.');
    await user.click(screen.getByRole('button', { name: 'Melding versturen' }));
    expect(client.asked).toContainEqual({
      what: 'startReport',
      with: [{ caseId: theCase.id, as: 'name', showSchool: true, title: 'Zorgen', text: 'De leerling dreigt.' }],
    });
  });

  it('is_offered_at_steps_2_to_4_only', () => {
    for (const [step, offered] of [
      ['1', 0],
      ['2', 1],
      ['3', 1],
      ['4', 1],
      ['5', 0],
      ['closed_at_school', 0],
    ] as const) {
      const client = mentorClient();
      act(() => client.change({ cases: [{ ...theCase, step, closed: step === 'closed_at_school' }] }));
      const { unmount } = show(client, { name: 'case', caseId: theCase.id });
      expect(screen.queryAllByRole('link', { name: 'Melding doen bij de gemeente' }).length, step).toBe(offered);
      unmount();
    }
  });
});

describe('recording', () => {
  const form = { name: 'record', caseId: theCase.id, record: 'pupil_talk' } as const;

  it('asks_for_each_answer_and_for_words_before_anything_is_recorded', async () => {
    const client = mentorClient();
    const { user } = show(client, form);
    await user.click(screen.getByRole('button', { name: 'Vastleggen' }));
    expect(client.times('record')).toBe(0);
    await user.type(screen.getByLabelText('Wanneer was het gesprek?'), '2024-02-29');
    await user.click(screen.getByLabelText('Weet ik niet'));
    await user.type(screen.getByLabelText('Wat is er besproken?'), ' Het gaat wel. ');
    await user.click(screen.getByRole('button', { name: 'Vastleggen' }));
    expect(client.asked).toContainEqual({
      what: 'record',
      with: [theCase.id, 'pupil_talk', { on: '2024-02-29', known_to_care: 'unknown' }, 'Het gaat wel.', {}],
    });
    expect(location.hash).toBe(`#/casus/${theCase.id}`);
  });

  it('does_not_record_a_talk_that_is_still_to_come', async () => {
    const client = mentorClient();
    const { user } = show(client, form);
    await user.type(screen.getByLabelText('Wanneer was het gesprek?'), '2999-01-01');
    await user.click(screen.getByLabelText('Nee'));
    await user.type(screen.getByLabelText('Wat is er besproken?'), 'Later.');
    await user.click(screen.getByRole('button', { name: 'Vastleggen' }));
    expect(screen.getByText('Deze dag moet nog komen.')).toBeTruthy();
    expect(client.times('record')).toBe(0);
  });

  it('keeps_what_was_written_when_it_is_refused_and_names_the_rule', async () => {
    const client = mentorClient();
    client.refusals.set('record', {
      ok: false,
      problem: { reason: 'condition_missing', rule: '5', message: 'Vanaf 16 jaar eerst toestemming.' },
    });
    const { user } = show(client, { name: 'record', caseId: theCase.id, record: 'consult_answers' });
    await user.click(screen.getAllByLabelText('Ja')[0] as HTMLElement);
    await user.click(screen.getAllByLabelText('Nee')[1] as HTMLElement);
    await user.type(screen.getByLabelText('Waarom? (niet verplicht)'), 'Omdat.');
    await user.click(screen.getByRole('button', { name: 'Vastleggen' }));
    expect(await screen.findByText('Vanaf 16 jaar eerst toestemming.')).toBeTruthy();
    expect(screen.getByText('Regel 5 van het stappenplan')).toBeTruthy();
    expect((screen.getByLabelText('Waarom? (niet verplicht)') as HTMLTextAreaElement).value).toBe('Omdat.');
  });

  it('says_what_is_missing_instead_of_showing_a_form', () => {
    show(mentorClient(), { name: 'record', caseId: theCase.id, record: 'pupil_consent' });
    expect(screen.getByText(/speelt bij 16 en 17 jaar/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Vastleggen' })).toBeNull();
    expect(screen.getByRole('link', { name: 'Terug naar de casus' })).toBeTruthy();
  });

  it('does_not_offer_what_is_not_at_issue_at_this_age', () => {
    show(mentorClient(), { name: 'case', caseId: theCase.id });
    expect(screen.getByRole('link', { name: 'Gesprek met de leerling' })).toBeTruthy();
    expect(screen.queryByText('Toestemming van de leerling')).toBeNull();
  });

  it('warns_of_what_is_not_recorded_and_closes_only_with_a_reason', async () => {
    const client = mentorClient();
    const { user } = show(client, { name: 'move', caseId: theCase.id, to: 'closed_at_school' });
    expect(screen.getByText('Nog niet alles is vastgelegd. U kunt wel doorgaan.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Casus afsluiten' }));
    expect(client.times('record')).toBe(0);
    await user.type(screen.getByLabelText('Waarom kan de casus worden afgesloten?'), 'Het was een misverstand.');
    await user.click(screen.getByRole('button', { name: 'Casus afsluiten' }));
    expect(client.asked).toContainEqual({
      what: 'record',
      with: [theCase.id, 'step', { to: 'closed_at_school' }, 'Het was een misverstand.', {}],
    });
  });

  it('shows_the_course_of_the_case_with_answers_and_words', () => {
    const client = mentorClient();
    const common = {
      id: 'r1',
      step: '2',
      by: 'Lotte Mulder',
      mine: false,
      at: Date.now(),
      ...{ texts: {}, labels: {}, ownerType: '', orgName: '', room: '', roomKind: 'schoolteam' },
    };
    const talk = { ...common, record: 'pupil_talk', fields: { on: '2024-02-29', known_to_care: 'no' }, text: 'Het gaat wel.' };
    const move = { ...common, id: 'r2', record: 'step', fields: { to: '4' }, text: '' };
    act(() => client.change({ cases: [{ ...theCase, records: [talk, move] }] }));
    show(client, { name: 'case', caseId: theCase.id });
    const course = screen.getByRole('heading', { name: 'Verloop' }).closest('section') as HTMLElement;
    for (const words of ['Gesprek met de leerling', '29 februari 2024', 'Het gaat wel.', /Lotte Mulder/, /^Naar stap 4/]) {
      expect(within(course).getAllByText(words).length).toBeGreaterThan(0);
    }
  });
});
