// SPDX-License-Identifier: EUPL-1.2
// A school and a gemeente with people who have really enrolled, on a server in memory.
import { type Clock, kDeviceClock } from '../../api/clock';
import { type Client, createClient } from '../client';
import { granted, until } from '../waiting';
import { CheckedTransport, WireSchema } from './checked_transport';
import { type MemoryOrganisation, type MemoryRegion, memoryRegion } from './memory_region';
import { type MemoryAccount, MemoryLine, MemoryServer } from './memory_server';

export interface Device {
  readonly client: Client;
  readonly line: MemoryLine;
}

export interface Enrolled {
  readonly account: MemoryAccount;
  readonly recoveryCode: string;
}

export const kPassphrase = 'rustig water onder de brug';

export class MemoryPeople<Server extends MemoryServer = MemoryServer> {
  /** every frame of every device is held against it */
  readonly schema = new WireSchema();

  private constructor(
    readonly server: Server,
    private readonly clock: Clock,
  ) {}

  static async start(clock: Clock = kDeviceClock): Promise<MemoryPeople> {
    return MemoryPeople.at(MemoryServer, clock);
  }

  /** On a server of another kind. */
  static async at<Server extends MemoryServer>(
    kind: new (region: MemoryRegion, now: () => number) => Server,
    clock: Clock = kDeviceClock,
  ): Promise<MemoryPeople<Server>> {
    return new MemoryPeople(new kind(await memoryRegion(clock.now()), () => clock.now()), clock);
  }

  /** Enrols and certifies. */
  async enrol(login: string, name: string, functie: string, org: MemoryOrganisation): Promise<Enrolled> {
    const account = this.server.invite(login, name, functie, org);
    const { client } = await this.device();
    const { recoveryCode } = granted(await client.enrolFinish(login, '000000', kPassphrase));
    await this.server.certify(account);
    return { account, recoveryCode };
  }

  async device(): Promise<Device> {
    const line = new MemoryLine(this.server);
    const transport = new CheckedTransport(line, this.schema);
    const { clock } = this;
    return { client: await createClient({ transport, rootCertificate: this.server.region.rootText, clock, chance: () => 0 }), line };
  }

  async signIn(login: string): Promise<Device> {
    const device = await this.device();
    granted(await device.client.signIn(login, kPassphrase, '000000'));
    await until(device.client, ({ loaded, connection }) => loaded && connection === 'online');
    return device;
  }
}
