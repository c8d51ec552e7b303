// SPDX-License-Identifier: EUPL-1.2
// What a school does before the thing a test is about.
import type { Desk } from './desk';

/** Opens a case of a pupil called Jelmer Kwartelaar and gives its address. `age` is the label of the age band. */
export async function openCase({ page }: Desk, age: string): Promise<string> {
  await page.getByRole('link', { name: 'Mijn casussen' }).click();
  await page.getByRole('link', { name: 'Nieuwe casus' }).first().click();
  await page.getByLabel('Wat zag of hoorde u?').fill('Een leerling zegt weinig meer.');
  await page.getByLabel('In welke situatie?').fill('In de mentorles.');
  await page.getByLabel('Hoe weet u dit?').fill('Zelf gezien.');
  await page.getByLabel('Soort signaal').selectOption('gedrag');
  await page.getByText(age).click();
  await page.getByLabel('Voornaam').fill('Jelmer');
  await page.getByLabel('Achternaam').fill('Kwartelaar');
  await page.getByRole('button', { name: 'Casus openen' }).click();
  await page.getByRole('heading', { name: 'Wat kunt u nu doen?' }).waitFor();
  return page.url();
}
