// SPDX-License-Identifier: EUPL-1.2
// An invitation code is often read out over the telephone: how it is typed does not matter. What a first beheerder's has after its dot does.

const kCharacters = 26;

/** As the code was given: capitals and digits in groups of four. What is no such code stays as it was typed. */
export function tidyInvitation(typed: string): string {
  const [code = '', ...rest] = typed.trim().split('.');
  const plain = code
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  if (plain.length !== kCharacters) return typed.trim();
  return [plain.replace(/.{4}(?=.)/g, '$&-'), ...rest].join('.');
}
