// SPDX-License-Identifier: EUPL-1.2
// For whoever has an account but no work list: calm, and without a hint of what others have.
import { MessagesSquare } from 'lucide-react';
import { useMe } from '../client_context';
import { Page } from '../parts/page';
import { useWords } from '../words/words';
import { NotApproved } from './not_approved';

export function NothingHere() {
  const { t } = useWords();
  const me = useMe();
  return (
    <Page title={t.nothing.title(me.name)} windowTitle={t.brand} width="text">
      <NotApproved />
      <div className="empty">
        <MessagesSquare aria-hidden className="empty__icon" />
        <p>{t.nothing.body}</p>
        <p className="quiet">{t.nothing.note}</p>
      </div>
    </Page>
  );
}
