// SPDX-License-Identifier: EUPL-1.2
// Shows who can sign in to the demo: tsx tools/people.ts PEOPLE_FILE
import { type DemoPerson, readDemoPeople } from './demo_people';
import { oneTimeCode } from './one_time_code';

function show(people: readonly DemoPerson[], now: number): void {
  const columns: readonly ((person: DemoPerson) => string)[] = [
    ({ name }) => name,
    ({ functie }) => functie,
    ({ login }) => login,
    ({ passphrase }) => passphrase,
    ({ totp_secret }) => `${oneTimeCode(totp_secret, now)}  (${totp_secret})`,
  ];
  const widths = columns.map((column) => Math.max(...people.map((person) => column(person).length)));
  for (const org of new Set(people.map((person) => person.org))) {
    console.log(`\n  ${org}`);
    for (const person of people.filter((one) => one.org === org)) {
      console.log(`    ${columns.map((column, i) => column(person).padEnd(widths[i] ?? 0)).join('  ')}`);
    }
  }
}

const [path] = process.argv.slice(2);
if (path === undefined) {
  console.error('usage: tsx tools/people.ts PEOPLE_FILE');
  process.exitCode = 2;
} else {
  const now = Date.now();
  console.log('  Name, functie, login, passphrase, the second-factor code of this moment (and its secret, for an authenticator app)');
  show(readDemoPeople(path), now);
}
