// SPDX-License-Identifier: EUPL-1.2
// One page for what does not exist and for what is somebody else's: the two cannot be told apart.
import { ActLink } from '../parts/button';
import { Page } from '../parts/page';
import { useWords } from '../words/words';

export function Missing() {
  const { t } = useWords();
  return (
    <Page title={t.missing.title} lead={<p>{t.missing.body}</p>} width="text">
      <p>
        <ActLink to={{ name: 'home' }} weight="secondary">
          {t.missing.home}
        </ActLink>
      </p>
    </Page>
  );
}
