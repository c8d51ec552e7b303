// SPDX-License-Identifier: EUPL-1.2
// A screen that fails is replaced by words and a way on, never by an empty page. What was typed is kept in the drafts.
import { Component, type ReactNode } from 'react';
import { useWords } from '../words/words';
import { Act } from './button';
import { Notice } from './notice';

export class FailureBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <Failed /> : this.props.children;
  }
}

function Failed() {
  const { t } = useWords();
  return (
    <main className="shell__main">
      <Notice kind="error" role="alert">
        <p>{t.failed}</p>
      </Notice>
      <Act onClick={() => location.reload()}>{t.starting.reload}</Act>
    </main>
  );
}
