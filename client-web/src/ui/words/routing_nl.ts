// SPDX-License-Identifier: EUPL-1.2
// Words of passing on a signal to the gemeente, in Dutch.

export const routingNl = {
  title: 'Signaal doorgeven aan de gemeente',
  lead: 'Hebt u iets gezien of gehoord over een leerling, of heeft een school u iets verteld? U bespreekt het altijd met de aandachtsfunctionaris van de gemeente. Noem de leerling niet bij naam.',
  start: 'Signaal doorgeven',
  startLead: 'Hebt u zelf een signaal over polarisatie, radicalisering of extremisme? Geef het door aan de gemeente.',
  mine: 'Door u doorgegeven',
  gemeente: 'Welke gemeente?',
  gemeenteHint: 'De gemeente van de school van de leerling. Weet u de school niet, dan die waar de leerling woont.',
  gemeenteChoose: 'Kies een gemeente',
  noGemeente: 'Er is nu geen gemeente met een aandachtsfunctionaris bereikbaar in Beraad. Bel de gemeente.',
  readers: 'Wie leest uw signaal?',
  readersNone: 'Kies eerst een gemeente.',
  underOwnName: (name: string, org: string) => `U geeft dit door onder uw eigen naam: ${name}, ${org}.`,
  age: 'Hoe oud is de leerling ongeveer?',
  what: 'Wat geeft u door?',
  subject: 'Onderwerp',
  subjectHint: 'Kort, en zonder naam. Bijvoorbeeld: uitspraken van een jongere bij het station',
  text: 'Uw signaal',
  textHint: 'Wat is er gezien of gehoord, wanneer, en van wie weet u het? Zonder namen, adressen of nummers.',
  submit: 'Doorgeven',
  sending: 'Bezig met doorgeven…',
  blocked: 'Uw signaal is niet verstuurd. Haal eerst de gemarkeerde woorden weg.',
  waiting: 'De gemeente heeft uw signaal ontvangen. Zodra iemand het oppakt, ziet u hier wie dat is.',
  pickUpHint: 'Pakt u dit op, dan zien uw collega’s en wie het doorgaf dat u antwoordt.',
};
export type RoutingWords = typeof routingNl;

export const routingRecordNl = {
  title: 'Antwoord geven',
  done: 'Antwoord van de gemeente',
  lead: 'U vertelt wie het signaal doorgaf wat ermee gebeurt. Daarna wordt dit overleg gesloten.',
  fields: { answer: 'Wat gebeurt er met het signaal?' },
  words: 'Uw antwoord',
  wordsHint: 'Wat doet u, en wat vraagt u van wie het doorgaf? Noem geen namen.',
};
export const routingValuesNl = {
  with_school: 'De gemeente neemt het op met de school; de school opent zo nodig een casus',
  advice: 'Wie het doorgaf, gaat zelf verder met dit advies',
  elsewhere: 'Het hoort niet bij dit stappenplan; hieronder staat waar wel',
};
