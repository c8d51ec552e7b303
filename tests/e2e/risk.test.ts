// SPDX-License-Identifier: EUPL-1.2
// Rule 9 without consent: a concrete risk, told to nobody yet, which a second person of the school has to agree to before anything is shared.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Desk, launch } from './support/desk';
import { Dossier, daysFromNow } from './support/dossier';
import { openCase, reportAndAccept } from './support/school';
import { Stage } from './support/stage';

let stage: Stage;
let browser: Browser;
let mentor: Desk;
let colleague: Desk;
let gemeente: Desk;
let address: string;

const kRisk = 'De leerling noemde een dag en een plek, en liet een mes zien.';
const kWhy = 'Dan kan de leerling het plan naar voren halen.';

const course = ({ page }: Desk) => page.getByRole('region', { name: 'Verloop' });
const next = ({ page }: Desk) => page.getByRole('region', { name: 'Wat kunt u nu doen?' });

async function toCase({ page }: Desk): Promise<void> {
  await page.goto(address);
  await page.getByRole('heading', { name: 'Wat kunt u nu doen?' }).waitFor();
}

beforeAll(async () => {
  stage = await Stage.set();
  browser = await launch();
  mentor = await Desk.at(browser, stage, stage.person('medewerker', 'Eik'));
  colleague = await Desk.at(browser, stage, stage.person('zorgcoordinator', 'Eik'));
  gemeente = await Desk.at(browser, stage, stage.person('aandachtsfunctionaris', 'Oeverdam'));
});
afterAll(async () => {
  await browser?.close();
  expect(await stage?.end()).toBe(0);
});

describe('a safety risk', () => {
  it('is recorded in words: what the risk is, and why nobody was asked', async () => {
    await mentor.signIn();
    await gemeente.signIn();
    address = await openCase(mentor, '12 tot en met 15 jaar', colleague.person.name);
    const { page } = mentor;
    await page.getByRole('link', { name: /^Naar stap 2/ }).click();
    await page.getByRole('button', { name: 'Naar deze stap' }).click();
    await reportAndAccept(mentor, gemeente, 'Acuut: dreiging');
    await toCase(mentor);
    await page.getByRole('link', { name: 'Grondslag: veiligheidsrisico', exact: true }).click();
    await page.getByLabel('Wanneer is dit afgewogen?').fill(daysFromNow(0));
    await page.getByLabel('Tot wanneer stelt u het informeren uit?').fill(daysFromNow(3));
    await page.getByRole('button', { name: 'Vastleggen', exact: true }).click();
    await page.getByText('Vul dit in.').first().waitFor();
    await page.getByLabel('Wat is het concrete risico?').fill(kRisk);
    await page.getByLabel('Waarom is er geen toestemming gevraagd?').fill(kWhy);
    await mentor.lookBoth('ground-risk');
    await page.getByRole('button', { name: 'Vastleggen', exact: true }).click();
    await course(mentor).getByText(kRisk).waitFor();
  });

  it('makes nobody known before a colleague agrees, and whoever recorded it is no colleague of theirs', async () => {
    await next(mentor).getByText(/Bij een veiligheidsrisico hoort ook het akkoord van een collega/).first().waitFor();
    expect(await mentor.page.getByRole('link', { name: 'Leerling bekendmaken' }).count()).toBe(0);
    await next(mentor).getByText('Dit moet een ander doen dan wie het eerder vastlegde.').waitFor();
    expect(await mentor.page.getByRole('link', { name: 'Akkoord geven op het veiligheidsrisico' }).count()).toBe(0);
    await mentor.lookBoth('risk-waits');
    expect(await gemeente.page.locator('.case-card__link').count()).toBe(0);
  });

  it('is agreed to by a second person, who reads what was recorded', async () => {
    await colleague.signIn();
    await toCase(colleague);
    await course(colleague).getByText(kWhy).waitFor();
    await colleague.page.getByRole('link', { name: 'Akkoord geven op het veiligheidsrisico' }).click();
    await colleague.lookBoth('ground-approval');
    await colleague.page.getByRole('button', { name: 'Vastleggen', exact: true }).click();
    await course(colleague).getByText('Akkoord van een collega op het veiligheidsrisico').first().waitFor();
  });

  it('then makes the pupil known to the gemeente, with the risk, the reason and both names', async () => {
    await toCase(mentor);
    const { page } = mentor;
    await page.getByRole('link', { name: 'Leerling bekendmaken' }).click();
    await page.getByText(kRisk).waitFor();
    await page.getByRole('button', { name: 'Ja, leerling bekendmaken' }).click();
    await page.getByText('Op naam: de leerling is bekend').first().waitFor();
    await gemeente.page.goto(`${stage.origin}/#/`);
    await gemeente.page.locator('.case-card__link').first().click();
    await gemeente.page.getByRole('button', { name: 'Kaart openen' }).click();
    await gemeente.page.getByText('Kwartelaar').waitFor();
    const ground = gemeente.page.getByRole('region', { name: 'Grondslag' });
    for (const text of [kRisk, kWhy, mentor.person.name, colleague.person.name]) await ground.getByText(text).first().waitFor();
    await gemeente.lookBoth('known-by-risk');
  });

  it('comes back as a task on the day until which telling was put off, and is gone once it was done', async () => {
    const { page } = mentor;
    const task = page.locator('.task', { hasText: 'Het informeren van de leerling of de ouders was uitgesteld' });
    await page.goto(`${stage.origin}/#/`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await task.count()).toBe(0);
    // As the screen of somebody who looks on that day.
    await page.clock.setFixedTime(Date.now() + 4 * 86_400_000);
    await page.goto(`${stage.origin}/#/instellingen`);
    await page.goto(`${stage.origin}/#/`);
    await task.waitFor();
    await page.clock.setSystemTime(Date.now());
    await toCase(mentor);
    await page.getByRole('link', { name: 'Alsnog informeren', exact: true }).click();
    await page.getByLabel('Wanneer is het verteld?').fill(daysFromNow(0));
    await page.getByRole('radiogroup', { name: 'Aan wie is het verteld?' }).getByText('De ouders', { exact: true }).click();
    await page.locator('textarea').first().fill('De ouders schrokken en werken mee.');
    await page.getByRole('button', { name: 'Vastleggen', exact: true }).click();
    await course(mentor).getByText('Alsnog geïnformeerd').first().waitFor();
    await page.clock.setFixedTime(Date.now() + 4 * 86_400_000);
    await page.goto(`${stage.origin}/#/instellingen`);
    await page.goto(`${stage.origin}/#/`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await expect.poll(() => task.count()).toBe(0);
  });
});

describe('a weegtafel whose regie holder is blocked', () => {
  let politie: Desk;
  let colleagueOfGemeente: Desk;
  let dossier: Dossier;

  it('begins with the gemeente and the police', async () => {
    await toCase(mentor);
    dossier = new Dossier(stage.origin, await mentor.page.getByRole('heading', { level: 1 }).innerText());
    await dossier.record(gemeente, 'Indienen bij de weegtafel', { button: 'Indienen' });
    const { page } = gemeente;
    await page.getByRole('link', { name: 'Weegtafel openen' }).click();
    await page.getByText('Ik heb geen persoonlijke relatie met deze leerling').click();
    await page.getByRole('button', { name: 'Overleg openen' }).click();
    politie = await Desk.at(browser, stage, stage.person('weegtafel', 'Politie'));
    await dossier.invite(gemeente, politie.person.name);
    await politie.signIn();
    await dossier.answer(politie, /Nee, ik heb geen persoonlijke relatie/);
    await politie.page.getByText(/U wordt toegelaten/).waitFor();
    await dossier.open(politie);
  });

  it('tells whoever is left that nobody has the regie, first of all that waits for them', async () => {
    const beheerder = await Desk.at(browser, stage, stage.person('beheerder', 'Oeverdam'));
    await beheerder.signIn();
    await beheerder.page.getByRole('button', { name: `${gemeente.person.name} blokkeren` }).click();
    await beheerder.page.getByRole('button', { name: 'Ja, blokkeren' }).click();
    await beheerder.page.getByText('Geblokkeerd', { exact: true }).waitFor();
    await beheerder.context.close();
    // Who is blocked is heard of when one comes back.
    await politie.page.goto(`${stage.origin}/#/`);
    await politie.page.reload();
    await politie.page.getByLabel('Wachtzin', { exact: true }).fill(politie.person.passphrase);
    await politie.page.getByRole('button', { name: 'Ontgrendelen' }).click();
    await politie.page.locator('.task', { hasText: 'Haal iemand van de gemeente erbij' }).waitFor();
    await politie.lookBoth('no-regie');
    expect(await politie.page.locator('.task__title').first().innerText()).toBe('Haal iemand van de gemeente erbij');
  });

  it('is given a colleague of that gemeente by the police, who declares first and has the regie', async () => {
    const [, second] = stage.people.filter(({ functie, org }) => functie === 'aandachtsfunctionaris' && org.includes('Oeverdam'));
    if (second === undefined) throw new Error('a second official is needed');
    const { page } = politie;
    await page.getByRole('link', { name: /Haal iemand van de gemeente erbij/ }).click();
    await page.getByText('Er is niemand van de gemeente meer bij').waitFor();
    await politie.lookBoth('bring-back');
    await page.getByText('1 deelnemer', { exact: true }).waitFor();
    const legend = 'Wie van de gemeente haalt u erbij?';
    expect(await page.getByRole('radiogroup', { name: legend }).getByText('Femke Terpstra').count()).toBe(0);
    await dossier.invite(politie, second.name, legend);
    colleagueOfGemeente = await Desk.at(browser, stage, second);
    await colleagueOfGemeente.signIn();
    await dossier.answer(colleagueOfGemeente, /Nee, ik heb geen persoonlijke relatie/);
    await dossier.open(colleagueOfGemeente);
    await colleagueOfGemeente.page.getByRole('link', { name: /^Weegtafel/ }).first().click();
    await colleagueOfGemeente.page.getByRole('link', { name: 'Deelnemers en uitnodigen' }).click();
    await colleagueOfGemeente.page.getByRole('heading', { name: 'Wie nodigt u uit?' }).waitFor();
    await page.getByText('Er is niemand van de gemeente meer bij').waitFor({ state: 'detached' });
    expect(await page.locator('.people-list').first().innerText()).not.toContain(gemeente.person.name);
  });
});
