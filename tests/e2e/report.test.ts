// SPDX-License-Identifier: EUPL-1.2
// Step 5: a school reports, anonymously; the gemeente returns the report with its reason, or accepts it and has the regie from then on.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Desk, launch } from './support/desk';
import { openCase } from './support/school';
import { Stage } from './support/stage';

let stage: Stage;
let browser: Browser;
let mentor: Desk;
let gemeente: Desk;
let caseAddress: string;

const kReason = 'Spreek eerst met de leerling zelf.';
const kNote = 'Wij bellen morgen met de school.';
/** What waits for somebody about a report, in the list above the work. */
const waiting = ({ page }: Desk, subject: string) => page.locator('.task').filter({ has: page.getByText(subject, { exact: true }) });
const course = () => mentor.page.getByRole('region', { name: 'Verloop' });

async function report(subject: string, text: string): Promise<void> {
  const { page } = mentor;
  await page.goto(caseAddress);
  await page.getByRole('link', { name: 'Melding doen bij de gemeente' }).click();
  await page.getByText('Onder een schuilnaam').click();
  await page.getByLabel('Onderwerp').fill(subject);
  await page.getByLabel('Uw melding').fill(text);
  await mentor.lookBoth('report');
  await page.getByRole('button', { name: 'Melding versturen' }).click();
  await page.getByText('Nog niet opgepakt').waitFor();
}

beforeAll(async () => {
  stage = await Stage.set();
  browser = await launch();
  mentor = await Desk.at(browser, stage, stage.person('medewerker', 'Eik'));
  gemeente = await Desk.at(browser, stage, stage.person('aandachtsfunctionaris', 'Oeverdam'));
});
afterAll(async () => {
  await browser?.close();
  expect(await stage?.end()).toBe(0);
});

describe('a report to the gemeente', () => {
  it('is possible from step 2, not before', async () => {
    await mentor.signIn();
    await gemeente.signIn();
    const { page } = mentor;
    caseAddress = await openCase(mentor, '12 tot en met 15 jaar');
    expect(await page.getByRole('link', { name: 'Melding doen bij de gemeente' }).count()).toBe(0);
    await page.getByRole('link', { name: /^Naar stap 2/ }).click();
    await page.getByRole('button', { name: 'Naar deze stap' }).click();
    await page.getByRole('link', { name: 'Melding doen bij de gemeente' }).waitFor();
  });

  it('names nobody: the name on the card stops it', async () => {
    const { page } = mentor;
    await page.getByRole('link', { name: 'Melding doen bij de gemeente' }).click();
    await page.getByText('Dit is nog niet vastgelegd').waitFor();
    await page.getByText('Onder een schuilnaam').click();
    await page.getByLabel('Onderwerp').fill('Een dreiging');
    await page.getByLabel('Uw melding').fill('Jelmer dreigt in de klas.');
    await page.getByRole('button', { name: 'Melding versturen' }).click();
    await page.getByText('Uw melding is niet verstuurd').waitFor();
    await page.getByRole('button', { name: 'Annuleren' }).click();
  });

  it('comes back with a reason, and the case stays with the school', async () => {
    await report('Zorgen', 'De leerling dreigt in de klas.');
    const { page } = gemeente;
    await waiting(gemeente, 'Zorgen').waitFor();
    expect(await page.locator('.task__link').first().innerText()).toContain('Beslis over de melding');
    await gemeente.lookBoth('tasks-of-the-gemeente');
    await waiting(gemeente, 'Zorgen').getByRole('link', { name: 'Beslis over de melding' }).click();
    await page.getByRole('link', { name: 'Melding teruggeven' }).waitFor();
    expect(await page.content()).not.toContain(mentor.person.name);
    await gemeente.lookBoth('report-to-answer');
    await page.getByRole('link', { name: 'Melding teruggeven' }).click();
    await page.getByLabel('Waarom geeft u de melding terug?').fill(kReason);
    await gemeente.lookBoth('report-return');
    await page.getByRole('button', { name: 'Vastleggen' }).click();
    await page.getByText('Dit overleg is gesloten').waitFor();

    await mentor.page.getByText('Dit overleg is gesloten').waitFor();
    await mentor.page.goto(caseAddress);
    await course().getByRole('heading', { name: 'Melding teruggegeven door de gemeente' }).waitFor();
    await course().getByText(kReason).waitFor();
    expect(await mentor.page.locator('[aria-current="step"]').innerText()).toContain('Gesprek met de leerling');
    await mentor.page.getByText('Uw school', { exact: true }).waitFor();
  });

  it('waits for the school until it goes on, and leads to the reason', async () => {
    const { page } = mentor;
    const reference = await page.getByRole('heading', { level: 1 }).innerText();
    const returned = page.getByRole('link', { name: `Lees waarom de melding is teruggegeven ${reference}` });
    await page.getByRole('link', { name: 'Mijn casussen' }).click();
    await returned.waitFor();
    await mentor.lookBoth('tasks-of-a-school');
    await returned.click();
    await course().getByText(kReason).waitFor();
    expect(page.url()).toBe(caseAddress);
    await report('Opnieuw zorgen', 'Het gesprek is gevoerd, en de dreiging houdt aan.');
    await page.getByRole('link', { name: 'Mijn casussen' }).click();
    await page.locator('.case-card', { hasText: reference }).waitFor();
    expect(await returned.count()).toBe(0);
  });

  it('is accepted: the gemeente has the regie, and the school sees it without reloading', async () => {
    await mentor.page.goto(caseAddress);
    await gemeente.page.getByRole('link', { name: /Consultaties/ }).first().click();
    await waiting(gemeente, 'Opnieuw zorgen').waitFor();
    await gemeente.page.getByRole('link', { name: 'Opnieuw zorgen' }).click();
    await gemeente.page.getByRole('button', { name: 'Ik pak dit op' }).click();
    await gemeente.page.getByRole('link', { name: 'Melding aannemen' }).click();
    await gemeente.page.getByLabel(/Wilt u er iets bij zeggen/).fill(kNote);
    await gemeente.page.getByRole('button', { name: 'Melding aannemen' }).click();
    await gemeente.page.getByText('U hebt dit opgepakt').waitFor();
    await expect.poll(() => gemeente.page.getByRole('link', { name: /Melding (aannemen|teruggeven)/ }).count()).toBe(0);

    await course().getByRole('heading', { name: 'Melding aangenomen door de gemeente' }).waitFor();
    await course().getByText(kNote).waitFor();
    await mentor.page.getByText('De gemeente', { exact: true }).waitFor();
    expect(await mentor.page.locator('[aria-current="step"]').innerText()).toContain('Melding bij de gemeente');
    expect(await mentor.page.getByRole('link', { name: /Casus op school afsluiten|Melding doen|^Naar stap/ }).count()).toBe(0);
    await mentor.lookBoth('case-reported');
    await gemeente.page.getByRole('link', { name: /Consultaties/ }).first().click();
    await gemeente.page.getByRole('link', { name: 'Opnieuw zorgen' }).waitFor();
    expect(await waiting(gemeente, 'Opnieuw zorgen').count()).toBe(0);
  });

  it('leaves nothing that waits for the gemeente, once all is picked up and read', async () => {
    const { page } = gemeente;
    const left = page.locator('.task').getByRole('link', { name: 'Pak de vraag op' });
    const done = page.getByText('U bent bij: er wacht nu niets op u.');
    for (await left.or(done).first().waitFor(); (await left.count()) > 0; await left.or(done).first().waitFor()) {
      await left.first().click();
      await page.getByRole('button', { name: 'Ik pak dit op' }).click();
      await page.getByText('U hebt dit opgepakt').waitFor();
      await page.getByRole('link', { name: /Consultaties/ }).first().click();
    }
    await done.waitFor();
    await gemeente.lookBoth('tasks-none');
  });
});

describe('a weegtafel that the gemeente skips', () => {
  const subject = 'Opnieuw zorgen';
  const toReport = async () => {
    await gemeente.page.getByRole('link', { name: /Consultaties/ }).first().click();
    await gemeente.page.getByRole('link', { name: subject }).click();
  };
  const record = async (link: string, words: Readonly<Record<string, string>>, button = 'Vastleggen') => {
    const { page } = gemeente;
    await page.getByRole('link', { name: link, exact: true }).click();
    for (const [label, text] of Object.entries(words)) await page.getByLabel(label).fill(text);
    await page.getByRole('button', { name: button, exact: true }).click();
    await page.getByText('U hebt dit opgepakt').waitFor();
  };
  const answer = async (task: string, look: string) => {
    const { page } = mentor;
    await page.goto(caseAddress);
    await page.getByRole('link', { name: 'Mijn casussen' }).click();
    await page.locator('.task').getByRole('link', { name: task }).click();
    await page.getByRole('button', { name: 'Vastleggen', exact: true }).waitFor();
    await mentor.lookBoth(look);
    await page.getByRole('button', { name: 'Vastleggen', exact: true }).click();
    await page.getByRole('heading', { name: 'Wat kunt u nu doen?' }).or(page.getByText('U hebt dit')).first().waitFor();
  };

  it('goes on only when the school has read why, under its pseudonym too', async () => {
    await toReport();
    const { page } = gemeente;
    await page.getByText('Leg eerst de reden vast', { exact: false }).waitFor();
    expect(await page.getByRole('link', { name: 'Afschalen', exact: true }).count()).toBe(0);
    await record('Reden om de weegtafel over te slaan', {
      'Waarom gaat deze casus niet naar de weegtafel?': 'De wijkagent kent de groep, en de school lost het met de ouders op.',
    });
    await page.getByText('Nog niet iedereen in de melding heeft gelezen').waitFor();
    await gemeente.lookBoth('skip-to-be-read');
    await answer('Lees de reden', 'skip-reason-read');
    await page.getByRole('link', { name: 'Afschalen', exact: true }).waitFor();
    await record('Afschalen', {}, 'Afschalen');
  });

  it('is handed back to the school, which takes it under its pseudonym', async () => {
    const { page } = gemeente;
    await page.getByRole('link', { name: 'Overdracht', exact: true }).click();
    await page.getByRole('radiogroup', { name: 'Aan wie wordt het overgedragen?' }).getByText('De school', { exact: true }).click();
    await page.getByLabel('Wie ontvangt het?').fill('De mentor');
    await page.locator('textarea').last().fill('De school houdt contact met de ouders.');
    await page.getByRole('button', { name: 'Vastleggen', exact: true }).click();
    await page.getByText('De school heeft de overdracht nog niet aangenomen').waitFor();
    await page.getByRole('link', { name: 'Afspraak over opnieuw opschalen', exact: true }).click();
    await page.locator('textarea').last().fill('Bij een nieuwe dreiging.');
    await page.getByRole('button', { name: 'Vastleggen', exact: true }).click();
    await page.getByText('U hebt dit opgepakt').waitFor();
    await answer('Neem de overdracht aan', 'skip-handover');
    await page.getByRole('link', { name: 'Dossier sluiten', exact: true }).click();
    await page.getByRole('button', { name: 'Dossier sluiten', exact: true }).click();
    await page.getByText('Dit overleg is gesloten').waitFor();
    await gemeente.lookBoth('skip-closed');
    await mentor.page.goto(caseAddress);
    await mentor.page.getByText('Deze casus is afgesloten.').first().waitFor();
    expect(await page.content()).not.toContain(mentor.person.name);
  });
});
