// SPDX-License-Identifier: EUPL-1.2
// What was typed and not sent: in memory only, kept over navigation, reconnects, lock and a session that ran out, gone at sign-out.

/** No draft is longer than what an item may carry. */
const kDraftLimit = 32_000;

const kComingBack: readonly string[] = ['idle', 'expired', 'not_signed_in'];

/** After a session that ran out the same person may come back to what was typed; after every other end it is gone. */
export function keepsTyped(endedBecause: string): boolean {
  return kComingBack.includes(endedBecause);
}

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
