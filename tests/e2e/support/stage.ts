// SPDX-License-Identifier: EUPL-1.2
// A whole region on this machine: keys, certificate, store, the client built for it, the server on a free port, and people who enrolled.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';

export interface StagePerson {
  readonly login: string;
  readonly name: string;
  readonly org: string;
  readonly functie: string;
  readonly passphrase: string;
  readonly totp_secret: string;
  readonly recovery_code: string;
}

const root = join(import.meta.dirname, '..', '..', '..');
const tools = join(root, 'client-web', 'node_modules', '.bin');
const serverBinary = process.env.BERAAD_SERVER ?? join(root, 'build', 'dev', 'server', 'main', 'beraad-server');

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'beraad-e2e-'));

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

export class Stage {
  private server: ChildProcess | undefined;
  private constructor(
    readonly folder: string,
    readonly port: number,
    readonly people: readonly StagePerson[],
  ) {}

  get origin(): string {
    return `https://localhost:${this.port}`;
  }

  /** A stage of one's own: what make_stage.ts made for this run, copied, with the server on a free port. */
  static async set(): Promise<Stage> {
    const folder = newFolder();
    cpSync(inject('stage'), folder, { recursive: true });
    return Stage.startIn(folder);
  }

  /** Everything made anew, the demo consultation included. Gives the folder, in which nothing runs any more. */
  static async make(): Promise<string> {
    if (!existsSync(serverBinary)) throw new Error(`the server is not built: ${serverBinary}`);
    const folder = newFolder();
    const region = join(root, 'config', 'regions', 'test', 'region.json');
    for (const name of ['tls', 'keys', 'store']) mkdirSync(join(folder, name), { mode: 0o700 });
    for (const name of ['store', 'shares', 'pepper']) writeFileSync(join(folder, 'keys', `${name}.key`), randomBytes(32), { mode: 0o600 });
    execFileSync(join(tools, 'tsx'), [join(root, 'client-web/tools/region.ts'), region, join(folder, 'region')]);
    execFileSync('openssl', [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=localhost'],
      ...['-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-addext', 'basicConstraints=critical,CA:FALSE'],
      ...['-keyout', join(folder, 'tls/key.pem'), '-out', join(folder, 'tls/cert.pem')],
    ], { stdio: 'ignore' });
    execFileSync('chmod', ['600', join(folder, 'tls/key.pem')]);
    execFileSync(join(tools, 'vite'), ['build', join(root, 'client-web'), '--outDir', join(folder, 'web'), '--emptyOutDir', '--logLevel', 'error'], {
      env: { ...process.env, BERAAD_REGION_ROOT: readFileSync(join(folder, 'region/root.txt'), 'utf8') },
    });
    const stage = await Stage.startIn(folder);
    execFileSync(
      join(tools, 'tsx'),
      [join(root, 'client-web/tools/demo.ts'), stage.origin, join(folder, 'tls/cert.pem'), join(folder, 'region'), join(folder, 'people.json'), region],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
    await stage.stop('SIGTERM');
    return folder;
  }

  private static async startIn(folder: string): Promise<Stage> {
    const [port, metrics] = [await freePort(), await freePort()];
    const config = readFileSync(join(root, 'config/regions/demo/beraad.json.in'), 'utf8');
    writeFileSync(join(folder, 'beraad.json'), config.replaceAll('@PORT@', String(port)).replaceAll('@METRICS_PORT@', String(metrics)));
    const list = join(folder, 'people.json');
    const { people } = existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as { people: StagePerson[] }) : { people: [] };
    const stage = new Stage(folder, port, people);
    await stage.start();
    return stage;
  }

  /** Resolves when the server says that it listens. */
  start(): Promise<void> {
    const server = spawn(serverBinary, ['--config', join(this.folder, 'beraad.json')], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.server = server;
    return new Promise((resolve, reject) => {
      let said = '';
      server.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        if (said.includes('listening')) resolve();
      });
      server.stderr.on('data', (chunk: Buffer) => {
        said += chunk.toString();
      });
      server.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said.slice(-2000)}`)));
    });
  }

  private async stop(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    const server = this.server;
    if (!server || server.exitCode !== null) return null;
    const ended = new Promise<number | null>((resolve) => server.once('exit', (code) => resolve(code)));
    server.kill(signal);
    return ended;
  }

  /** As a power cut would: nothing is said to anybody. */
  async kill(): Promise<void> {
    await this.stop('SIGKILL');
  }

  /** The exit code of an orderly end. */
  async end(): Promise<number | null> {
    const code = await this.stop('SIGTERM');
    rmSync(this.folder, { recursive: true, force: true });
    return code;
  }

  person(functie: string, org: string): StagePerson {
    const found = this.people.find((one) => one.functie === functie && one.org.includes(org));
    if (!found) throw new Error(`nobody is ${functie} at ${org}`);
    return found;
  }
}
