// SPDX-License-Identifier: EUPL-1.2
// One person of the demo, played with the real client: enrols, signs in, and remembers what they must keep.
import { setTimeout } from 'node:timers/promises';
import { NodeTransport } from '../src/api/node_transport';
import { type Client, createClient } from '../src/state/client';
import { granted, until } from '../src/state/waiting';
import type { DemoPerson } from './demo_people';
import { oneTimeCode } from './one_time_code';
import { newPassphrase } from './passphrase';

const kStepMs = 30_000;

/** Where the demo is played. */
export interface Stage {
  readonly origin: string;
  /** PEM */
  readonly ca: string;
  readonly rootCertificate: string;
}

export class Actor {
  private usedStep = 0;

  private constructor(
    private readonly stage: Stage,
    readonly person: DemoPerson,
  ) {}

  /** Uses an invitation, as a person does on the first day. */
  static async enrol(stage: Stage, invitation: string): Promise<Actor> {
    const client = await newClient(stage);
    const { login, name, orgName, functie, totpSecret } = granted(await client.enrolStart(invitation));
    const passphrase = newPassphrase();
    const step = Math.floor(Date.now() / kStepMs);
    const { recoveryCode } = granted(await client.enrolFinish(invitation, oneTimeCode(totpSecret, Date.now()), passphrase));
    const secrets = { passphrase, totp_secret: totpSecret, recovery_code: recoveryCode };
    const actor = new Actor(stage, { login, name, org: orgName, functie, ...secrets });
    actor.usedStep = step;
    return actor;
  }

  /** Signed in, everything listed. */
  async signIn(): Promise<Client> {
    const client = await newClient(this.stage);
    const { login, passphrase, totp_secret } = this.person;
    // A code is taken once; the next one is taken a little early, the one after that when it is its turn.
    this.usedStep = Math.max(Math.floor(Date.now() / kStepMs), this.usedStep + 1);
    const early = (this.usedStep - 1) * kStepMs - Date.now();
    if (early > 0) await setTimeout(early);
    const now = Date.now();
    granted(await client.signIn(login, passphrase, oneTimeCode(totp_secret, now, this.usedStep - Math.floor(now / kStepMs))));
    await until(client, ({ loaded, connection, screen, endedBecause }) => {
      if (screen === 'signed_out') throw new Error(`${login} was signed out: ${endedBecause}`);
      return loaded && connection === 'online';
    });
    return client;
  }
}

async function newClient({ origin, ca, rootCertificate }: Stage): Promise<Client> {
  return createClient({ transport: new NodeTransport({ origin, ca }), rootCertificate });
}
