// SPDX-License-Identifier: EUPL-1.2
// Checks a text while it is being typed, and once more, at once, when it is to be sent. An answer about an older text is thrown away.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Finding } from '../../state/model';

const kPauseMs = 220;
export type Check = (text: string) => Promise<readonly Finding[]>;

export interface Findings {
  /** what was found in exactly this text; while the answer is under way, what was found before and still stands where it stood */
  readonly found: readonly Finding[];
  /** checks the present text now, shows what it finds and gives it back */
  readonly checkNow: () => Promise<readonly Finding[]>;
}

export function useFindings(text: string, check: Check): Findings {
  const [known, setKnown] = useState<{ text: string; found: readonly Finding[] }>({ text: '', found: [] });
  const newest = useRef(text);
  useEffect(() => {
    newest.current = text;
  }, [text]);
  const checkNow = useCallback(async () => {
    const found = text.trim() ? await check(text) : [];
    if (newest.current === text) setKnown({ text, found });
    return found;
  }, [text, check]);
  useEffect(() => {
    // A check that fails here is made again, and counts, when the text is sent.
    const timer = setTimeout(() => void checkNow().catch(() => undefined), kPauseMs);
    return () => clearTimeout(timer);
  }, [checkNow]);
  const found =
    known.text === text
      ? known.found
      : known.found.filter((one) => text.slice(one.start, one.end) === known.text.slice(one.start, one.end));
  return { found, checkNow };
}
