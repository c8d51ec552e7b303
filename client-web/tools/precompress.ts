// SPDX-License-Identifier: EUPL-1.2
// Puts a Brotli and a gzip form beside each text file of the build, so that the server never compresses while it answers.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const kWorthwhileBytes = 1024;
const textual = /\.(js|css|html|svg|json|webmanifest|txt|wasm)$/;

export function precompress(): Plugin {
  return {
    name: 'beraad-precompress',
    apply: 'build',
    async writeBundle({ dir }) {
      if (dir === undefined) return;
      for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !textual.test(entry.name)) continue;
        const path = join(entry.parentPath, entry.name);
        const bytes = await readFile(path);
        if (bytes.length < kWorthwhileBytes) continue;
        await writeFile(`${path}.br`, await promisify(brotliCompress)(bytes));
        await writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }));
      }
    },
  };
}
