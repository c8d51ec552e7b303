// SPDX-License-Identifier: EUPL-1.2
// The way to the actions of all one's cases, for whoever is in a case that has any.
import { ListTodo } from 'lucide-react';
import { useSnapshot } from '../client_context';
import { ActLink } from '../parts/button';
import { useWords } from '../words/words';

export function FollowUpLink() {
  const { t } = useWords();
  const { cases } = useSnapshot();
  if (!cases.some(({ records }) => records.some(({ record }) => record === 'task'))) return null;
  return (
    <p>
      <ActLink to={{ name: 'follow_up' }} weight="secondary" icon={ListTodo}>
        {t.follow.link}
      </ActLink>
    </p>
  );
}
