// SPDX-License-Identifier: EUPL-1.2
// Once per run: the region, its people and the built client, of which every test file gets a copy. Enrolling people takes most of a minute.
import { rmSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { Stage } from './stage';

declare module 'vitest' {
  interface ProvidedContext {
    /** the folder of the stage that is copied */
    stage: string;
  }
}

export default async function makeStage(project: TestProject): Promise<() => void> {
  const folder = await Stage.make();
  project.provide('stage', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
