// SPDX-License-Identifier: EUPL-1.2
// Who one is here, the language, and the fingerprint with which the region can be checked.
import { Heading } from '@utrecht/component-library-react';
import { Lock, LogOut } from 'lucide-react';
import { useClient, useMe } from '../client_context';
import { deskOf } from '../facts';
import { Act, ActLink } from '../parts/button';
import { Radios } from '../parts/choice';
import { Facts } from '../parts/facts_list';
import { Page } from '../parts/page';
import { useWords } from '../words/words';

export function Settings() {
  const { t, lang } = useWords();
  const client = useClient();
  const me = useMe();
  const works = ['school', 'consulted', 'partner'].includes(deskOf(me));
  return (
    <Page title={t.settings.title} width="text">
      <section className="panel">
        <Heading level={2}>{t.settings.account}</Heading>
        <Facts
          facts={[
            [t.settings.name, me.name],
            [
              t.settings.login,
              <span key="login" className="mono">
                {me.login}
              </span>,
            ],
            [t.settings.functie, t.functies[me.functie] ?? me.functie],
            [t.settings.org, me.orgName],
          ]}
        />
      </section>
      <section className="panel">
        <Radios
          legend={t.menu.language}
          hint={t.settings.languageHint}
          value={lang}
          layout="row"
          options={[
            { value: 'nl', label: <span lang="nl">{t.menu.nl}</span> },
            { value: 'en', label: <span lang="en">{t.menu.en}</span> },
          ]}
          onChange={(chosen) => client.setLang(chosen)}
        />
      </section>
      {works && (
        <section className="panel">
          <Heading level={2}>{t.standIn.title}</Heading>
          <p>{t.standIn.settings}</p>
          <div className="form__actions">
            <ActLink to={{ name: 'stand_in' }} weight="secondary">
              {t.standIn.link}
            </ActLink>
          </div>
        </section>
      )}
      <section className="panel">
        <Heading level={2}>{t.settings.safety}</Heading>
        <p>{t.settings.safetyBody}</p>
        <div className="form__actions">
          <Act weight="secondary" icon={Lock} onClick={() => void client.lock()}>
            {t.menu.lock}
          </Act>
          <Act weight="secondary" icon={LogOut} onClick={() => void client.signOut()}>
            {t.menu.signOut}
          </Act>
        </div>
        <Heading level={3}>{t.settings.fingerprint}</Heading>
        <p className="fingerprint mono">{me.rootFingerprint.match(/.{1,4}/g)?.join(' ')}</p>
        <p className="quiet">{t.settings.fingerprintHint}</p>
      </section>
    </Page>
  );
}
