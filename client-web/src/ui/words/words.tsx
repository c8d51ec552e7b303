// SPDX-License-Identifier: EUPL-1.2
// Hands every screen the dictionary of the chosen language and the dates written in it.
import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import type { Lang } from '../../state/model';
import { Dates } from './dates';
import { en } from './en';
import { type Dictionary, nl } from './nl';

interface Words {
  readonly t: Dictionary;
  readonly dates: Dates;
  readonly lang: Lang;
}

const dictionaries: Record<Lang, Dictionary> = { nl, en };
const WordsContext = createContext<Words>({ t: nl, dates: new Dates('nl', nl), lang: 'nl' });

export function WordsProvider({ lang, children }: { lang: Lang; children: ReactNode }) {
  const words = useMemo(() => ({ t: dictionaries[lang], dates: new Dates(lang, dictionaries[lang]), lang }), [lang]);
  useEffect(() => {
    document.documentElement.lang = lang;
  }, [lang]);
  return <WordsContext value={words}>{children}</WordsContext>;
}

export const useWords = (): Words => useContext(WordsContext);
