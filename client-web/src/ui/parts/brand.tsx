// SPDX-License-Identifier: EUPL-1.2
// The mark: people around one table, of whom one stays unnamed.
import { useWords } from '../words/words';

export function Brand({ on = 'light' }: { on?: 'light' | 'dark' }) {
  const { t } = useWords();
  return (
    <span className={`brand brand--${on}`}>
      <svg viewBox="0 0 40 40" width="36" height="36" aria-hidden="true">
        <circle className="brand__table" cx="20" cy="20" r="8.5" />
        <circle className="brand__seat" cx="20" cy="5.5" r="3.6" />
        <circle className="brand__seat" cx="33" cy="15.5" r="3.6" />
        <circle className="brand__seat" cx="28.2" cy="31" r="3.6" />
        <circle className="brand__seat" cx="11.8" cy="31" r="3.6" />
        <circle className="brand__unnamed" cx="7" cy="15.5" r="2.9" />
      </svg>
      <span className="brand__name">{t.brand}</span>
    </span>
  );
}
