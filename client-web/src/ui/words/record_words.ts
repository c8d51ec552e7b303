// SPDX-License-Identifier: EUPL-1.2
// The shape of what records and moves are called, the same in every language.

/** What a record, its fields and its words are called. */
export interface RecordWords {
  readonly title: string;
  /** said afterwards, where that is another word */
  readonly done?: string;
  readonly lead: string;
  /** of the fields whose name alone does not say it */
  readonly fields: Readonly<Record<string, string>>;
  readonly words: string;
  readonly wordsHint: string;
  /** of the separate texts, where a record has them */
  readonly texts?: Readonly<Record<string, TextWords>>;
}
export interface TextWords {
  readonly label: string;
  readonly hint: string;
}
export interface MoveWords {
  readonly title: string;
  /** said afterwards */
  readonly done: string;
  readonly lead: string;
  readonly words: string;
  readonly wordsHint: string;
  readonly button: string;
}
