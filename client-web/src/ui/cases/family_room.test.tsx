// SPDX-License-Identifier: EUPL-1.2
// @vitest-environment jsdom
import { act, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Case, Guest } from '../../state/model';
import { FixtureClient, problem } from '../testing/fixture_client';
import { functionaris, mentorSnapshot, ouder, theCase } from '../testing/fixture_data';
import { show } from '../testing/show';

type Family = NonNullable<Case['family']>;

const guest = (state: Guest['state']): Guest => ({ account: 'account-1', login: 'gast-k7qf-3m2', name: 'Ouder 1', klass: 'ouder', state });
const open: Family = { missing: [], room: 'room-9', open: true, guests: [] };
const withFamily = (family: Family) => ({ ...mentorSnapshot, cases: [{ ...theCase, family }] });
const route = { name: 'family' as const, caseId: theCase.id };

describe('the talk with parents and pupil', () => {
  it('says why it cannot be opened, and offers nothing then', () => {
    const missing = [problem('parents_may_be_spoken_with', 'Vanaf 16 jaar alleen als de leerling dat goedvindt.', '5')];
    show(new FixtureClient(withFamily({ ...open, room: '', open: false, missing })), route);
    expect(screen.getByText(/Vanaf 16 jaar alleen/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Gesprek openen' })).toBeNull();
    expect(screen.queryByRole('button', { name: /uitnodigen/ })).toBeNull();
  });

  it('shows a code once, and no longer than it can be used', async () => {
    const client = new FixtureClient(withFamily({ ...open, guests: [guest('invited')] }));
    const { user } = show(client, route);
    await user.click(screen.getByRole('button', { name: 'Een ouder uitnodigen' }));
    expect(client.asked.find(({ what }) => what === 'inviteGuest')?.with).toEqual([theCase.id, 'ouder', '']);
    const code = await screen.findByRole('region', { name: 'Code voor Ouder 1' });
    expect(within(code).getByText('gast-k7qf-3m2')).toBeTruthy();
    act(() => client.change(withFamily({ ...open, guests: [guest('pending')] })));
    expect(screen.queryByRole('region', { name: 'Code voor Ouder 1' })).toBeNull();
    expect(screen.getByText('Wacht op goedkeuring door uw beheerder')).toBeTruthy();
  });

  it('offers another code only while the first is unused, and ending to all but who is out', () => {
    for (const state of ['invited', 'pending', 'active', 'present', 'blocked'] as const) {
      const { unmount } = show(new FixtureClient(withFamily({ ...open, guests: [guest(state)] })), route);
      expect(screen.queryByRole('button', { name: 'Nieuwe code voor Ouder 1' }) !== null).toBe(state === 'invited');
      expect(screen.queryByRole('button', { name: 'Toegang van Ouder 1 beëindigen' }) !== null).toBe(state !== 'blocked');
      unmount();
    }
  });

  it('ends nobody without asking', async () => {
    const client = new FixtureClient(withFamily({ ...open, guests: [guest('present')] }));
    const { user } = show(client, route);
    await user.click(screen.getByRole('button', { name: 'Toegang van Ouder 1 beëindigen' }));
    expect(client.times('endGuest')).toBe(0);
    await user.click(screen.getByRole('button', { name: 'Annuleren' }));
    await user.click(screen.getByRole('button', { name: 'Toegang van Ouder 1 beëindigen' }));
    await user.click(screen.getByRole('button', { name: 'Ja, beëindigen' }));
    expect(client.asked.find(({ what }) => what === 'endGuest')?.with).toEqual([theCase.id, 'account-1']);
  });

  it('is not there for the gemeente, nor for the guest', () => {
    for (const me of [functionaris, ouder]) {
      const { container, unmount } = show(new FixtureClient({ ...withFamily(open), me }), route);
      expect(within(container).getByRole('main').textContent).toContain('Deze pagina is er niet');
      unmount();
    }
  });
});
