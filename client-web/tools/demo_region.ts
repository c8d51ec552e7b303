// SPDX-License-Identifier: EUPL-1.2
// Brings a region to life: each beheerder takes the organisation's key into use, invites the colleagues, and certifies them.
import type { Client } from '../src/state/client';
import { granted } from '../src/state/waiting';
import type { CeremonyOrganisation } from './ceremony';
import { Actor, type Stage } from './demo_person';
import type { DescribedOrganisation, DescribedPerson } from './region_description';

export type Progress = (line: string) => void;
export type Cast = Map<string, Actor>;

async function enrolInvited(stage: Stage, beheerder: Client, person: DescribedPerson): Promise<Actor> {
  const { code } = granted(await beheerder.invite(person.login, person.name, person.functie));
  return Actor.enrol(stage, code);
}

export async function accountOf(beheerder: Client, login: string): Promise<string> {
  granted(await beheerder.refreshAccounts());
  const found = beheerder.snapshot().accounts.find((account) => account.login === login);
  if (found === undefined) throw new Error(`${login} is not among the accounts`);
  return found.account;
}

export async function enrolOrganisation(
  stage: Stage,
  organisation: DescribedOrganisation,
  ceremony: CeremonyOrganisation,
  cast: Cast,
  progress: Progress,
): Promise<void> {
  const first = await Actor.enrol(stage, ceremony.invitation);
  cast.set(ceremony.login, first);
  const beheerder = await first.signIn();
  for (const person of organisation.people.filter(({ login }) => login !== ceremony.login)) {
    cast.set(person.login, await enrolInvited(stage, beheerder, person));
    granted(await beheerder.certify(await accountOf(beheerder, person.login)));
  }
  await beheerder.signOut();
  progress(`${organisation.name}: ${organisation.people.map(({ name }) => name).join(', ')}`);
}
