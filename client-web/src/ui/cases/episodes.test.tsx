// SPDX-License-Identifier: EUPL-1.2
// @vitest-environment jsdom
// Going on with a closed case: what was agreed is in sight, the card is filled in, and what happened now is asked.
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Case, CaseRecord } from '../../state/model';
import { FixtureClient } from '../testing/fixture_client';
import { mentor, mentorSnapshot, theCase } from '../testing/fixture_data';
import { show } from '../testing/show';

const agreed: CaseRecord = {
  ...{ id: 'agreed', record: 'reescalation', step: '8', fields: {}, labels: {}, ownerType: '', text: 'Bij nieuwe oproepen.', texts: {} },
  ...{ by: 'Sanne de Boer', orgName: 'Gemeente Lindeveen', room: 'room-1', roomKind: 'melding', mine: false, at: 0 },
};
const closed: Case = { ...theCase, step: 'closed', closed: true, moves: [], recordable: [], openable: [], records: [agreed] };
const begin = (cases: readonly Case[]) => new FixtureClient({ ...mentorSnapshot, me: mentor, cases });

describe('a closed case', () => {
  it('is_continued_with_the_card_and_the_age_filled_in_and_what_is_new_asked', async () => {
    const client = begin([closed]);
    const { user } = show(client, { name: 'case', caseId: closed.id });
    const next = within(screen.getByRole('region', { name: 'Wat kunt u nu doen?' }));
    expect(next.getByText('Bij nieuwe oproepen.')).toBeTruthy();
    await user.click(next.getByRole('link', { name: 'Opnieuw opschalen' }));
    expect(screen.getByRole('heading', { level: 1, name: `Vervolg op casus ${closed.reference}` })).toBeTruthy();
    expect(screen.getByText('Bij nieuwe oproepen.')).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('Achternaam').value).toBe(closed.identity?.familyName);
    await user.click(screen.getByRole('button', { name: 'Casus openen' }));
    expect(client.times('openCase')).toBe(0);
    await user.type(screen.getByLabelText('Wat zag of hoorde u?'), 'Hij roept weer op.');
    await user.type(screen.getByLabelText('In welke situatie?'), 'In de klas.');
    await user.type(screen.getByLabelText('Hoe weet u dit?'), 'Zelf gezien.');
    await user.selectOptions(screen.getByLabelText('Soort signaal'), 'gedrag');
    await user.click(screen.getByRole('button', { name: 'Casus openen' }));
    expect(client.asked.at(-1)).toMatchObject({
      what: 'openCase',
      with: [{ continues: closed.id, ageBand: closed.ageBand, identity: closed.identity }],
    });
  });

  it('that_has_been_continued_leads_there_and_back_and_is_not_continued_twice', async () => {
    const later: Case = { ...theCase, id: 'case-2', reference: 'NEW-CASE', continues: closed.id };
    const { user } = show(begin([{ ...closed, continuedBy: later.id }, later]), { name: 'case', caseId: closed.id });
    expect(screen.queryByRole('link', { name: 'Opnieuw opschalen' })).toBeNull();
    await user.click(screen.getByRole('link', { name: 'NEW-CASE' }));
    expect(screen.getByText(/Dit is een vervolg op casus/)).toBeTruthy();
    expect(screen.getByText('Bij nieuwe oproepen.')).toBeTruthy();
    expect(screen.getByRole('link', { name: closed.reference })).toBeTruthy();
  });

  it('that_is_open_or_of_another_school_is_not_continued', () => {
    show(begin([theCase]), { name: 'continue_case', caseId: theCase.id });
    expect(screen.getByRole('heading', { level: 1 }).textContent).not.toContain('Vervolg');
  });
});
