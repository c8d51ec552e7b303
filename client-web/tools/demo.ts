// SPDX-License-Identifier: EUPL-1.2
// Fills a fresh server with a demo region: people enrol and hold a consultation, all through the public protocol with the real client.
//
//   tsx tools/demo.ts ORIGIN CA_PEM CEREMONY_FOLDER PEOPLE_FILE DESCRIPTION
//
// The people file appears when everything went well. What was interrupted half-way cannot be taken up again: start over with an empty store.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from '../src/state/client';
import { readCeremony } from './ceremony';
import { kKnownCases, kSchoolCases } from './demo_cases';
import { leaveWaiting, openCaseWith, playConsultation } from './demo_consultation';
import { leaveFamilyTalk } from './demo_family';
import { writeDemoPeople } from './demo_people';
import type { Actor, Stage } from './demo_person';
import { type Player, playCase } from './demo_play';
import { type Cast, enrolOrganisation } from './demo_region';
import { passOnSignals } from './demo_routing';
import { type DescribedOrganisation, type RegionDescription, readRegionDescription } from './region_description';

function say(line: string): void {
  console.log(`   ${line}`);
}

function withFunctie(cast: Cast, organisation: DescribedOrganisation | undefined, functie: string): Actor {
  const login = organisation?.people.find((person) => person.functie === functie)?.login ?? '';
  const actor = cast.get(login);
  if (actor === undefined) throw new Error(`${organisation?.name ?? 'the region'} has no ${functie}`);
  return actor;
}

/** Whoever plays signs in once and stays: a second time would have to wait for the next code. */
class Company {
  private readonly present = new Map<Actor, Promise<Client>>();

  constructor(private readonly cast: Cast) {}

  with(organisation: DescribedOrganisation | undefined, functie: string): Promise<Client> {
    const actor = withFunctie(this.cast, organisation, functie);
    const client = this.present.get(actor) ?? actor.signIn();
    this.present.set(actor, client);
    return client;
  }

  async leave(): Promise<void> {
    await Promise.all([...this.present.values()].map(async (client) => (await client).signOut()));
  }
}

async function fill(stage: Stage, description: RegionDescription, folder: string): Promise<Cast> {
  const ceremony = readCeremony(join(folder, 'ceremony.json'));
  const cast: Cast = new Map();
  for (const organisation of description.organisations) {
    const keys = ceremony.organisations.find(({ word }) => word === organisation.word);
    if (keys === undefined) throw new Error(`${organisation.word} was not in the ceremony`);
    await enrolOrganisation(stage, organisation, keys, cast, say);
  }

  const company = new Company(cast);
  const ofType = (wanted: string) => description.organisations.find(({ type }) => type === wanted);
  const schools = description.organisations.filter(({ type }) => type === 'school');
  const [first] = schools;
  const second = schools.find(({ gemeente }) => gemeente !== first?.gemeente) ?? schools[1];
  const third = schools.find((school) => school !== first && school !== second && school.gemeente === first?.gemeente);
  const gemeente = description.organisations.find(({ word }) => word === first?.gemeente);
  const host = third ?? second ?? first;

  const mentor = await company.with(first, 'medewerker');
  await playConsultation(mentor, await company.with(gemeente, 'aandachtsfunctionaris'), await openCaseWith(mentor, 'first'));
  say(`A consultation between ${first?.name} and ${gemeente?.name}`);

  if (second !== undefined) {
    const asker = await company.with(second, 'medewerker');
    await leaveWaiting(asker, await openCaseWith(asker, 'second'));
    say(`A consultation of ${second.name} that nobody has picked up yet`);
  }

  const seats: Readonly<Record<Player, readonly [DescribedOrganisation | undefined, string]>> = {
    teacher: [host, 'medewerker'],
    mentor: [first, 'medewerker'],
    carer: [first, 'aandachtsfunctionaris'],
    gemeente: [gemeente, 'aandachtsfunctionaris'],
    gemeente_weegtafel: [gemeente, 'weegtafel'],
    politie_weegtafel: [ofType('politie'), 'weegtafel'],
    om_weegtafel: [ofType('om'), 'weegtafel'],
    agent: [ofType('politie'), 'jeugdagent'],
    youth_worker: [ofType('cjg'), 'ketenpartner'],
  };
  const players = (player: Player) => company.with(...seats[player]);
  if (third !== undefined) {
    for (const script of kSchoolCases) await playCase(players, script);
    say(`Cases of ${third.name} at each step from 1 to 5, and one that was closed at school`);
    for (const script of kKnownCases) await playCase(players, script);
    say(`Cases of ${first?.name} in which the pupil is known, from the accepted report to the closed dossier`);
    const [youthWorker, agent] = await Promise.all([players('youth_worker'), players('agent')]);
    await passOnSignals(youthWorker, agent, await players('gemeente'), gemeente?.name ?? '');
    say(`Two signals that partners passed on to ${gemeente?.name}`);
  }

  const beheerder = await company.with(host, 'beheerder');
  for (const guest of await leaveFamilyTalk(stage, await players('teacher'), beheerder)) cast.set(guest.person.login, guest);
  say(`A talk of ${host?.name} with two parents`);
  await company.leave();
  return cast;
}

async function demo(origin: string, caPath: string, folder: string, peoplePath: string, descriptionPath: string): Promise<void> {
  if (existsSync(peoplePath)) throw new Error(`${peoplePath} is there: this demo has been written already`);
  const stage = {
    origin,
    ca: readFileSync(caPath, 'utf8'),
    rootCertificate: readFileSync(join(folder, 'root.txt'), 'utf8'),
  };
  const cast = await fill(stage, readRegionDescription(descriptionPath), folder);
  writeDemoPeople(
    peoplePath,
    [...cast.values()].map(({ person }) => person),
  );
  say(`${cast.size} people; how they sign in is in ${peoplePath}`);
}

const [origin, caPath, folder, peoplePath, descriptionPath] = process.argv.slice(2);
if (!origin || !caPath || !folder || !peoplePath || !descriptionPath) {
  console.error('usage: tsx tools/demo.ts ORIGIN CA_PEM CEREMONY_FOLDER PEOPLE_FILE DESCRIPTION');
  process.exitCode = 2;
} else {
  try {
    await demo(origin, caPath, folder, peoplePath, descriptionPath);
  } catch (error) {
    console.error(`The demo could not be written: ${error instanceof Error ? error.message : String(error)}`);
    // Clients that were left signed in would keep trying to connect.
    process.exit(1);
  }
}
