// SPDX-License-Identifier: EUPL-1.2
// The code that runs in Node in every other test, in Chromium's WebCrypto: every shared vector, and the edge cases of the curves.

import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readVectors, vectorNames, type WycheproofFile, type WycheproofTest } from '../src/crypto/testing/vector_files';
import type { Json, JsonObject } from '../src/protocol/json';

const kChromium = '/usr/bin/chromium';
const kFlags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-sync'];
const kPatience = 120_000;

interface Case {
  readonly op: string;
  readonly inputs: JsonObject;
}

const kPage = `<!doctype html><link rel="icon" href="data:,"><script type="module">
  import { carryOut } from '/shared_ops.js';
  globalThis.carryOutAll = async (text) => {
    const values = [];
    for (const { op, inputs } of JSON.parse(text)) {
      const outcome = await carryOut(op, inputs);
      values.push(outcome.ok ? outcome.value : null);
    }
    return JSON.stringify(values);
  };
</script>`;

/** The operations and all they need as ES modules, by path. */
async function bundle(): Promise<ReadonlyMap<string, string>> {
  const entry = fileURLToPath(new URL('../src/protocol/testing/shared_ops.ts', import.meta.url));
  const lib = { entry, formats: ['es' as const], fileName: () => 'shared_ops.js' };
  const built = await build({ configFile: false, publicDir: false, logLevel: 'error', build: { write: false, target: 'es2022', lib } });
  const outputs = Array.isArray(built) ? built : [built];
  const chunks = outputs.flatMap((one) => ('output' in one ? one.output : []));
  return new Map(chunks.flatMap((chunk) => (chunk.type === 'chunk' ? [[`/${chunk.fileName}`, chunk.code] as const] : [])));
}

describe.skipIf(!existsSync(kChromium))('in Chromium', () => {
  let server: Server;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const modules = await bundle();
    server = createServer((request, response) => {
      const code = modules.get(request.url ?? '');
      response.setHeader('Content-Type', code === undefined ? 'text/html' : 'text/javascript');
      response.end(code ?? kPage);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    browser = await chromium.launch({ executablePath: kChromium, args: kFlags });
    page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.waitForFunction(() => 'carryOutAll' in globalThis);
  }, kPatience);

  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  /** For each case its value, or null when it is refused. Text goes in and out. */
  async function carryOut(cases: readonly Case[]): Promise<readonly Json[]> {
    const answered = await page.evaluate(
      (all) => (globalThis as typeof globalThis & { carryOutAll(text: string): Promise<string> }).carryOutAll(all),
      JSON.stringify(cases),
    );
    return JSON.parse(answered) as readonly Json[];
  }

  const files = ['cpp', 'ts'].flatMap((folder) => vectorNames(`shared/${folder}/`).map((name) => `shared/${folder}/${name}`));

  it.each(files)('%s gets the same verdicts', { timeout: kPatience }, async (file) => {
    const vectors = readVectors<readonly JsonObject[]>(file);
    const values = await carryOut(
      vectors.map(({ name: _name, op, expect: _expect, refused: _refused, ...inputs }) => ({ op: String(op), inputs })),
    );
    expect(values).toEqual(vectors.map(({ expect: wanted, refused }) => (refused === true ? null : wanted)));
  });

  it('ed25519 gives the verdict of every Wycheproof vector', { timeout: kPatience }, async () => {
    type Group = { publicKey: { pk: string }; tests: readonly (WycheproofTest & { msg: string; sig: string })[] };
    const tests = readVectors<WycheproofFile<Group>>('published/wycheproof_ed25519_test.json').testGroups.flatMap(
      ({ publicKey, tests: all }) =>
        all.map(({ msg, sig, result }) => ({
          inputs: { key: publicKey.pk, message: msg, signature: sig },
          wanted: result === 'valid' ? true : null,
        })),
    );
    expect(tests.length).toBe(151);
    expect(await carryOut(tests.map(({ inputs }) => ({ op: 'ed25519_verify', inputs })))).toEqual(tests.map(({ wanted }) => wanted));
  });

  it('x25519 gives the secret of every Wycheproof vector and refuses zero', { timeout: kPatience }, async () => {
    type Group = { tests: readonly (WycheproofTest & { public: string; private: string; shared: string })[] };
    const tests = readVectors<WycheproofFile<Group>>('published/wycheproof_x25519_test.json').testGroups.flatMap((group) => group.tests);
    expect(tests.length).toBe(518);
    const values = await carryOut(tests.map((test) => ({ op: 'x25519', inputs: { private: test.private, public: test.public } })));
    expect(values).toEqual(tests.map(({ shared }) => (/^0+$/.test(shared) ? null : shared)));
  });
});
