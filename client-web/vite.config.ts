// SPDX-License-Identifier: EUPL-1.2
// How the client is built and tested.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { designSystem } from './tools/design_system';
import { precompress } from './tools/precompress';

// The region's root certificate and the policy are compiled in: nothing the server sends can change them.
const regionRoot = process.env.BERAAD_REGION_ROOT ?? '';

export default defineConfig({
  plugins: [designSystem(import.meta.dirname), react(), precompress()],
  define: { __BERAAD_REGION_ROOT__: JSON.stringify(regionRoot) },
  build: { target: 'es2022', sourcemap: false, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  worker: { format: 'es' },
  server: { fs: { allow: ['..'] } },
  // Tests run in Node; a test of a screen asks for jsdom in its first line. Argon2id over 64 MiB takes its time on a busy machine.
  test: { environment: 'node', include: ['{src,tools}/**/*.test.{ts,tsx}'], testTimeout: 30_000 },
});
