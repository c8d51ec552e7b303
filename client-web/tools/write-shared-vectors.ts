// SPDX-License-Identifier: EUPL-1.2
// Writes tests/vectors/shared/ts/: what our side makes and the C++ side must read alike. Run: npx tsx tools/write-shared-vectors.ts

import { mkdirSync, writeFileSync } from 'node:fs';
import { vectorPath } from '../src/crypto/testing/vector_files';
import { certificateVectors, logVectors } from './shared_vectors/certificate_vectors';
import { conventionVectors, personVectors, primitiveVectors } from './shared_vectors/floor_vectors';
import { epochVectors, fileVectors, itemVectors } from './shared_vectors/room_vectors';

const files = {
  conventions: conventionVectors,
  primitives: primitiveVectors,
  persons: personVectors,
  certificates: certificateVectors,
  log: logVectors,
  epochs: epochVectors,
  items: itemVectors,
  files: fileVectors,
};

mkdirSync(vectorPath('shared/ts/'), { recursive: true });
for (const [name, make] of Object.entries(files)) {
  const file = await make();
  writeFileSync(vectorPath(`shared/ts/${name}.json`), file.text());
  console.log(`${name}: ${file.length}`);
}
