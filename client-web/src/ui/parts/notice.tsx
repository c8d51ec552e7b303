// SPDX-License-Identifier: EUPL-1.2
// What went wrong or what one should know, in place. A refusal names the rule that refused.
import { Alert } from '@utrecht/component-library-react';
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { Problem } from '../../state/model';
import { useWords } from '../words/words';

type Kind = 'info' | 'ok' | 'warning' | 'error';
const icons = { info: Info, ok: CircleCheck, warning: TriangleAlert, error: CircleAlert } as const;

interface NoticeProps {
  readonly kind: Kind;
  readonly title?: string | undefined;
  readonly children?: ReactNode;
  /** `note` is read in its place only, not announced */
  readonly role?: 'status' | 'alert' | 'note';
}

export function Notice({ kind, title, children, role = 'note' }: NoticeProps) {
  const Icon = icons[kind];
  return (
    <Alert type={kind} role={role} icon={<Icon aria-hidden />}>
      {title && <p className="notice__title">{title}</p>}
      {children && <div className="notice__body">{children}</div>}
    </Alert>
  );
}

function secondsLeft(until: number): number {
  return Math.max(0, Math.ceil((until - Date.now()) / 1000));
}

export function ProblemNotice({ problem, title }: { problem: Problem | undefined; title?: string }) {
  const { t } = useWords();
  const [wait, setWait] = useState(0);
  useEffect(() => {
    if (!problem?.retryAfterMs) return setWait(0);
    const until = Date.now() + problem.retryAfterMs;
    setWait(secondsLeft(until));
    const timer = setInterval(() => setWait(secondsLeft(until)), 1000);
    return () => clearInterval(timer);
  }, [problem]);
  if (!problem) return null;
  const numbered = /^\d+$/.test(problem.rule);
  return (
    <Notice kind="error" role="alert" title={title}>
      <p>{problem.message}</p>
      {numbered && <p className="notice__rule">{t.rule(problem.rule)}</p>}
      {wait > 0 && <p aria-live="off">{t.tryAgainIn(wait)}</p>}
    </Notice>
  );
}
