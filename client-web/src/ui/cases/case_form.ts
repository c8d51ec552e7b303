// SPDX-License-Identifier: EUPL-1.2
// The form of a new case, apart from the screen: what is missing in it, and what goes to the client.
import type { AgeBand, Case, NewCase } from '../../state/model';
import type { Dictionary } from '../words/nl';

export interface CaseForm {
  readonly behaviour: string;
  readonly context: string;
  readonly source: string;
  readonly kind: string;
  readonly ageBand: AgeBand | '';
  readonly lead: string;
  readonly team: readonly string[];
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: string;
  readonly contact: string;
  readonly aliases: string;
}

export const emptyCase: CaseForm = {
  behaviour: '',
  context: '',
  source: '',
  kind: '',
  ageBand: '',
  lead: '',
  team: [],
  givenName: '',
  familyName: '',
  birthDate: '',
  contact: '',
  aliases: '',
};

/** What is still so of whom an earlier case was about; what happened now is for the school to write. */
export function caseAgain({ ageBand, identity }: Case): CaseForm {
  if (identity === undefined) return { ...emptyCase, ageBand };
  const { givenName, familyName, birthDate, contact, aliases } = identity;
  return { ...emptyCase, ageBand, givenName, familyName, birthDate, contact, aliases: aliases.join(', ') };
}

const required = ['behaviour', 'context', 'source', 'kind', 'ageBand', 'givenName', 'familyName'] as const;

export function faultsIn(form: CaseForm, t: Dictionary): Partial<Record<keyof CaseForm, string>> {
  const faults: Partial<Record<keyof CaseForm, string>> = {};
  for (const field of required) if (!form[field].trim()) faults[field] = t.required;
  return faults;
}

/** Only of a form without faults. */
export function newCaseOf(form: CaseForm, continues: string): NewCase {
  return {
    ageBand: form.ageBand || '12-15',
    signal: { behaviour: form.behaviour.trim(), context: form.context.trim(), source: form.source.trim(), kind: form.kind },
    identity: {
      givenName: form.givenName.trim(),
      familyName: form.familyName.trim(),
      birthDate: form.birthDate,
      contact: form.contact.trim(),
      aliases: form.aliases
        .split(',')
        .map((alias) => alias.trim())
        .filter(Boolean),
    },
    lead: form.team.includes(form.lead) ? form.lead : '',
    team: form.team,
    continues,
  };
}
