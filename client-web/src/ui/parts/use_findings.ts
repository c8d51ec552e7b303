// SPDX-License-Identifier: EUPL-1.2
// Checks a text while it is being typed; an answer about an older text is thrown away.
import { useEffect, useState } from 'react';
import type { Finding } from '../../state/model';

const kPauseMs = 220;
export type Check = (text: string) => Promise<readonly Finding[]>;

export interface Findings {
  readonly text: string;
  readonly found: readonly Finding[];
}

/** What was found in exactly this text; while the answer is under way, what was found before and still stands where it stood. */
export function useFindings(text: string, check: Check): readonly Finding[] {
  const [known, setKnown] = useState<Findings>({ text: '', found: [] });
  useEffect(() => {
    let stale = false;
    const timer = setTimeout(async () => {
      const found = text.trim() ? await check(text) : [];
      if (!stale) setKnown({ text, found });
    }, kPauseMs);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [text, check]);
  if (known.text === text) return known.found;
  return known.found.filter((one) => text.slice(one.start, one.end) === known.text.slice(one.start, one.end));
}
