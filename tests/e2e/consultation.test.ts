// SPDX-License-Identifier: EUPL-1.2
// A school asks, the gemeente answers, each in a browser of their own; the server is killed in the middle, and nothing is lost or doubled.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Desk, kDesktop, kPhone, launch } from './support/desk';
import { Stage } from './support/stage';

let stage: Stage;
let browser: Browser;
let mentor: Desk;
let gemeente: Desk;

const kSubject = 'Leerling met nieuwe vrienden';
const kQuestion = 'De leerling is veranderd sinds de zomer. Hoe begin ik een gesprek zonder te oordelen?';
const kSecondThread = 'Wie praat er mee?';
// More than a client loads at once.
const kBurst = 60;
const kAnswer = 'Begin bij wat u zelf ziet, en vraag hoe het gaat.';

async function write(desk: Desk, text: string): Promise<void> {
  await desk.page.getByRole('textbox', { name: 'Uw bericht' }).fill(text);
  await desk.page.getByRole('button', { name: 'Versturen' }).click();
}
const message = (desk: Desk, text: string) => desk.page.locator('.message', { hasText: text });

beforeAll(async () => {
  stage = await Stage.set();
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  expect(await stage?.end()).toBe(0);
});

describe('a consultation between two people in two browsers', () => {
  it('refuses a wrong passphrase in words, without saying whether the login exists', async () => {
    mentor = await Desk.at(browser, stage, stage.person('medewerker', 'Eik'));
    await mentor.look('sign-in-desktop');
    await mentor.fillSignIn('dit is niet de goede wachtzin', '000000');
    await mentor.page.getByRole('button', { name: 'Inloggen', exact: true }).click();
    const alert = mentor.page.getByRole('alert').filter({ hasText: 'U bent niet ingelogd' });
    await alert.waitFor();
    const said = await alert.innerText();

    await mentor.page.getByLabel('Inlognaam').fill('niemand@nergens');
    await mentor.page.getByRole('button', { name: 'Inloggen', exact: true }).click();
    await mentor.page.getByRole('button', { name: 'Inloggen', exact: true }).waitFor();
    await expect.poll(() => alert.innerText()).toBe(said);
  });

  it('lets two people sign in', async () => {
    await mentor.signIn();
    await mentor.look('cases-desktop');
    gemeente = await Desk.at(browser, stage, stage.person('aandachtsfunctionaris', 'Oeverdam'));
    await gemeente.signIn();
    await gemeente.look('consultations-desktop');
  });

  it('opens a case with a sealed card', async () => {
    const { page } = mentor;
    await page.getByRole('link', { name: 'Nieuwe casus' }).first().click();
    await page.getByLabel('Wat zag of hoorde u?').fill('Een leerling trekt zich terug en praat over een groep die alles beter weet.');
    await page.getByLabel('In welke situatie?').fill('In de mentorles, sinds de zomervakantie.');
    await page.getByLabel('Hoe weet u dit?').fill('Zelf gezien.');
    await page.getByLabel('Soort signaal').selectOption('gedrag');
    await page.getByText('12 tot en met 15 jaar').click();
    await page.getByLabel('Voornaam').fill('Fenna');
    await page.getByLabel('Achternaam').fill('Zwaluwstra');
    await mentor.look('new-case-desktop');
    await page.getByRole('button', { name: 'Casus openen' }).click();
    await page.getByRole('link', { name: 'Vraag de gemeente om mee te denken' }).waitFor();
    await page.getByText('Zelf gezien.').waitFor();
    await mentor.look('case-desktop');
  });

  it('stops the pupil’s name in the question and marks it, then sends the question under a pseudonym', async () => {
    const { page } = mentor;
    await page.getByRole('link', { name: 'Vraag de gemeente om mee te denken' }).click();
    await page.getByText('Onder een schuilnaam').click();
    await page.getByLabel('Onderwerp').fill(kSubject);
    await page.getByLabel('Uw vraag').fill(`${kQuestion} Fenna is er ook van geschrokken.`);
    await page.getByRole('button', { name: 'Vraag versturen' }).click();
    await page.getByText('Uw vraag is niet verstuurd').waitFor();
    await mentor.look('consult-blocked-desktop');
    await page.getByLabel('Uw vraag').fill(kQuestion);
    await page.getByRole('button', { name: 'Vraag versturen' }).click();
    await page.getByText('Nog niet opgepakt').waitFor();
    await page.getByText('Anoniem: noem geen namen').waitFor();
  });

  it('shows the gemeente a new consultation without reloading, to be picked up', async () => {
    const { page } = gemeente;
    await page.getByRole('link', { name: kSubject }).click();
    await message(gemeente, kQuestion).waitFor();
    expect(await page.content()).not.toContain(mentor.person.name);
    await page.getByRole('button', { name: 'Ik pak dit op' }).click();
    await page.getByText('U hebt dit opgepakt').waitFor();
    await mentor.page.getByText(`${gemeente.person.name} heeft dit opgepakt`).waitFor();
  });

  it('carries an answer, an edit, a reaction and the reading state', async () => {
    await write(gemeente, kAnswer);
    await message(mentor, kAnswer).waitFor();
    await message(gemeente, kAnswer).getByText(/Gelezen door/).waitFor();

    await message(gemeente, kAnswer).getByRole('button', { name: 'Wijzigen' }).click();
    await gemeente.page.getByRole('textbox', { name: 'Bericht wijzigen' }).fill(`${kAnswer} Luister vooral.`);
    await gemeente.page.getByRole('button', { name: 'Wijziging opslaan' }).click();
    await message(mentor, 'Luister vooral.').getByText('gewijzigd').waitFor();

    const answered = message(mentor, 'Luister vooral.');
    await answered.locator('summary').click();
    await answered.getByRole('button', { name: 'dank', exact: true }).click();
    await message(gemeente, 'Luister vooral.').locator('.reactions').getByText('dank').waitFor();
  });

  it.each([
    ['a citizen service number', 'Het nummer is 111222333.', 'Burgerservicenummer'],
    ['a telephone number', 'Bel thuis op 06-12345678.', 'Telefoonnummer'],
    ['the name on the card', 'Ik sprak Zwaluwstra vandaag.', 'Naam of gegeven van de verzegelde kaart'],
  ])('stops %s in a message and says what it is', async (_, text, kind) => {
    const before = await mentor.texts();
    await write(mentor, text);
    await mentor.page.getByText('Niet verstuurd. Haal eerst de gemarkeerde woorden weg.').waitFor();
    await mentor.page.getByText(kind).first().waitFor();
    expect(await mentor.texts()).toEqual(before);
    await mentor.look('message-blocked-desktop');
  });

  it('counts what is unread in a second thread', async () => {
    const { page } = gemeente;
    await mentor.page.getByRole('link', { name: new RegExp(kSubject) }).click();
    await page.getByRole('link', { name: 'Nieuw gesprek' }).click();
    await page.getByLabel('Onderwerp').fill(kSecondThread);
    await page.getByLabel('Bericht').fill('Is er een zorgcoördinator die aansluit?');
    await page.getByRole('button', { name: 'Gesprek beginnen' }).click();
    await message(gemeente, 'zorgcoördinator').waitFor();
    const link = mentor.page.getByRole('link', { name: /Wie praat er mee/ });
    await link.getByText('1 ongelezen').waitFor();
    await mentor.page.reload();
    await mentor.page.getByLabel('Wachtzin', { exact: true }).fill(mentor.person.passphrase);
    await mentor.page.getByRole('button', { name: 'Ontgrendelen' }).click();
    await link.getByText('1 ongelezen').waitFor();
    await message(mentor, 'Luister vooral.').waitFor();
    await mentor.look('consult-desktop');
  });

  it('keeps what was written while the server was dead, and doubles nothing', async () => {
    await stage.kill();
    await mentor.page.getByText('Geen verbinding').first().waitFor();
    await write(mentor, 'Geschreven zonder verbinding.');
    await message(mentor, 'Geschreven zonder verbinding.').getByText('Wacht op verbinding').waitFor();
    await mentor.page.getByRole('textbox', { name: 'Uw bericht' }).fill('Nog niet af');
    await stage.start();
    await message(mentor, 'Geschreven zonder verbinding.')
      .getByText(/Verstuurd|Ontvangen|Gelezen/)
      .waitFor();
    await gemeente.page.getByRole('link', { name: new RegExp(kSubject) }).click();
    await message(gemeente, 'Geschreven zonder verbinding.').waitFor();
    expect(await message(gemeente, 'Geschreven zonder verbinding.').count()).toBe(1);
    expect(await mentor.page.getByRole('textbox', { name: 'Uw bericht' }).inputValue()).toBe('Nog niet af');
  });

  it('carries a burst of messages in their order', async () => {
    const points = Array.from({ length: kBurst }, (_, i) => `Punt ${i + 1} om aan te denken.`);
    for (const point of points) {
      await write(gemeente, point);
      await expect.poll(() => gemeente.page.getByRole('textbox', { name: 'Uw bericht' }).inputValue()).toBe('');
    }
    await message(mentor, points.at(-1) ?? '').waitFor();
    const burst = async (desk: Desk) => (await desk.texts()).filter((text) => text.startsWith('Punt'));
    await expect.poll(() => burst(mentor)).toEqual(points);
    expect(await burst(gemeente)).toEqual(points);
  });

  it('shows the whole history, with the same chain head, on a second, empty browser on a phone', async () => {
    await expect.poll(async () => (await mentor.chainHead()).seq).toBe((await gemeente.chainHead()).seq);
    const head = await mentor.chainHead();
    expect(head).toEqual(await gemeente.chainHead());

    const second = await Desk.at(browser, stage, gemeente.person, kPhone);
    await second.look('sign-in-phone');
    await second.signIn();
    await second.look('consultations-phone');
    await second.page.getByRole('link', { name: kSubject }).click();
    await second.page.getByRole('link', { name: kSecondThread }).waitFor();
    await second.look('threads-phone');
    expect(await second.chainHead()).toEqual(head);
    await second.page.getByText('Controle', { exact: true }).click();
    await second.page.getByRole('link', { name: kSecondThread }).click();
    await message(second, 'zorgcoördinator').waitFor();
    await second.page.getByRole('link', { name: 'Alle gesprekken' }).click();
    await second.page.getByRole('link', { name: kSubject }).click();
    await message(second, `Punt ${kBurst} om aan te denken.`).waitFor();
    await second.page.getByText('Dit is het begin van het gesprek.').waitFor({ state: 'attached' });
    expect(await second.texts()).toEqual(await gemeente.texts());
    await second.look('consult-phone');
    await second.context.close();

    const third = await Desk.at(browser, stage, gemeente.person);
    await third.page.goto(`${stage.origin}/${new URL(gemeente.page.url()).hash}`);
    await third.signIn();
    await message(third, `Punt ${kBurst} om aan te denken.`).waitFor();
    await third.page.getByRole('button', { name: 'Eerdere berichten laden' }).click();
    await third.page.getByText('Dit is het begin van het gesprek.').waitFor({ state: 'attached' });
    expect(await third.texts()).toEqual(await gemeente.texts());
    await third.context.close();
  });

  it('takes away for both what makes the pupil identifiable, when either says so', async () => {
    const slip = 'Het is de keeper van het eerste elftal.';
    await write(mentor, slip);
    await message(gemeente, slip).waitFor();
    await message(gemeente, slip).getByRole('button', { name: 'Dit maakt de leerling herkenbaar' }).click();
    await gemeente.look('remove-asked-desktop');
    await gemeente.page.getByRole('dialog').getByRole('button', { name: 'Ja, haal de tekst weg' }).click();
    await mentor.page.getByText(`Gemeld door ${gemeente.person.name}.`).waitFor();
    await mentor.page.getByText('U kunt het opnieuw schrijven').waitFor();
    await gemeente.page.getByText('U hebt dit gemeld.').waitFor();
    for (const desk of [mentor, gemeente]) await expect.poll(async () => (await desk.page.content()).includes(slip)).toBe(false);
    await mentor.look('removed-desktop');
    await mentor.page.setViewportSize(kPhone);
    await mentor.look('removed-phone');
    await mentor.page.setViewportSize(kDesktop);
  });

  it('shows the gemeente who asked when the mentor says so, and not before', async () => {
    const { page } = mentor;
    expect(await gemeente.page.content()).not.toContain(mentor.person.name);
    await page.getByText(/\d deelnemers/).first().click();
    await page.getByRole('button', { name: 'Zeg wie u bent' }).click();
    await mentor.look('reveal-desktop');
    await page.getByRole('dialog').getByRole('button', { name: 'Ja, toon mijn naam' }).click();
    await message(gemeente, kQuestion).getByText(mentor.person.name).waitFor();
    await page.getByText('Heeft zelf gezegd wie het is.').waitFor();
    expect(await page.getByRole('button', { name: 'Zeg wie u bent' }).count()).toBe(0);
  });

  it('asked nobody else for anything, and nothing broke the content security policy', () => {
    for (const desk of [mentor, gemeente]) {
      expect(desk.foreignRequests).toEqual([]);
      expect(desk.complaints).toEqual([]);
    }
  });

  it('leaves nothing in the browser after signing out', async () => {
    const { page, context } = mentor;
    await page.getByRole('button', { name: 'Uitloggen' }).click();
    await page.getByRole('button', { name: 'Inloggen', exact: true }).waitFor();
    await expect.poll(() => context.cookies()).toEqual([]);
    const kept = await page.evaluate(async () => ({
      local: localStorage.length,
      session: sessionStorage.length,
      databases: (await indexedDB.databases()).length,
      caches: (await caches.keys()).length,
    }));
    expect(kept).toEqual({ local: 0, session: 0, databases: 0, caches: 0 });
    expect(await page.content()).not.toContain('Luister vooral');
  });
});

describe('other people of the region', () => {
  it.each([
    ['another school', 'medewerker', 'Meander'],
    ['a beheerder', 'beheerder', 'Oeverdam'],
  ])('%s sees nothing of it', async (_, functie, org) => {
    const desk = await Desk.at(browser, stage, stage.person(functie, org));
    await desk.signIn();
    await desk.page.getByRole('heading', { level: 1 }).waitFor();
    expect(await desk.page.getByText(kSubject).count()).toBe(0);
    await desk.page.goto(gemeente.page.url());
    await desk.page.getByRole('heading', { name: 'Deze pagina is er niet' }).waitFor();
    await desk.look(`not-found-${functie}`);
    await desk.context.close();
  });
});
