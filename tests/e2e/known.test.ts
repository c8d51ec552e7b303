// SPDX-License-Identifier: EUPL-1.2
// From an anonymous report to a closed dossier: a ground, the weegtafel, a casusoverleg that a parent does not get into, monitoring, closing.
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Desk, launch } from './support/desk';
import { Dossier, daysFromNow } from './support/dossier';
import { fillSignal, openCase, reportAndAccept } from './support/school';
import { Stage } from './support/stage';

let stage: Stage;
let browser: Browser;
let mentor: Desk;
let gemeente: Desk;
let politie: Desk;
let caseAddress: string;
let reference: string;
let dossier: Dossier;

const kAgreed = 'De ouders vinden het goed dat de gemeente weet om wie het gaat.';

const toCase = (desk: Desk) => dossier.open(desk);
const record = (...given: Parameters<Dossier['record']>) => dossier.record(...given);
const invite = (...given: Parameters<Dossier['invite']>) => dossier.invite(...given);
const answer = (...given: Parameters<Dossier['answer']>) => dossier.answer(...given);

const course = ({ page }: Desk) => page.getByRole('region', { name: 'Verloop' });

beforeAll(async () => {
  stage = await Stage.set();
  browser = await launch();
  mentor = await Desk.at(browser, stage, stage.person('medewerker', 'Eik'));
  gemeente = await Desk.at(browser, stage, stage.person('aandachtsfunctionaris', 'Oeverdam'));
  politie = await Desk.at(browser, stage, stage.person('weegtafel', 'Politie'));
});
afterAll(async () => {
  await browser?.close();
  expect(await stage?.end()).toBe(0);
});

describe('making the pupil known', () => {
  it('starts with an accepted report', async () => {
    await mentor.signIn();
    await gemeente.signIn();
    const { page } = mentor;
    caseAddress = await openCase(mentor, '12 tot en met 15 jaar');
    reference = await page.getByRole('heading', { level: 1 }).innerText();
    dossier = new Dossier(stage.origin, reference);
    await page.getByRole('link', { name: /^Naar stap 2/ }).click();
    await page.getByRole('button', { name: 'Naar deze stap' }).click();
    await reportAndAccept(mentor, gemeente, 'Zorgen over een leerling');
  });

  it('needs a ground, asked of the right people, and says so', async () => {
    const { page } = mentor;
    await page.goto(caseAddress);
    await page.getByText('Leg eerst de grondslag volledig vast.').waitFor();
    await mentor.lookBoth('ground-missing');
    await record(mentor, 'Grondslag: toestemming', {
      days: { 'Wanneer is de toestemming gegeven?': -1 },
      choose: [['Wie gaf toestemming?', 'De ouders']],
      words: kAgreed,
    }, 'ground-consent');
    await course(mentor).getByRole('heading', { name: 'Grondslag: toestemming' }).waitFor();
  });

  it('is refused by the rule when the wrong people were asked', async () => {
    const { page } = mentor;
    await page.goto(caseAddress);
    await page.getByRole('link', { name: 'Grondslag: bekendgemaakt', exact: true }).click();
    await page.getByLabel('Wanneer is het verteld?').fill(daysFromNow(-1));
    await page.getByRole('radiogroup', { name: 'Aan wie is het verteld?' }).getByText('De leerling', { exact: true }).click();
    await page.locator('textarea').first().fill('De leerling weet het.');
    await page.getByRole('button', { name: 'Vastleggen', exact: true }).click();
    await page.getByText(/Tot 16 jaar vraagt of informeert u de ouders/).waitFor();
    await mentor.lookBoth('ground-refused');
    await page.getByRole('button', { name: 'Annuleren' }).click();
  });

  it('seals the card to the gemeente, which could not open it before', async () => {
    const { page } = mentor;
    await gemeente.page.goto(`${stage.origin}/#/`);
    expect(await gemeente.page.locator('.case-card__link').count()).toBe(0);
    await page.goto(caseAddress);
    await page.getByRole('link', { name: 'Leerling bekendmaken' }).click();
    await page.getByText(kAgreed).waitFor();
    await mentor.lookBoth('make-known');
    await page.getByRole('button', { name: 'Ja, leerling bekendmaken' }).click();
    await page.getByText('Op naam: de leerling is bekend').first().waitFor();

    await toCase(gemeente);
    await gemeente.page.getByRole('button', { name: 'Kaart openen' }).click();
    await gemeente.page.getByText('Kwartelaar').waitFor();
    await gemeente.page.getByText(kAgreed).waitFor();
    await gemeente.lookBoth('case-of-the-gemeente');
  });
});

describe('the weegtafel', () => {
  it('is opened by the gemeente, which declares to have no relation', async () => {
    const { page } = gemeente;
    await record(gemeente, 'Indienen bij de weegtafel', { button: 'Indienen' });
    await page.getByRole('link', { name: 'Weegtafel openen' }).click();
    await page.getByRole('button', { name: 'Overleg openen' }).click();
    await page.getByText('Vul dit in.').waitFor();
    await page.getByText('Ik heb geen persoonlijke relatie met deze leerling').click();
    await gemeente.lookBoth('open-weegtafel');
    await page.getByRole('button', { name: 'Overleg openen' }).click();
    await page.getByRole('heading', { name: 'Wie nodigt u uit?' }).waitFor();
    await invite(gemeente, 'Sanne Dijksma');
    await gemeente.lookBoth('room-people');
  });

  it('lets in who declares to have no relation, and nobody else', async () => {
    await politie.signIn();
    expect(await politie.page.locator('.case-card__link').count()).toBe(0);
    await answer(politie, /Nee, ik heb geen persoonlijke relatie/, 'invitation');
    await politie.page.getByText(/U wordt toegelaten/).waitFor();
    await toCase(politie);
    await politie.lookBoth('case-of-a-partner');
  });

  it('has an outcome only with two organisations', async () => {
    await record(gemeente, 'Bijeenkomst vastleggen', {
      days: { 'Wanneer was de bijeenkomst?': -1 },
      choose: [['Was de gemeente er?', 'Ja'], ['Was de politie er?', 'Ja'], ['Was het OM er?', 'Nee']],
    });
    await record(gemeente, 'Duiding van uw organisatie', { words: 'De oproepen zijn ernstig.' });
    await gemeente.page.getByText(/leg de duiding van ten minste 2 organisaties vast/).first().waitFor();
    await record(politie, 'Duiding van uw organisatie', { words: 'Wij zien een groep om de leerling heen.' });
    await record(politie, 'Uitkomst vastleggen', { choose: [['Wat is de uitkomst?', 'Opgeschaald']], words: 'Er is een plan nodig.' });
    await toCase(gemeente);
    await gemeente.page.getByText(/nog een andere organisatie moet ermee instemmen/).first().waitFor();
    await gemeente.lookBoth('weegtafel-outcome');
    await record(gemeente, 'Instemmen met de uitkomst', {});
    await record(gemeente, 'Opschalen naar het casusoverleg', { button: 'Opschalen' });
    await gemeente.page.locator('[aria-current="step"]', { hasText: 'Casusoverleg' }).waitFor();
  });
});

describe('the casusoverleg', () => {
  it('keeps out a police officer who is a parent of the pupil', async () => {
    const { page } = gemeente;
    await page.getByRole('link', { name: 'Casusoverleg openen' }).click();
    await page.getByText('Ik heb geen persoonlijke relatie met deze leerling').click();
    await page.getByRole('button', { name: 'Overleg openen' }).click();
    const [first, second] = stage.people.filter(({ functie }) => functie === 'jeugdagent');
    await invite(gemeente, first?.name ?? '');
    await invite(gemeente, second?.name ?? '');
    await invite(gemeente, mentor.person.name);
    if (first === undefined || second === undefined) throw new Error('two police officers are needed');

    const parent = await Desk.at(browser, stage, first);
    await parent.signIn();
    await answer(parent, /Ja, ik ken de leerling/);
    await parent.page.getByText('Dank u voor uw eerlijkheid.').waitFor();
    await parent.page.goto(`${stage.origin}/#/`);
    await parent.page.getByText('Er is nu geen casus op naam waarin u meedoet.').waitFor();
    await page.getByText('Heeft een persoonlijke relatie met de leerling en kan niet deelnemen').waitFor();
    await gemeente.lookBoth('invited-with-relation');
    await parent.context.close();

    const officer = await Desk.at(browser, stage, second);
    await officer.signIn();
    await answer(officer, /Nee, ik heb geen persoonlijke relatie/);
    await toCase(officer);
    await officer.page.getByRole('link', { name: /^Casusoverleg/ }).first().click();
    await officer.page.getByRole('link', { name: 'Ik ken deze leerling toch persoonlijk' }).click();
    await officer.lookBoth('declare-relation');
    await officer.page.getByRole('button', { name: 'Melden en stoppen' }).click();
    await officer.page.getByText('U hebt gemeld dat u de leerling persoonlijk kent.').waitFor();
    await page.getByText(/leest niet meer mee/).waitFor();
    await expect.poll(() => page.locator('.people-list').first().innerText()).not.toContain(second.name);
    await officer.context.close();
  });

  it('ends with a picture, an interpretation and a plan, with an action that only its owner can finish', async () => {
    await answer(mentor, /Nee, ik heb geen persoonlijke relatie/);
    await record(gemeente, 'Gezamenlijke beeldvorming', { words: 'De leerling zoekt erkenning.' });
    await record(gemeente, 'Gezamenlijke duiding', { words: 'Beginnende radicalisering.' });
    await record(gemeente, 'Plan van aanpak', {
      days: { 'Wanneer was er voor het laatst contact met de leerling?': -2, 'Wanneer bekijkt u het plan opnieuw?': 28 },
      choose: [['Welke organisatie houdt contact met de leerling?', 'Scholengemeenschap De Eik']],
      words: 'De school houdt contact, de gemeente zoekt hulp.',
    }, 'plan');
    await record(gemeente, 'Actie', {
      days: { 'Wanneer is het klaar?': 7 },
      choose: [['Welke organisatie doet dit?', 'Scholengemeenschap De Eik'], ['Hoe vaak?', 'Eén keer']],
      words: 'Gesprek met de mentor.',
    });
    await record(gemeente, 'Actie', {
      days: { 'Wanneer is het klaar?': 2 },
      choose: [['Welke organisatie doet dit?', 'Scholengemeenschap De Eik'], ['Hoe vaak?', 'Eén keer']],
      words: 'De sportclub bellen.',
    });
    await toCase(gemeente);
    expect(await gemeente.page.getByRole('link', { name: 'Actie afronden' }).count()).toBe(0);
    await record(mentor, 'Actie afronden', { choose: [['Welke actie?', 'Gesprek met de mentor.']], words: 'Het gesprek was goed.' }, 'task-done');
  });

  it('has a board of its actions, its minutes, and a date for the calendar that tells nothing', async () => {
    await record(gemeente, 'Bijeenkomst plannen', { days: { 'Wanneer is het casusoverleg?': 14 }, words: 'Bespreken hoe het met Jelmer gaat.' });
    const { page } = gemeente;
    await page.goto(`${stage.origin}/#/`);
    await page.getByRole('link', { name: 'Opvolging bekijken' }).click();
    await page.getByRole('region', { name: 'Klaar' }).getByText('Het gesprek was goed.').waitFor();
    await gemeente.lookBoth('follow-up');
    await toCase(gemeente);
    await page.getByRole('link', { name: 'Casusoverleg', exact: true }).click();
    await page.getByRole('link', { name: 'Verslag bekijken' }).click();
    await page.getByRole('region', { name: 'Duiding' }).getByText('Beginnende radicalisering.').waitFor();
    await page.getByRole('region', { name: 'Besluiten' }).getByText('Nog niets vastgelegd.').waitFor();
    await gemeente.lookBoth('minutes');
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Zet in mijn agenda' }).click();
    const calendar = readFileSync(await (await saved).path(), 'utf8');
    expect(calendar).toContain(`DTSTART;VALUE=DATE:${daysFromNow(14).replaceAll('-', '')}`);
    expect(calendar).not.toMatch(/Jelmer|Kwartelaar|Eik|casus/i);
    expect(calendar).not.toContain(reference);
  });

  it('goes to monitoring with a date on which to look again', async () => {
    await record(gemeente, 'Monitoren', { days: { 'Wanneer kijkt u opnieuw?': 30 }, button: 'Monitoren' }, 'to-monitored');
    await gemeente.page.getByText('Gemonitord').first().waitFor();
  });
});

describe('monitoring and closing', () => {
  it('shows its owner first what is late', async () => {
    const { page } = gemeente;
    await page.getByRole('link', { name: 'Opvolging openen' }).click();
    await page.getByText('Ik heb geen persoonlijke relatie met deze leerling').click();
    await page.getByRole('button', { name: 'Overleg openen' }).click();
    await invite(gemeente, mentor.person.name);
    await answer(mentor, /Nee, ik heb geen persoonlijke relatie/);
    // As the screen of somebody who looks three days later.
    await mentor.page.clock.setFixedTime(Date.now() + 3 * 86_400_000);
    await mentor.page.goto(`${stage.origin}/#/opvolging`);
    await mentor.page.getByRole('region', { name: 'Te laat' }).getByText('De sportclub bellen.').waitFor();
    await mentor.page.getByText('1 dag te laat').first().waitFor();
    await mentor.lookBoth('late');
    await mentor.page.clock.setSystemTime(Date.now());
  });

  it('lets a colleague stand in until a day, under both names, and no longer when one is back', async () => {
    const { page } = gemeente;
    const colleague = stage.people.find(({ name }) => name === 'Joost Wielinga');
    if (colleague === undefined) throw new Error('a colleague is needed');
    await page.getByRole('link', { name: 'Instellingen' }).click();
    await page.getByRole('link', { name: 'Waarneming regelen' }).click();
    await page.getByText('Overal waar u aan deelneemt').click();
    await page.getByRole('checkbox', { name: /^Opvolging/ }).check();
    await page.getByRole('radiogroup', { name: 'Wie neemt waar?' }).getByText(colleague.name).click();
    await page.getByLabel('Tot en met').fill(daysFromNow(200));
    await page.getByRole('button', { name: 'Laten waarnemen' }).click();
    await page.getByText('Kies een dag van vandaag tot en met 91 dagen vooruit.').waitFor();
    await page.getByLabel('Tot en met').fill(daysFromNow(5));
    await gemeente.lookBoth('stand-in');
    await page.getByRole('button', { name: 'Laten waarnemen' }).click();
    await page.getByText(/verklaart eerst geen relatie met de leerling te hebben/).waitFor();

    const joost = await Desk.at(browser, stage, colleague);
    await joost.signIn();
    await answer(joost, /Nee, ik heb geen persoonlijke relatie/, 'stand-in-invitation');
    await record(joost, 'Besluit', { words: 'De sportclub doet mee.' });
    await course(joost).getByText('De sportclub doet mee.').waitFor();
    await joost.page.getByText(/Dit overleg is al open\. Vraag een collega/).first().waitFor();
    expect(await joost.page.getByRole('link', { name: 'Weegtafel openen' }).count()).toBe(0);
    await joost.lookBoth('open-elsewhere');
    await toCase(gemeente);
    await course(gemeente).getByText(/Joost Wielinga namens Samira Haddad/).first().waitFor();

    await page.goto(`${stage.origin}/#/waarneming`);
    await page.getByRole('region', { name: 'Wie neemt nu voor u waar' }).getByText('in 1 overleg').waitFor();
    await gemeente.lookBoth('stand-in-now');
    await page.getByRole('button', { name: 'Nu beëindigen' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Nu beëindigen' }).click();
    await expect.poll(() => page.getByRole('region', { name: 'Wie neemt nu voor u waar' }).count()).toBe(0);
    await joost.page.reload();
    await joost.page.getByLabel('Wachtzin', { exact: true }).fill(colleague.passphrase);
    await joost.page.getByRole('button', { name: 'Ontgrendelen' }).click();
    await joost.page.getByRole('heading', { level: 1 }).first().waitFor();
    await expect.poll(() => joost.page.locator('.case-card__link', { hasText: reference }).count()).toBe(0);
    await joost.context.close();
    await toCase(gemeente);
  });

  it('closes only when every organisation confirms that the goal is reached and has read the reason', async () => {
    await mentor.page.goto(`${stage.origin}/#/`);
    await mentor.page.locator('.task', { hasText: 'Rond uw actie af' }).getByRole('link').click();
    await mentor.page.getByRole('radiogroup', { name: 'Welke actie?' }).getByText('De sportclub bellen.').click();
    await mentor.page.locator('textarea').first().fill('De club wil hem graag terug.');
    await mentor.page.getByRole('button', { name: 'Vastleggen', exact: true }).click();
    await mentor.page.getByRole('region', { name: 'Klaar' }).getByText('De club wil hem graag terug.').waitFor();
    await record(gemeente, 'Gezamenlijk doel', { words: 'De leerling doet weer mee op school.' });
    await record(gemeente, 'Bevestigen dat het doel is bereikt', {});
    await record(gemeente, 'Reden van afschaling', { words: 'Het gaat al maanden goed.' });
    await gemeente.page.getByText(/elke organisatie in het casusoverleg en de opvolging bevestigt/).first().waitFor();
    await gemeente.lookBoth('monitored');
    await record(mentor, 'Bevestigen dat het doel is bereikt', {});
    await record(mentor, 'Ontvangst van de reden bevestigen', {});
    await record(gemeente, 'Afschalen', { button: 'Afschalen' });
  });

  it('hands the case over to the school, with agreements on escalating again', async () => {
    await record(gemeente, 'Overdracht', {
      choose: [['Aan wie wordt het overgedragen?', 'De school']],
      texts: { 'Wie ontvangt het?': 'De mentor' },
      words: 'De school houdt contact.',
    });
    await record(gemeente, 'Afspraak over opnieuw opschalen', { words: 'Bij nieuwe oproepen.' });
    await gemeente.page.getByText('De school heeft de overdracht nog niet aangenomen.').first().waitFor();
    await record(mentor, 'Overdracht aannemen', {});
    await record(gemeente, 'Dossier sluiten', { button: 'Dossier sluiten' });
    await gemeente.page.getByText('Deze casus is afgesloten.').first().waitFor();
    await gemeente.lookBoth('closed-dossier');
    await toCase(mentor);
    await mentor.page.getByText('Deze casus is afgesloten.').first().waitFor();
    const left = mentor.page.getByRole('region', { name: 'Wat kunt u nu doen?' }).getByRole('link');
    expect(await left.allInnerTexts()).toEqual(['Opnieuw opschalen']);
    await mentor.lookBoth('closed-dossier-school');
  });

  it('is continued by the school in a new case, with what was agreed in sight', async () => {
    const { page } = mentor;
    await page.getByText('Bij nieuwe oproepen.').first().waitFor();
    await page.getByRole('link', { name: 'Opnieuw opschalen' }).click();
    await page.getByRole('heading', { name: `Vervolg op casus ${reference}` }).waitFor();
    await page.getByText('Bij nieuwe oproepen.').waitFor();
    await expect.poll(() => page.getByLabel('Achternaam').inputValue()).toBe('Kwartelaar');
    await mentor.lookBoth('continue-case');
    await fillSignal(page);
    await page.getByRole('button', { name: 'Casus openen' }).click();
    await page.getByText('Dit is een vervolg op casus').waitFor();
    await mentor.lookBoth('continued');
    await page.getByRole('link', { name: reference }).click();
    await page.getByText('Deze casus heeft een vervolg').waitFor();
    await expect.poll(() => page.getByRole('link', { name: 'Opnieuw opschalen' }).count()).toBe(0);
    await gemeente.page.reload();
    await gemeente.page.getByLabel('Wachtzin', { exact: true }).fill(gemeente.person.passphrase);
    await gemeente.page.getByRole('button', { name: 'Ontgrendelen' }).click();
    await toCase(gemeente);
    expect(await gemeente.page.getByText('Deze casus heeft een vervolg').count()).toBe(0);
  });
});
