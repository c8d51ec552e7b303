// SPDX-License-Identifier: EUPL-1.2
// Prints the second-factor code of a demo person at this moment: tsx tools/totp.ts PEOPLE_FILE LOGIN
import { demoPerson, readDemoPeople } from './demo_people';
import { oneTimeCode } from './one_time_code';

const [path, login] = process.argv.slice(2);
if (path === undefined || login === undefined) {
  console.error('usage: tsx tools/totp.ts PEOPLE_FILE LOGIN');
  process.exitCode = 2;
} else {
  try {
    console.log(oneTimeCode(demoPerson(readDemoPeople(path), login).totp_secret, Date.now()));
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
