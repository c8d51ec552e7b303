// SPDX-License-Identifier: EUPL-1.2
// The talk with parents and pupil in Beraad (step 4), for the school and for its guests, in Dutch.

export const familyNl = {
  title: 'Gesprek met ouders en leerling',
  link: 'Praten met ouders en leerling in Beraad',
  goLink: 'Naar het gesprek met ouders en leerling',
  lead: 'U kunt ouders en de leerling uitnodigen om hier met u te schrijven. Het vervangt een echt gesprek niet.',
  purpose:
    'Wie u uitnodigt, ziet alleen dit gesprek: niets van de casus, de consultatie of een melding. Na stap 4 kan niemand er meer in schrijven. Leg de uitkomst daarna vast in het dossier.',
  open: 'Gesprek openen',
  opening: 'Gesprek wordt geopend…',
  openLead: 'Uw hele schoolteam leest mee. Ouders en leerling zien wie dat zijn.',
  toRoom: 'Naar het gesprek',
  guests: 'Gasten',
  nobody: 'Er is nog niemand uitgenodigd.',
  states: {
    invited: 'Heeft de code nog niet gebruikt',
    pending: 'Wacht op goedkeuring door uw beheerder',
    active: 'Goedgekeurd, wordt toegelaten',
    present: 'Neemt deel',
    blocked: 'Toegang beëindigd',
  },
  invite: 'Iemand uitnodigen',
  inviteOuder: 'Een ouder uitnodigen',
  inviteLeerling: 'De leerling uitnodigen',
  inviteLead: 'U krijgt een inlognaam en een code. Beraad kent de naam van uw gast niet, en uw beheerder ook niet.',
  inviting: 'Code wordt gemaakt…',
  again: 'Nieuwe code',
  againFor: (name: string) => `Nieuwe code voor ${name}`,
  codeTitle: (name: string) => `Code voor ${name}`,
  codeLead:
    'Geef dit persoonlijk of per telefoon aan uw gast. Schrijf zelf op wie het is. De code is één keer te gebruiken en verschijnt niet nog eens.',
  codeLogin: 'Inlognaam',
  codeWhere: 'De gast kiest op het inlogscherm “Hebt u een uitnodigingscode?”. Daarna keurt uw beheerder het account goed.',
  end: 'Toegang beëindigen',
  endFor: (name: string) => `Toegang van ${name} beëindigen`,
  endAsk: (name: string) => `Wilt u de toegang van ${name} beëindigen?`,
  endBody: 'De gast wordt meteen uitgelogd en kan niet meer meelezen. Dit kunt u niet terugdraaien.',
  endYes: 'Ja, beëindigen',
  ended: (name: string) => `De toegang van ${name} is beëindigd.`,
  over: 'Dit gesprek kan nu niet meer worden gevoerd; u kunt het wel teruglezen.',
  toCase: 'Terug naar de casus',
  banner: 'Gesprek tussen school en gezin',
  bannerWhy:
    'Alleen wie hieronder bij de deelnemers staat, leest dit. Er gaat van hieruit niets vanzelf naar gemeente, politie of anderen.',
  desk: {
    menu: 'Gesprek',
    title: (name: string) => `Welkom, ${name}`,
    lead: (school: string) => `${school} heeft u uitgenodigd voor een gesprek. Hier schrijft u met de school; niemand anders leest mee.`,
    waiting: 'De school laat u nog toe tot het gesprek. U hoeft niets te doen; kijk hier later nog eens.',
    notYet: 'De school moet uw account nog goedkeuren. Dat duurt meestal niet lang. Kijk hier later nog eens.',
    open: 'Naar het gesprek',
    closed: 'Dit gesprek is afgelopen. U kunt het nog lezen.',
    note: 'Hebt u een vraag die u liever niet opschrijft? Bel dan de school.',
  },
};

export type FamilyWords = typeof familyNl;
