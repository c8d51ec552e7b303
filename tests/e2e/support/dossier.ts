// SPDX-License-Identifier: EUPL-1.2
// What people do with one case in which the pupil, Jelmer, is known: record, invite, answer an invitation.
import type { Desk } from './desk';

export const daysFromNow = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

export interface Entry {
  readonly days?: Readonly<Record<string, number>>;
  readonly choose?: readonly (readonly [string, string])[];
  readonly texts?: Readonly<Record<string, string>>;
  /** goes into the last field of text */
  readonly words?: string;
  readonly button?: string;
}

export class Dossier {
  constructor(
    private readonly origin: string,
    readonly reference: string,
  ) {}

  /** The page of the case, for whoever is not of the school found in the list of cases. */
  async open({ page }: Desk): Promise<void> {
    await page.goto(`${this.origin}/#/`);
    await page.locator('.case-card__link', { hasText: this.reference }).click();
    await page.getByRole('heading', { name: 'Wat kunt u nu doen?' }).waitFor();
  }

  /** Follows the link of this name on the page of the case, fills in the form and records it. */
  async record(desk: Desk, link: string, { days = {}, choose = [], texts = {}, words = '', button = 'Vastleggen' }: Entry, look = ''): Promise<void> {
    const { page } = desk;
    await this.open(desk);
    await page.getByRole('link', { name: link, exact: true }).first().click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    for (const [label, count] of Object.entries(days)) await page.getByLabel(label).fill(daysFromNow(count));
    for (const [legend, label] of choose) await page.getByRole('radiogroup', { name: legend }).getByText(label, { exact: true }).click();
    for (const [label, text] of Object.entries(texts)) await page.getByLabel(label).fill(text);
    if (words) await page.locator('textarea').last().fill(words);
    if (look) await desk.lookBoth(look);
    await page.getByRole('button', { name: button, exact: true }).click();
    await page.getByRole('heading', { name: 'Wat kunt u nu doen?' }).waitFor();
  }

  /** Invites somebody into the room one is looking at the people of. */
  async invite({ page }: Desk, name: string, legend = 'Wie nodigt u uit?'): Promise<void> {
    await page.getByRole('radiogroup', { name: legend }).getByText(name).click();
    await page.getByRole('button', { name: 'Uitnodigen', exact: true }).click();
    await page.getByRole('region', { name: 'Uitgenodigd' }).getByText(name).waitFor();
  }

  async answer(desk: Desk, words: RegExp, look = ''): Promise<void> {
    const { page } = desk;
    await page.goto(`${this.origin}/#/`);
    await page.getByRole('link', { name: /Bekijk de uitnodiging/ }).first().click();
    await page.getByText('Jelmer').waitFor();
    await page.getByText(words).click();
    if (look) await desk.lookBoth(look);
    await page.getByRole('button', { name: 'Antwoord versturen' }).click();
  }
}
