// SPDX-License-Identifier: EUPL-1.2
// A whole consultation by two people who have no mouse. Nothing is clicked and nothing is given the focus by the test: only keys.
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Desk, freshCode, kDesktop, kPhone, launch } from './support/desk';
import { Keyboard } from './support/keyboard';
import { Stage, type StagePerson } from './support/stage';

let stage: Stage;
let browser: Browser;
let mentor: Typist;
let gemeente: Typist;

const kSubject = 'Een leerling die zich terugtrekt';
const kQuestion = 'Hoe begin ik een gesprek zonder te oordelen?';
const kAnswer = 'Begin bij wat u zelf ziet.';

class Typist {
  readonly keys: Keyboard;
  constructor(readonly desk: Desk) {
    this.keys = new Keyboard(desk.page);
  }

  static async at(person: StagePerson): Promise<Typist> {
    return new Typist(await Desk.at(browser, stage, person));
  }

  field = (name: string): Locator => this.desk.page.getByLabel(name, { exact: true });
  button = (name: string): Locator => this.desk.page.getByRole('button', { name, exact: true });
  link = (name: string | RegExp): Locator => this.desk.page.getByRole('link', { name }).first();
  heading = (name: string | RegExp): Locator => this.desk.page.getByRole('heading', { name }).first();
  message = (text: string): Locator => this.desk.page.locator('.message', { hasText: text });
  summary = (within: Locator, name: string | RegExp): Locator => within.locator('summary').filter({ has: this.desk.page.getByText(name) });

  /** After a route changed or a screen was replaced: its heading has the focus, so that it is the next thing read. */
  async arrivesAt(name: string | RegExp): Promise<void> {
    await this.heading(name).waitFor();
    await expect.poll(() => this.keys.has(this.heading(name)), { timeout: 15_000 }).toBe(true);
  }

  async signIn(): Promise<void> {
    const { person, page } = this.desk;
    await this.keys.write(this.field('Inlognaam'), person.login);
    await this.keys.write(this.field('Wachtzin'), person.passphrase);
    const inside = page.getByRole('button', { name: 'Uitloggen' });
    const used = page.getByText(/al gebruikt/);
    for (let attempt = 0; attempt < 4; ++attempt) {
      await this.keys.to(this.field('Code van 6 cijfers'), attempt === 0 ? 'Tab' : 'Shift+Tab');
      await this.keys.type(await freshCode(person));
      await this.keys.enter(this.button('Inloggen'));
      await inside.or(used).first().waitFor();
      if (await inside.isVisible()) return;
    }
    throw new Error(`${person.login} could not sign in`);
  }
}

beforeAll(async () => {
  stage = await Stage.set();
  browser = await launch();
  mentor = await Typist.at(stage.person('medewerker', 'Eik'));
  gemeente = await Typist.at(stage.person('aandachtsfunctionaris', 'Oeverdam'));
});
afterAll(async () => {
  await browser?.close();
  expect(await stage?.end()).toBe(0);
});

describe('a consultation by keyboard alone', () => {
  it('signs in, and says at the empty field what is missing', async () => {
    const { keys } = mentor;
    await keys.around();
    await keys.enter(mentor.button('Inloggen'));
    await expect.poll(() => keys.has(mentor.field('Inlognaam'))).toBe(true);
    await keys.enter(mentor.link('Wachtzin vergeten?'));
    await mentor.arrivesAt('Inloggen met uw herstelcode');
    await keys.enter(mentor.link('Terug naar inloggen'));
    await mentor.arrivesAt('Inloggen');
    await mentor.signIn();
    await mentor.arrivesAt('Mijn casussen');
    await keys.around();
  });

  it('opens a case with a sealed card', async () => {
    const { keys, desk } = mentor;
    await keys.enter(mentor.link('Nieuwe casus'));
    await mentor.arrivesAt('Nieuwe casus');
    await keys.around();
    await keys.enter(mentor.button('Casus openen'));
    await expect.poll(() => keys.has(mentor.field('Wat zag of hoorde u?'))).toBe(true);
    await keys.write(mentor.field('Wat zag of hoorde u?'), 'De leerling zegt weinig meer.');
    await keys.write(mentor.field('In welke situatie?'), 'In de mentorles.');
    await keys.write(mentor.field('Hoe weet u dit?'), 'Zelf gezien.');
    await keys.to(mentor.field('Soort signaal'));
    await keys.type('Verandering');
    expect(await mentor.field('Soort signaal').inputValue()).toBe('gedrag');
    await keys.to(desk.page.getByRole('radio').first());
    await keys.press('ArrowRight');
    expect(await mentor.field('12 tot en met 15 jaar').isChecked()).toBe(true);
    await keys.to(desk.page.getByRole('checkbox').first());
    await keys.press('Space');
    expect(await desk.page.getByRole('checkbox').first().isChecked()).toBe(true);
    await keys.write(mentor.field('Voornaam'), 'Fenna');
    await keys.write(mentor.field('Achternaam'), 'Zwaluwstra');
    await keys.enter(mentor.button('Casus openen'));
    await mentor.link('Vraag de gemeente om mee te denken').waitFor();
    await mentor.arrivesAt(/^[A-Z0-9]{4}-/);
    await keys.around();
  });

  it('opens the sealed card and closes it again', async () => {
    const { keys, desk } = mentor;
    await keys.enter(mentor.button('Kaart openen'));
    await desk.page.getByText('Fenna', { exact: true }).waitFor();
    expect(await keys.has(mentor.button('Kaart sluiten'))).toBe(true);
    await keys.press('Space');
    await desk.page.getByText('Fenna', { exact: true }).waitFor({ state: 'detached' });
    expect(await keys.has(mentor.button('Kaart openen'))).toBe(true);
  });

  it('asks the gemeente under a pseudonym, and goes to the word that may not be in it', async () => {
    const { keys, desk } = mentor;
    await keys.enter(mentor.link('Vraag de gemeente om mee te denken'));
    await mentor.arrivesAt('De gemeente om advies vragen');
    await keys.to(desk.page.getByRole('radio').first());
    await keys.press('ArrowDown');
    await desk.page.getByText('Zo ziet de gemeente u').waitFor();
    await keys.to(desk.page.getByRole('checkbox'));
    await keys.press('Space', 'Space');
    await keys.write(mentor.field('Onderwerp'), kSubject);
    await keys.write(mentor.field('Uw vraag'), `${kQuestion} Fenna schrok.`);
    // What is found appears above the button, and may not push it out of sight.
    await keys.to(mentor.button('Vraag versturen'));
    await desk.page.getByText('Er staat iets in dat de leerling herkenbaar maakt').waitFor();
    await keys.seen();
    await keys.around();
    await keys.enter(mentor.button('Vraag versturen'));
    await desk.page.getByText('Uw vraag is niet verstuurd').waitFor();
    await expect.poll(() => keys.has(mentor.field('Uw vraag'))).toBe(true);
    await keys.type('De leerling');
    expect(await mentor.field('Uw vraag').inputValue()).toBe(`${kQuestion} De leerling schrok.`);
    await keys.enter(mentor.button('Vraag versturen'));
    await desk.page.getByText('Nog niet opgepakt').waitFor();
    await mentor.arrivesAt(/^Consultatie/);
    await mentor.message(kQuestion).waitFor();
    await keys.around();
  });

  it('is picked up and answered by the gemeente', async () => {
    const { keys, desk } = gemeente;
    await gemeente.signIn();
    await gemeente.arrivesAt('Consultaties');
    await keys.around();
    await keys.to(mentorsFilter());
    await keys.press('Enter');
    await keys.enter(gemeente.link(kSubject));
    await gemeente.arrivesAt(/^Consultatie/);
    await keys.enter(gemeente.button('Ik pak dit op'));
    await desk.page.getByText('U hebt dit opgepakt').waitFor();
    await keys.seen();
    await keys.to(gemeente.field('Uw bericht'));
    await keys.type(kAnswer);
    await keys.press('Control+Enter');
    await gemeente.message(kAnswer).waitFor();
    expect(await keys.has(gemeente.field('Uw bericht'))).toBe(true);
    await mentor.message(kAnswer).waitFor();
    await mentor.keys.seen();
  });

  it('changes a message in its place, and stays at it whether it was saved or not', async () => {
    const { keys, desk } = gemeente;
    const mine = gemeente.message(kAnswer);
    const change = mine.getByRole('button', { name: 'Wijzigen' });
    await keys.enter(change, 'Shift+Tab');
    await keys.press('Escape');
    await expect.poll(() => keys.has(change)).toBe(true);
    await keys.press('Enter', 'End');
    await keys.type(' Luister vooral.');
    await keys.enter(desk.page.getByRole('button', { name: 'Wijziging opslaan' }));
    await gemeente.message('Luister vooral.').getByText('gewijzigd').waitFor();
    await expect.poll(() => keys.has(change)).toBe(true);
  });

  it('reacts, takes it back, answers and thinks better of it', async () => {
    const { keys, desk } = mentor;
    const answered = mentor.message('Luister vooral.');
    const react = answered.locator('summary');
    const thanks = answered.locator('.reactions').getByRole('button', { name: /dank/ });
    await answered.waitFor();
    await keys.enter(react);
    await keys.press('Escape');
    expect(await keys.has(react)).toBe(true);
    await keys.press('Enter');
    await keys.enter(answered.locator('.react__set').getByRole('button', { name: 'dank' }));
    expect(await keys.has(react)).toBe(true);
    await thanks.waitFor();
    await keys.enter(thanks, 'Shift+Tab');
    await thanks.waitFor({ state: 'detached' });
    await keys.seen();

    await keys.enter(answered.getByRole('button', { name: 'Antwoorden' }));
    await expect.poll(() => keys.has(mentor.field('Uw bericht'))).toBe(true);
    await keys.enter(desk.page.getByRole('button', { name: 'Niet antwoorden' }), 'Shift+Tab');
    await expect.poll(() => keys.has(mentor.field('Uw bericht'))).toBe(true);
  });

  it('opens who takes part, and the panel goes when one moves on', async () => {
    const { keys, desk } = mentor;
    const people = desk.page.locator('details', { hasText: 'deelnemers' });
    const body = people.locator('.drop__body');
    await keys.enter(people.locator('summary'));
    await body.waitFor();
    await keys.press('Escape');
    await body.waitFor({ state: 'hidden' });
    expect(await keys.has(people.locator('summary'))).toBe(true);
    await keys.press('Enter');
    await body.waitFor();
    await keys.press('Tab');
    expect(await keys.has(body.getByRole('button', { name: 'Zeg wie u bent' }))).toBe(true);
    await keys.press('Tab');
    await body.waitFor({ state: 'hidden' });
  });

  it('begins another conversation, or does not', async () => {
    const { keys, desk } = mentor;
    await keys.enter(mentor.link('Nieuw gesprek'));
    await mentor.arrivesAt('Nieuw gesprek');
    await keys.around();
    await keys.enter(mentor.button('Annuleren'));
    await mentor.arrivesAt(/^Consultatie/);
    await keys.enter(mentor.link('Nieuw gesprek'));
    await keys.write(mentor.field('Onderwerp'), 'Wie sluit er aan?');
    await keys.write(mentor.field('Bericht'), 'Denkt de zorgcoördinator mee?');
    await keys.enter(mentor.button('Gesprek beginnen'));
    await mentor.arrivesAt('Wie sluit er aan?');

    await desk.page.setViewportSize(kPhone);
    await keys.enter(mentor.link('Alle gesprekken'), 'Shift+Tab');
    await mentor.arrivesAt(/^Consultatie/);
    await keys.around();
    await keys.enter(mentor.link(new RegExp(kSubject)));
    await mentor.arrivesAt(kSubject);
    await keys.around();
    await desk.page.setViewportSize(kDesktop);
  });

  it('locks, unlocks, and signs out', async () => {
    const { keys, desk } = mentor;
    await keys.enter(desk.page.getByLabel('Uw account').getByRole('button', { name: 'Vergrendelen' }));
    await expect.poll(() => keys.has(mentor.field('Wachtzin'))).toBe(true);
    await keys.around();
    await keys.write(mentor.field('Wachtzin'), desk.person.passphrase);
    await keys.press('Enter');
    await mentor.arrivesAt(kSubject);
    await keys.enter(mentor.link('Instellingen'));
    await mentor.arrivesAt('Instellingen');
    await keys.around();
    await keys.enter(desk.page.getByLabel('Uw account').getByRole('button', { name: 'Uitloggen' }));
    await mentor.arrivesAt('Inloggen');
  });
});

describe('the work of a beheerder by keyboard alone', () => {
  it('invites somebody, and blocks nobody by pressing Enter twice', async () => {
    const beheerder = await Typist.at(stage.person('beheerder', 'Eik'));
    const { keys, desk } = beheerder;
    await beheerder.signIn();
    await beheerder.arrivesAt('Mensen van uw organisatie');
    await keys.around();
    await keys.enter(beheerder.button('Iemand uitnodigen'));
    await beheerder.arrivesAt('Iemand uitnodigen');
    await keys.write(beheerder.field('Naam'), 'Nadia Postma');
    await keys.write(beheerder.field('Inlognaam'), 'n.postma@school-eik');
    await keys.to(beheerder.field('Functie'));
    await keys.type('mede');
    await keys.enter(beheerder.button('Code maken'));
    await beheerder.arrivesAt('Uitnodigingscode voor Nadia Postma');
    await keys.enter(beheerder.button('Klaar'));
    await expect.poll(() => keys.has(beheerder.button('Iemand uitnodigen'))).toBe(true);

    const block = beheerder.button('Nadia Postma blokkeren');
    await keys.to(block);
    await keys.press('Enter', 'Enter');
    await expect.poll(() => keys.has(block)).toBe(true);
    await keys.press('Enter', 'Escape');
    await expect.poll(() => keys.has(block)).toBe(true);
    await keys.press('Enter');
    await keys.around();
    await keys.enter(beheerder.button('Ja, blokkeren'));
    await desk.page.getByText('Geblokkeerd', { exact: true }).waitFor();
    await keys.seen();
    await desk.context.close();
  });
});

function mentorsFilter(): Locator {
  return gemeente.desk.page.getByRole('button', { name: /^Nieuw/ });
}
