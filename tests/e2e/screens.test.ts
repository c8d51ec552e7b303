// SPDX-License-Identifier: EUPL-1.2
// Every screen of the client, wide and on a phone: axe finds nothing, nothing sticks out, and a picture is kept to look at.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, it as check, expect } from 'vitest';
import { kLockAfterMs, kWarnBeforeMs } from '../../client-web/src/state/lock_timer';
import { Desk, freshCode, kDesktop, launch } from './support/desk';
import { Hands } from './support/hands';
import { Stage } from './support/stage';

let stage: Stage;
let browser: Browser;
let mentor: Desk;
let gemeente: Desk;
let beheerder: Desk;
let newcomer: Desk;
let hands: Hands;

const kPassphrase = 'drie blauwe potloden in het gras';

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const follow = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first().click();
const at = (page: Page, name: string | RegExp) => page.getByRole('heading', { name }).first().waitFor();

beforeAll(async () => {
  stage = await Stage.set();
  browser = await launch();
  mentor = await Desk.at(browser, stage, stage.person('medewerker', 'Eik'));
});
afterAll(async () => {
  await browser?.close();
  expect(await stage?.end()).toBe(0);
});

describe('before one is signed in', () => {
  check('starting, and starting slowly', async () => {
    const desk = await Desk.at(browser, stage, mentor.person, kDesktop, async (page) => {
      await page.clock.install();
      await page.route('**/api/session', () => undefined);
    });
    await desk.page.getByText('Beraad controleert of u al bent ingelogd.').waitFor();
    await desk.lookBoth('starting');
    await desk.page.clock.fastForward(13_000);
    await desk.page.getByText('Dit duurt langer dan verwacht.').waitFor();
    await desk.lookBoth('starting-slow');
    await desk.context.close();
  });

  check('signing in, with what is missing and with what was wrong', async () => {
    const { page } = mentor;
    await at(page, 'Inloggen');
    await mentor.lookBoth('sign-in');
    await page.getByText('Wat gebeurt er als u inlogt?').click();
    await press(page, 'Inloggen');
    await page.getByText('Vul dit in.').first().waitFor();
    await mentor.lookBoth('sign-in-missing');
    await mentor.fillSignIn('dit is niet de goede wachtzin', '000000');
    await press(page, 'Inloggen');
    await page.getByRole('alert').waitFor();
    await mentor.lookBoth('sign-in-refused');
  });

  check('recovering', async () => {
    const { page, person } = mentor;
    await follow(page, 'Wachtzin vergeten?');
    await at(page, 'Inloggen met uw herstelcode');
    await mentor.lookBoth('recover');
    await page.getByLabel('Inlognaam').fill(person.login);
    await page.getByLabel('Herstelcode').fill(stage.person('beheerder', 'Eik').recovery_code);
    await page.getByLabel('Code van 6 cijfers').fill('000000');
    await press(page, 'Verder');
    await page.getByRole('alert').waitFor();
    await mentor.lookBoth('recover-refused');
    await page.getByLabel('Herstelcode').fill(person.recovery_code);
    const chosen = page.getByRole('heading', { name: 'Kies een nieuwe wachtzin' });
    const used = page.getByText(/al gebruikt/);
    // The demo may have used a code or two just now.
    do {
      await page.getByLabel('Code van 6 cijfers').fill(await freshCode(person));
      await press(page, 'Verder');
      await chosen.or(used).first().waitFor();
    } while (!(await chosen.isVisible()));
    await page.getByLabel('Nieuwe wachtzin').fill('aaaa aaaa aaaa aaaa');
    await press(page, 'Wachtzin opslaan');
    await page.getByText('Deze wachtzin is te makkelijk te raden.').waitFor();
    await mentor.lookBoth('new-passphrase');
    await mentor.context.close();
  });
});

describe('the beheerder and a newcomer', () => {
  check('inviting', async () => {
    beheerder = await Desk.at(browser, stage, stage.person('beheerder', 'Eik'));
    const { page } = beheerder;
    await beheerder.signIn();
    await at(page, 'Mensen van uw organisatie');
    await beheerder.lookBoth('people');
    await press(page, 'Iemand uitnodigen');
    await press(page, 'Code maken');
    await page.getByText('Vul dit in.').first().waitFor();
    await beheerder.lookBoth('invite');
    await page.getByLabel('Naam', { exact: true }).fill('Nadia Postma-Van den Nieuwenhuizen');
    await page.getByLabel('Inlognaam').fill('n.postma@school-eik');
    await page.getByLabel('Functie').selectOption('medewerker');
    await press(page, 'Code maken');
    await at(page, /Uitnodigingscode voor/);
    await beheerder.lookBoth('invite-code');
  });

  check('enrolling', async () => {
    const code = await beheerder.page.locator('.recovery__code').innerText();
    newcomer = await Desk.at(browser, stage, { ...mentor.person, login: 'n.postma@school-eik', passphrase: kPassphrase });
    const { page } = newcomer;
    await follow(page, 'Hebt u een uitnodigingscode?');
    await at(page, 'Voor het eerst inloggen');
    await page.getByLabel('Uitnodigingscode').fill('verkeerd');
    await press(page, 'Code controleren');
    await page.getByRole('alert').waitFor();
    await newcomer.lookBoth('enrol-1-code');
    await page.getByLabel('Uitnodigingscode').fill(code);
    await press(page, 'Code controleren');
    await at(page, 'Kies uw wachtzin');
    await page.getByLabel('Nieuwe wachtzin').fill(kPassphrase);
    await page.getByLabel('Herhaal de wachtzin').fill('drie');
    await press(page, 'Verder');
    await newcomer.lookBoth('enrol-2-passphrase');
    await page.getByLabel('Herhaal de wachtzin').fill(kPassphrase);
    await press(page, 'Verder');
    await at(page, 'Koppel uw telefoon');
    await newcomer.lookBoth('enrol-3-phone');
    const secret = (await page.locator('.phone__secret').innerText()).replace(/\s/g, '');
    Object.assign(newcomer.person, { totp_secret: secret });
    await page.getByLabel('Code van 6 cijfers uit de app').fill(await freshCode(newcomer.person));
    await press(page, 'Account klaarmaken');
    await at(page, 'Bewaar uw herstelcode');
    await press(page, 'Naar inloggen');
    await page.getByText('Bewaar eerst uw herstelcode.').waitFor();
    await newcomer.lookBoth('enrol-4-recovery-code');
    await page.getByText('Ik heb mijn herstelcode afgedrukt').click();
    await press(page, 'Naar inloggen');
    await at(page, 'Inloggen');
  });

  check('waiting for approval, approving, and the first empty work list', async () => {
    await newcomer.signIn();
    await newcomer.page.getByRole('heading', { level: 1 }).waitFor();
    await newcomer.lookBoth('not-yet-approved');
    const { page } = beheerder;
    await press(page, 'Klaar');
    await page.reload();
    await page.getByLabel('Wachtzin', { exact: true }).fill(beheerder.person.passphrase);
    await press(page, 'Ontgrendelen');
    await page.getByText('Wacht op goedkeuring').waitFor();
    await beheerder.lookBoth('people-waiting');
    await page.getByRole('button', { name: /Nadia Postma.* blokkeren/ }).click();
    await page.getByRole('dialog').waitFor();
    await beheerder.lookBoth('people-block');
    await press(page, 'Annuleren');
    await page.getByRole('button', { name: /goedkeuren$/ }).click();
    await page.getByText('Wacht op goedkeuring').waitFor({ state: 'detached' });
    await press(newcomer.page, 'Uitloggen');
    await newcomer.page.getByText('U bent uitgelogd').waitFor();
    await newcomer.lookBoth('signed-out');
    await newcomer.signIn();
    await at(newcomer.page, 'Maakt u zich zorgen over een leerling?');
    await newcomer.lookBoth('cases-empty');
    await newcomer.context.close();
    await beheerder.context.close();
  });
});

describe('the work of a school', () => {
  check('the work list, a case and its card', async () => {
    mentor = await Desk.at(browser, stage, mentor.person);
    const { page } = mentor;
    hands = await Hands.of(page);
    await mentor.signIn();
    await at(page, 'Mijn casussen');
    await page.locator('.case-card').first().waitFor();
    await mentor.lookBoth('cases');
    await follow(page, /^[A-Z0-9]{4}-/);
    await page.getByRole('button', { name: 'Kaart openen' }).waitFor();
    await mentor.lookBoth('case');
    await press(page, 'Kaart openen');
    await page.getByText('Thijmen', { exact: true }).waitFor();
    await page.getByText('Thijmen', { exact: true }).scrollIntoViewIfNeeded();
    await mentor.lookBoth('case-card-open');
  });

  check('a new case', async () => {
    const { page } = mentor;
    await follow(page, 'Mijn casussen');
    await follow(page, 'Nieuwe casus');
    await at(page, 'Nieuwe casus');
    await mentor.lookBoth('new-case');
    await press(page, 'Casus openen');
    await page.getByText('Niet alles is ingevuld.').waitFor();
    await mentor.lookBoth('new-case-missing');
    await page.getByLabel('Wat zag of hoorde u?').fill('Een leerling trekt zich terug.');
    await page.getByLabel('In welke situatie?').fill('In de mentorles.');
    await page.getByLabel('Hoe weet u dit?').fill('Zelf gezien.');
    await page.getByLabel('Soort signaal').selectOption('gedrag');
    await page.getByText('12 tot en met 15 jaar').click();
    await page.getByLabel('Voornaam').fill('Fenna');
    await page.getByLabel('Achternaam').fill('Zwaluwstra');
    await page.getByLabel('Voornaam').scrollIntoViewIfNeeded();
    await mentor.lookBoth('new-case-card');
    await press(page, 'Casus openen');
    await page.getByRole('link', { name: 'Vraag de gemeente om mee te denken' }).waitFor();
    await mentor.lookBoth('case-new');
  });

  check('asking the gemeente', async () => {
    const { page } = mentor;
    await follow(page, 'Vraag de gemeente om mee te denken');
    await page.getByText('Samira Haddad').waitFor();
    await mentor.lookBoth('new-consult');
    await press(page, 'Vraag versturen');
    await page.getByText('Vul dit in.').first().waitFor();
    await page.getByText('Onder een schuilnaam').click();
    await page.getByLabel('Onderwerp').fill('Veranderd gedrag in de klas');
    await page.getByLabel('Uw vraag').fill('Fenna is veranderd. Bel mij op 06-12345678.');
    await page.getByText('Er staan 2 dingen in').waitFor();
    await press(page, 'Vraag versturen');
    await page.getByText('Uw vraag is niet verstuurd').waitFor();
    await mentor.lookBoth('new-consult-blocked');
    await page.getByLabel('Uw vraag').fill('De leerling is veranderd. Hoe begin ik een gesprek?');
    await press(page, 'Vraag versturen');
    await page.getByText('Nog niet opgepakt').waitFor();
    await page.locator('.message').first().waitFor();
    await mentor.lookBoth('consult-waiting');
  });

  check('a consultation, its conversations and what can be done in it', async () => {
    const { page } = mentor;
    await follow(page, 'Mijn casussen');
    await page.locator('.case-card', { hasText: 'In gesprek met' }).getByRole('link').click();
    await follow(page, 'Naar de consultatie');
    await page.locator('.message').first().waitFor();
    await mentor.lookBoth('consult');
    await page.locator('.drop', { hasText: 'deelnemers' }).locator('summary').click();
    await page.locator('.drop__body').first().waitFor();
    await mentor.lookBoth('consult-people');
    await page.locator('.drop', { hasText: 'Controle' }).locator('summary').click();
    await page.getByTestId('chain-head').waitFor();
    await mentor.lookBoth('consult-control');
    await page.keyboard.press('Escape');

    await follow(page, /zondert zich af/);
    await at(page, 'Leerling zondert zich af en praat in wij en zij');
    await mentor.lookBoth('conversation');
    const advice = page.locator('.message:not(.message--mine)', { hasText: 'Goed dat u dit voorlegt' });
    await advice.hover();
    await advice.locator('summary').click();
    await mentor.lookBoth('conversation-reacting');
    await page.keyboard.press('Escape');
    const mine = page.locator('.message', { hasText: 'Ik plan het gesprek morgen' });
    await mine.hover();
    await mine.getByRole('button', { name: 'Wijzigen' }).click();
    await mentor.lookBoth('conversation-editing');
    await press(page, 'Annuleren');
    await advice.hover();
    await advice.getByRole('button', { name: 'Antwoorden' }).click();
    await page.getByRole('textbox', { name: 'Uw bericht' }).fill('Ik sprak Thijmen vandaag, zijn nummer is 111222333.');
    await page.getByText('Er staan 2 dingen in').waitFor();
    await press(page, 'Versturen');
    await page.getByText('Niet verstuurd. Haal eerst').waitFor();
    await mentor.lookBoth('conversation-blocked');
    await page.getByRole('textbox', { name: 'Uw bericht' }).fill('');

    await follow(page, 'Nieuw gesprek');
    await at(page, 'Nieuw gesprek');
    await mentor.lookBoth('new-conversation');
    await press(page, 'Annuleren');
  });

  check('without a connection', async () => {
    const { page } = mentor;
    await follow(page, /zondert zich af/);
    await stage.kill();
    await page.getByText('Geen verbinding').first().waitFor();
    await page.getByRole('textbox', { name: 'Uw bericht' }).fill('Geschreven zonder verbinding.');
    await press(page, 'Versturen');
    await page.getByText('Wacht op verbinding').waitFor();
    await mentor.lookBoth('conversation-offline');
    await stage.start();
    await page.getByText('Wacht op verbinding').waitFor({ state: 'detached' });
  });

  check('settings, and what is not there', async () => {
    const { page } = mentor;
    await follow(page, 'Instellingen');
    await at(page, 'Instellingen');
    await mentor.lookBoth('settings');
    await page.goto(`${stage.origin}/#/casus/nergens`);
    await at(page, 'Deze pagina is er niet');
    await mentor.lookBoth('not-found');
  });

  check('the warning before the lock, and the lock', async () => {
    const { page } = mentor;
    await follow(page, 'Naar het begin');
    await at(page, 'Mijn casussen');
    await hands.forward(kLockAfterMs - kWarnBeforeMs);
    await page.getByRole('dialog').waitFor();
    await mentor.lookBoth('lock-warning');
    await hands.forward(kWarnBeforeMs);
    await at(page, 'Beraad is vergrendeld');
    await page.getByLabel('Wachtzin', { exact: true }).fill('dit is niet de goede wachtzin');
    await press(page, 'Ontgrendelen');
    await page.getByRole('alert').waitFor();
    await mentor.lookBoth('locked');
  });
});

describe('the work of others', () => {
  check('the list of the gemeente, and a consultation to pick up', async () => {
    gemeente = await Desk.at(browser, stage, stage.person('aandachtsfunctionaris', 'Oeverdam'));
    const { page } = gemeente;
    await gemeente.signIn();
    await page.getByRole('link', { name: 'Opruiende filmpjes in de kantine' }).waitFor();
    await gemeente.lookBoth('consultations');
    await page.getByLabel('Zoek op kenmerk').fill('ZZZZ');
    await page.getByText('Er zijn geen consultaties die hierbij passen.').waitFor();
    await gemeente.lookBoth('consultations-none');
    await press(page, 'Toon alles');
    await follow(page, 'Opruiende filmpjes in de kantine');
    await page.getByRole('button', { name: 'Ik pak dit op' }).waitFor();
    await gemeente.lookBoth('consult-to-pick-up');
  });

  check('an empty list of another gemeente', async () => {
    const other = await Desk.at(browser, stage, stage.person('aandachtsfunctionaris', 'Hoogzand'));
    await other.signIn();
    await at(other.page, 'Er zijn nu geen consultaties');
    await other.lookBoth('consultations-empty');
  });
});
