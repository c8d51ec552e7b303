// SPDX-License-Identifier: EUPL-1.2
// What a school does before the thing a test is about.
import type { Page } from 'playwright-core';
import type { Desk } from './desk';

/** What was seen, in the form of a new case. */
export async function fillSignal(page: Page): Promise<void> {
  await page.getByLabel('Wat zag of hoorde u?').fill('Een leerling zegt weinig meer.');
  await page.getByLabel('In welke situatie?').fill('In de mentorles.');
  await page.getByLabel('Hoe weet u dit?').fill('Zelf gezien.');
  await page.getByLabel('Soort signaal').selectOption('gedrag');
}

/** Opens a case of a pupil called Jelmer Kwartelaar and gives its address. `age` is the label of the age band; `colleague` thinks along in the school team. */
export async function openCase({ page }: Desk, age: string, colleague = ''): Promise<string> {
  await page.getByRole('link', { name: 'Mijn casussen' }).click();
  await page.getByRole('link', { name: 'Nieuwe casus' }).first().click();
  await fillSignal(page);
  await page.getByText(age).click();
  if (colleague) await page.getByLabel(colleague).check();
  await page.getByLabel('Voornaam').fill('Jelmer');
  await page.getByLabel('Achternaam').fill('Kwartelaar');
  await page.getByRole('button', { name: 'Casus openen' }).click();
  await page.getByRole('heading', { name: 'Wat kunt u nu doen?' }).waitFor();
  return page.url();
}

/** From the page of a case at step 2, 3 or 4: a report under one's own name, which the gemeente accepts. Both end in its room. */
export async function reportAndAccept({ page }: Desk, gemeente: Desk, subject: string): Promise<void> {
  await page.getByRole('link', { name: 'Melding doen bij de gemeente' }).click();
  await page.getByText('Onder mijn naam').click();
  await page.getByLabel('Onderwerp').fill(subject);
  await page.getByLabel('Uw melding').fill('De leerling roept op tot geweld.');
  await page.getByRole('button', { name: 'Melding versturen' }).click();
  await page.getByText('Nog niet opgepakt').waitFor();
  await gemeente.page.locator('.task').filter({ hasText: subject }).getByRole('link').click();
  await gemeente.page.getByRole('button', { name: 'Ik pak dit op' }).click();
  await gemeente.page.getByRole('link', { name: 'Melding aannemen' }).click();
  await gemeente.page.getByRole('button', { name: 'Melding aannemen' }).click();
  await gemeente.page.getByText('U hebt dit opgepakt').waitFor();
}
