// SPDX-License-Identifier: EUPL-1.2
// The sentences for what this device itself refuses or cannot do; what the server refuses comes with the server's own sentence.
import type { Failure } from '../crypto/result';
import type { Denial, Policy } from '../policy/policy';
import type { Lang, Problem } from './model';

const sentences = {
  offline: ['U bent niet verbonden. Beraad probeert het vanzelf opnieuw.', 'You are not connected. Beraad tries again by itself.'],
  no_connection: [
    'U bent niet verbonden. Er is niets vastgelegd; probeer het opnieuw als u weer verbonden bent.',
    'You are not connected. Nothing was recorded; try again when you are connected.',
  ],
  lost: ['De verbinding viel weg voordat er antwoord kwam.', 'The connection was lost before an answer came.'],
  malformed_answer: ['De server gaf een antwoord dat Beraad niet begrijpt.', 'The server gave an answer that Beraad does not understand.'],
  not_signed_in: ['U bent niet meer aangemeld.', 'You are no longer signed in.'],
  locked: ['Beraad is vergrendeld.', 'Beraad is locked.'],
  weak_parameters: [
    'De server vraagt om een te zwakke beveiliging van uw wachtzin. Beraad stopt hier.',
    'The server asks for too weak a protection of your passphrase. Beraad stops here.',
  ],
  bad_vault: ['Uw kluis kon niet worden geopend.', 'Your vault could not be opened.'],
  bad_recovery_code: ['Deze herstelcode klopt niet. Controleer de tekens.', 'This recovery code is not right. Check the characters.'],
  bad_invitation: ['Deze uitnodigingscode klopt niet.', 'This invitation code is not right.'],
  empty_passphrase: ['Vul uw wachtzin in.', 'Enter your passphrase.'],
  short_passphrase: ['Kies een wachtzin van ten minste 14 tekens.', 'Choose a passphrase of at least 14 characters.'],
  other_region: ['Deze server hoort niet bij de regio van dit programma.', 'This server does not belong to the region of this program.'],
  other_policy: [
    'Deze server gebruikt andere spelregels dan dit programma. Herlaad de pagina.',
    'This server uses other rules than this program. Reload the page.',
  ],
  status_expired: [
    'Beraad kan nu niet nagaan of alle certificaten geldig zijn. Er wordt niets verstuurd.',
    'Beraad cannot check now whether all certificates are valid. Nothing is sent.',
  ],
  certificate_revoked: [
    'Van een deelnemer is het certificaat niet meer geldig. Er wordt niets verstuurd tot dat is opgelost.',
    'The certificate of a participant is no longer valid. Nothing is sent until that is resolved.',
  ],
  room_open: [
    'Dit overleg is al open. Vraag een collega die erin zit om u toe te voegen.',
    'This room is open already. Ask a colleague who is in it to add you.',
  ],
  not_certified: ['Uw beheerder heeft uw account nog niet bevestigd.', 'Your administrator has not confirmed your account yet.'],
  not_found: ['Dit bestaat niet of is niet voor u.', 'This does not exist or is not for you.'],
  room_not_ready: ['Dit overleg wordt nog geladen.', 'This consultation is still loading.'],
  room_broken: [
    'De geschiedenis van dit overleg klopt niet. Er wordt niets meer verstuurd. Neem contact op met uw beheerder.',
    'The history of this consultation does not verify. Nothing more is sent. Contact your administrator.',
  ],
  room_forked: [
    'De server laat niet iedereen dezelfde geschiedenis van dit overleg zien. Er wordt niets meer verstuurd. Neem contact op met uw beheerder.',
    'The server does not show everyone the same history of this consultation. Nothing more is sent. Contact your administrator.',
  ],
  closed: ['Dit overleg is gesloten; u kunt er alleen in lezen.', 'This consultation is closed; it can only be read.'],
  identifying_words: [
    'In deze tekst staat iets wat de leerling herkenbaar kan maken. Haal het gemarkeerde weg.',
    'This text contains something that could identify the pupil. Remove what is marked.',
  ],
  empty_text: ['Schrijf eerst een tekst.', 'Write a text first.'],
  not_a_day: ['Kies een dag.', 'Choose a day.'],
  words_required: ['Schrijf er een toelichting bij.', 'Add an explanation.'],
  text_too_long: ['Deze tekst is te lang.', 'This text is too long.'],
  not_yours: ['U kunt alleen uw eigen bericht wijzigen.', 'You can only change your own message.'],
  lead_not_in_team: ['Wie het voortouw heeft, moet in het schoolteam zitten.', 'Whoever takes the lead has to be in the school team.'],
  bad_pseudonym: [
    'De server gaf een pseudoniem dat niet bij uw vraag past. Er is niets verstuurd.',
    'The server gave a pseudonym that does not fit what you asked. Nothing was sent.',
  ],
  declaration_missing: [
    'Wie hier deelneemt, verklaart eerst geen persoonlijke relatie met de leerling te hebben.',
    'Whoever takes part here first declares to have no personal relation to the pupil.',
  ],
  no_org_key: ['Uw kluis heeft de sleutel van uw organisatie niet.', 'Your vault does not have the key of your organisation.'],
  guest_needs_case: ['Een gast hoort bij één casus. Kies eerst de casus.', 'A guest belongs to one case. Choose the case first.'],
  no_partner: [
    'Er is bij uw gemeente nog niemand die uw vraag of melding kan ontvangen.',
    'There is nobody at your municipality yet who can receive your question or report.',
  ],
} as const;

export type LocalReason = keyof typeof sentences;

function isLocal(reason: string): reason is LocalReason {
  return Object.hasOwn(sentences, reason);
}

export function problem(reason: LocalReason, lang: Lang, rule = ''): Problem {
  return { reason, rule, message: sentences[reason][lang === 'nl' ? 0 : 1] };
}

export function refuse(reason: LocalReason, lang: Lang, rule = ''): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem: problem(reason, lang, rule) };
}

/** Gives a problem that came without a sentence its own. */
export function worded(found: Problem, lang: Lang): Problem {
  return found.message === '' && isLocal(found.reason) ? { ...found, message: sentences[found.reason][lang === 'nl' ? 0 : 1] } : found;
}

function denialOf(failure: Failure, policy: Policy): Denial | undefined {
  return failure.code === 'denied' ? Object.values(policy.denials).find(({ code }) => code === failure.where) : undefined;
}

/** Why a room is shown as broken; an entry that the rules refuse adds the rule's own words. */
export function brokenBy(failure: Failure, policy: Policy, lang: Lang): Problem {
  const denial = denialOf(failure, policy);
  return denial === undefined ? problem(failure.code === 'forked' ? 'room_forked' : 'room_broken', lang) : brokenByRule(denial, lang);
}

/** The room holds something that the rules refuse. */
export function brokenByRule(denial: Denial, lang: Lang): Problem {
  const found = problem('room_broken', lang, denial.rule);
  return { ...found, message: `${found.message} ${denial[lang]}` };
}

/** Why this device did not make what was asked. */
export function notMade(failure: Failure, policy: Policy, lang: Lang): { readonly ok: false; readonly problem: Problem } {
  const denial = denialOf(failure, policy);
  if (denial !== undefined) return denied(denial, lang);
  return refuse(failure.code === 'malformed' ? 'text_too_long' : 'certificate_revoked', lang);
}

export function denied(denial: Denial, lang: Lang): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem: { reason: 'refused', rule: denial.rule, message: denial[lang] } };
}

/** How somebody is called in lists of names who does not show a name. */
export function inPlaceOfName(name: string, absent: string, lang: Lang): string {
  return lang === 'nl' ? `${name} namens ${absent}` : `${name} on behalf of ${absent}`;
}

/** What is shown of a conversation whose first message, with its title, was taken away. */
export function removedTitle(lang: Lang): string {
  return lang === 'nl' ? 'Verwijderd onderwerp' : 'Removed subject';
}

export function pseudonymName(school: string, lang: Lang): string {
  const somebody = lang === 'nl' ? 'professional van een school' : 'professional of a school';
  return school === '' ? somebody : `${somebody} (${school})`;
}
