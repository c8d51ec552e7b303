// SPDX-License-Identifier: EUPL-1.2
// What was typed and not sent: in memory only, kept over navigation, reconnects and lock, gone at sign-out.

/** No draft is longer than what an item may carry. */
const kDraftLimit = 32_000;

export class Drafts {
  private readonly texts = new Map<string, string>();

  get(key: string): string {
    return this.texts.get(key) ?? '';
  }

  set(key: string, text: string): void {
    if (text === '') this.texts.delete(key);
    else this.texts.set(key, text.slice(0, kDraftLimit));
  }

  wipe(): void {
    this.texts.clear();
  }
}
