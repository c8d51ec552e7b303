// SPDX-License-Identifier: EUPL-1.2
// Runs one request of the person at a time and keeps what came of it; a second press while it runs does nothing.
import { useCallback, useRef, useState } from 'react';
import type { Outcome, Problem } from '../../state/model';
import { useWords } from '../words/words';

export interface Action<T> {
  readonly busy: boolean;
  readonly problem: Problem | undefined;
  readonly run: (request: () => Promise<Outcome<T>>, then?: (value: T) => void) => Promise<void>;
}

export function useAction<T = void>(): Action<T> {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const running = useRef(false);
  const { t } = useWords();
  const run = useCallback(
    async (request: () => Promise<Outcome<T>>, then?: (value: T) => void) => {
      if (running.current) return;
      running.current = true;
      setBusy(true);
      setProblem(undefined);
      try {
        const outcome = await request();
        if (outcome.ok) then?.(outcome.value);
        else setProblem(outcome.problem);
      } catch {
        setProblem({ reason: 'failed', rule: '', message: t.failed });
      } finally {
        running.current = false;
        setBusy(false);
      }
    },
    [t],
  );
  return { busy, problem, run };
}
