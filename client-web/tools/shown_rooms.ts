// SPDX-License-Identifier: EUPL-1.2
// Signs somebody in with the real client and prints what it shows of these rooms and of the person's cases: for a test of a server that cannot
// be trusted. One line of JSON on standard output.
//
//   tsx tools/shown_rooms.ts ORIGIN CA_PEM ROOT_CERTIFICATE LOGIN PASSPHRASE CODE ROOM…
import { readFileSync } from 'node:fs';
import { NodeTransport } from '../src/api/node_transport';
import { createClient } from '../src/state/client';
import type { Snapshot } from '../src/state/model';
import { granted, until } from '../src/state/waiting';

async function show(origin: string, ca: string, root: string, login: string, passphrase: string, code: string, rooms: string[]) {
  const client = await createClient({ transport: new NodeTransport({ origin, ca: readFileSync(ca, 'utf8') }), rootCertificate: root });
  granted(await client.signIn(login, passphrase, code));
  const settled = ({ historyLoaded, broken }: Snapshot['rooms'][number]) => historyLoaded !== 'none' || broken !== undefined;
  const shown = await until(client, (snapshot) => {
    const found = snapshot.rooms.filter(({ id }) => rooms.includes(id));
    return found.length === rooms.length && found.every(settled) && { rooms: found, cases: snapshot.cases };
  });
  client.close();
  return shown;
}

const [origin, ca, root, login, passphrase, code, ...rooms] = process.argv.slice(2);
if (!origin || !ca || !root || !login || !passphrase || !code || rooms.length === 0) {
  console.error('usage: tsx tools/shown_rooms.ts ORIGIN CA_PEM ROOT_CERTIFICATE LOGIN PASSPHRASE CODE ROOM…');
  process.exit(2);
}
console.log(JSON.stringify(await show(origin, ca, root, login, passphrase, code, rooms)));
process.exit(0);
