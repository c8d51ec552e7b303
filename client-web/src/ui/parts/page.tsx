// SPDX-License-Identifier: EUPL-1.2
// One screen: names the window with a general word (never content) and takes the focus to its heading after a navigation.
import { Heading } from '@utrecht/component-library-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { hasActed } from '../router';
import { useWords } from '../words/words';

interface PageProps {
  readonly title: string;
  /** what the window is called, where the heading itself would say too much */
  readonly windowTitle?: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly width?: 'text' | 'wide';
  readonly children: ReactNode;
}

export function useWindowTitle(title: string): void {
  const { t } = useWords();
  useEffect(() => {
    document.title = `${title} · ${t.brand}`;
  }, [title, t]);
}

export function useFocusOnArrival<T extends HTMLElement>() {
  const ref = useRef<T>(null);
  useEffect(() => {
    if (hasActed()) ref.current?.focus();
  }, []);
  return ref;
}

export function Page({ title, windowTitle, lead, actions, width = 'wide', children }: PageProps) {
  useWindowTitle(windowTitle ?? title);
  const heading = useFocusOnArrival<HTMLHeadingElement>();
  return (
    <div className={`page page--${width}`}>
      <header className="page__header">
        <div>
          <Heading level={1} ref={heading} tabIndex={-1}>
            {title}
          </Heading>
          {lead && <div className="page__lead">{lead}</div>}
        </div>
        {actions && <div className="page__actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}
