// SPDX-License-Identifier: EUPL-1.2
// For whoever enrolled and is not yet certified: before a whole form is filled in for nothing, it says who has to do what.
import { useMe } from '../client_context';
import { Notice } from '../parts/notice';
import { useWords } from '../words/words';

export function NotApproved() {
  const { t } = useWords();
  const me = useMe();
  if (me.certified) return null;
  return (
    <Notice kind="warning" title={t.notApproved.title}>
      <p>{t.notApproved.body}</p>
    </Notice>
  );
}
