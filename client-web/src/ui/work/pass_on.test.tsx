// SPDX-License-Identifier: EUPL-1.2
// @vitest-environment jsdom
// Passing on a signal: who finds the way to it, what is asked, and that nothing goes out with something in it that names the pupil.
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Me } from '../../state/model';
import { FixtureClient } from '../testing/fixture_client';
import { consultRoom, functionaris } from '../testing/fixture_data';
import { show } from '../testing/show';

const agent: Me = {
  ...functionaris,
  account: 'account-wim',
  name: 'Wim Adema',
  orgName: 'Politie Oost',
  orgType: 'politie',
  functie: 'wijkagent',
};
const officials = [
  { account: 'a', name: 'Rik van Dam', functie: 'aandachtsfunctionaris', orgName: 'Gemeente Lindeveen', mostDays: 0 },
  { account: 'b', name: 'Ans Prins', functie: 'aandachtsfunctionaris', orgName: 'Gemeente Oeverdam', mostDays: 0 },
];

function begin(me: Me = agent) {
  const client = new FixtureClient({ me });
  client.people.push(...officials);
  return { client, ...show(client, { name: 'pass_on' }) };
}

describe('passing on a signal', () => {
  it.each([
    ['a wijkagent', agent, true],
    ['a jeugdagent', { ...agent, functie: 'jeugdagent' }, true],
    ['somebody of the CJG', { ...agent, orgType: 'cjg', functie: 'ketenpartner' }, true],
    ['somebody of the police at the weegtafel', { ...agent, functie: 'weegtafel' }, false],
    ['somebody of the OM', { ...agent, orgType: 'om', functie: 'ketenpartner' }, false],
    ['the ZVH', { ...agent, orgType: 'zvh', functie: 'procesregisseur' }, false],
  ] as const)('is_offered_to_whoever_may_and_nobody_else: %s', async (_, me, may) => {
    const client = new FixtureClient({ me, loaded: true });
    show(client, { name: 'home' });
    await screen.findByRole('heading', { level: 1 });
    expect(screen.queryByRole('link', { name: 'Signaal doorgeven' }) !== null).toBe(may);
  });

  it('is_not_there_by_its_address_for_others', async () => {
    begin(functionaris);
    expect(await screen.findByRole('heading', { level: 1, name: 'Deze pagina is er niet' })).toBeTruthy();
  });

  it('shows_who_reads_it_before_it_is_sent_and_sends_it_once_all_is_there', async () => {
    const { client, user } = begin();
    await user.click(await screen.findByRole('button', { name: 'Doorgeven' }));
    expect(screen.getAllByText('Vul dit in.').length).toBe(4);
    expect(screen.queryByText('Ans Prins')).toBeNull();
    await user.selectOptions(screen.getByLabelText('Welke gemeente?'), 'Gemeente Oeverdam');
    expect(screen.getByText('Ans Prins')).toBeTruthy();
    expect(screen.queryByText('Rik van Dam')).toBeNull();
    await user.click(screen.getByRole('radio', { name: '16 of 17 jaar' }));
    await user.type(screen.getByRole('textbox', { name: /Onderwerp/ }), 'Uitspraken bij het station');
    await user.type(screen.getByRole('textbox', { name: /Uw signaal/ }), 'Noor riep leuzen.');
    await user.click(screen.getByRole('button', { name: 'Doorgeven' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Haal eerst de gemarkeerde woorden weg');
    expect(client.times('passOn')).toBe(0);
    await user.clear(screen.getByRole('textbox', { name: /Uw signaal/ }));
    await user.type(screen.getByRole('textbox', { name: /Uw signaal/ }), 'Een jongere riep leuzen.');
    await user.click(screen.getByRole('button', { name: 'Doorgeven' }));
    expect(client.asked.at(-1)).toEqual({
      what: 'passOn',
      with: [{ gemeente: 'Gemeente Oeverdam', ageBand: '16-17', title: 'Uitspraken bij het station', text: 'Een jongere riep leuzen.' }],
    });
  });

  it('stands_in_the_list_of_the_gemeente_with_who_passed_it_on', async () => {
    const asked = consultRoom('leaf-sanne', { kind: 'doorgeleiding', owner: '' });
    const room = { ...asked, participants: asked.participants.map((who) => (who.orgType === 'school' ? { ...who, ...passer } : who)) };
    show(new FixtureClient({ me: functionaris, loaded: true, rooms: [room] }), { name: 'home' });
    const row = (await screen.findAllByRole('listitem')).find((each) => within(each).queryByText('Doorgegeven signaal'));
    expect(row?.textContent).toContain('Wim Adema, Politie Oost');
  });
});

const passer = { klass: 'member', name: 'Wim Adema', orgName: 'Politie Oost', orgType: 'politie', functie: 'wijkagent' } as const;
