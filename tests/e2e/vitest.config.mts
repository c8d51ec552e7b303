// SPDX-License-Identifier: EUPL-1.2
// People in browsers against the real server: one after the other, each step as patient as a busy machine needs.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  define: { __BERAAD_REGION_ROOT__: JSON.stringify('') },
  test: {
    ...{ include: ['*.test.ts'], environment: 'node', globalSetup: 'support/make_stage.ts', bail: 1 },
    ...{ fileParallelism: false, testTimeout: 240_000, hookTimeout: 600_000 },
  },
});
