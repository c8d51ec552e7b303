// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, it } from 'vitest';
import type { IdentityCard } from '../state/model';
import { findings } from './anonymity';

const kYear = 2026;

function found(text: string, card?: IdentityCard): readonly string[] {
  return findings(text, card, kYear).map(({ start, end, what }) => `${what}: ${text.slice(start, end)}`);
}

// text, then each finding as "what: the marked part"
const positives: readonly (readonly [string, ...string[]])[] = [
  ['Het bsn is 111222333.', 'bsn: 111222333'],
  ['BSN 1112.22.333 staat in het dossier', 'bsn: 1112.22.333'],
  ['nummer 111 222 333 hoort erbij', 'bsn: 111 222 333'],
  ['nummer 111-222-333', 'bsn: 111-222-333'],
  ['bsn 12345672 met acht cijfers', 'bsn: 12345672'],
  ['bsn:１１１２２２３３３', 'bsn: １１１２２２３３３'],

  ['Geboren op 12 maart 2009.', 'date_of_birth: 12 maart 2009'],
  ["hij is van 12-03-'09", "date_of_birth: 12-03-'09"],
  ['hij is van 12-03-’09 dus', 'date_of_birth: 12-03-’09'],
  ['12-03-2009', 'date_of_birth: 12-03-2009'],
  ['12/3/2009', 'date_of_birth: 12/3/2009'],
  ['12.03.2009', 'date_of_birth: 12.03.2009'],
  ['12 - 03 - 2009', 'date_of_birth: 12 - 03 - 2009'],
  ['12 03 2009', 'date_of_birth: 12 03 2009'],
  ['12-03-09', 'date_of_birth: 12-03-09'],
  ['2009-03-12', 'date_of_birth: 2009-03-12'],
  ['2009/03/12', 'date_of_birth: 2009/03/12'],
  ['12032009', 'date_of_birth: 12032009'],
  ['20090312', 'date_of_birth: 20090312'],
  ['12 mrt. 2009', 'date_of_birth: 12 mrt. 2009'],
  ['12 mrt 2009', 'date_of_birth: 12 mrt 2009'],
  ['12-mrt-2009', 'date_of_birth: 12-mrt-2009'],
  ["12 maart '09", "date_of_birth: 12 maart '09"],
  ['12 maart 09', 'date_of_birth: 12 maart 09'],
  ['12e maart 2009', 'date_of_birth: 12e maart 2009'],
  ['de 12de van maart 2009', 'date_of_birth: 12de van maart 2009'],
  ['twaalf maart 2009', 'date_of_birth: twaalf maart 2009'],
  ['twaalfde maart tweeduizendnegen', 'date_of_birth: twaalfde maart tweeduizendnegen'],
  ['eenentwintig augustus 2011', 'date_of_birth: eenentwintig augustus 2011'],
  ['tweeëntwintig augustus 2011', 'date_of_birth: tweeëntwintig augustus 2011'],
  ['12 MAART 2009', 'date_of_birth: 12 MAART 2009'],
  ['March 12, 2009', 'date_of_birth: March 12, 2009'],
  ['03/25/2009', 'date_of_birth: 03/25/2009'],
  ['zijn moeder is van 4 mei 1981', 'date_of_birth: 4 mei 1981'],
  ['jarig op 12 maart', 'date_of_birth: 12 maart'],
  ['is 12 maart jarig', 'date_of_birth: 12 maart'],
  ['geboortedatum: 12-3', 'date_of_birth: 12-3'],
  ['geb. 5 juni 2025', 'date_of_birth: 5 juni 2025'],
  ['Verjaardag 1/9', 'date_of_birth: 1/9'],

  ['Bel 0612345678', 'phone: 0612345678'],
  ['Bel 06-12345678 even', 'phone: 06-12345678'],
  ['06 12 34 56 78', 'phone: 06 12 34 56 78'],
  ['06 1234 5678', 'phone: 06 1234 5678'],
  ['+31612345678', 'phone: +31612345678'],
  ['+31 6 12345678', 'phone: +31 6 12345678'],
  ['+31 (0)6 12 34 56 78', 'phone: +31 (0)6 12 34 56 78'],
  ['0031612345678', 'phone: 0031612345678'],
  ['020-1234567', 'phone: 020-1234567'],
  ['(020) 123 45 67', 'phone: (020) 123 45 67'],
  ['0512-123456', 'phone: 0512-123456'],
  ['088 123 45 67', 'phone: 088 123 45 67'],
  ['+49 151 23456789', 'phone: +49 151 23456789'],
  ['0032 470 12 34 56', 'phone: 0032 470 12 34 56'],

  ['mail naar jan.voorbeeld@school.example.nl', 'email: jan.voorbeeld@school.example.nl'],
  ['jan @ voorbeeld.nl', 'email: jan @ voorbeeld.nl'],
  ['jan(at)voorbeeld.nl', 'email: jan(at)voorbeeld.nl'],
  ['jan apenstaartje voorbeeld punt nl', 'email: jan apenstaartje voorbeeld punt nl'],
  ['JAN@VOORBEELD.NL', 'email: JAN@VOORBEELD.NL'],

  ['volgt @vlinder_09 al lang', 'handle: @vlinder_09'],
  ['(@vlinder)', 'handle: @vlinder'],
  ['insta: vlinder09', 'handle: insta: vlinder09'],
  ['Snapchat = vlinder.x', 'handle: Snapchat = vlinder.x'],
  ['zijn tiktoknaam is vlinder', 'handle: tiktoknaam is vlinder'],
  ['vlinder#1234', 'handle: vlinder#1234'],

  ['zie https://voorbeeld.test/profiel?x=1', 'url: https://voorbeeld.test/profiel?x=1'],
  ['zie www.voorbeeld.nl', 'url: www.voorbeeld.nl'],
  ['op voorbeeld.nl staat het', 'url: voorbeeld.nl'],
  ['via t.me/groepje', 'url: t.me/groepje'],
  ['discord.gg/abc', 'url: discord.gg/abc'],

  ['Woont in de Dorpsstraat 12.', 'address: Dorpsstraat 12'],
  ['dorpsstraat 12a', 'address: dorpsstraat 12a'],
  ['Dorpsstr. 12', 'address: Dorpsstr. 12'],
  ['Prinses Beatrixlaan 4-2', 'address: Beatrixlaan 4-2'],
  ['Burgemeester de Vriesstraat 3 bis', 'address: Vriesstraat 3 bis'],
  ['Laan van de Vrede 120', 'address: Laan van de Vrede 120'],
  ['Grote Markt 3', 'address: Grote Markt 3'],
  ['hij woont op Damrak 70, boven de winkel', 'address: woont op Damrak 70'],
  ['adres: Spui 5', 'address: adres: Spui 5'],
  ['Korenbloemstraat 8, 1234 AB', 'address: Korenbloemstraat 8', 'postal_code: 1234 AB'],

  ['1234 AB', 'postal_code: 1234 AB'],
  ['1234AB', 'postal_code: 1234AB'],
  ['1234ab', 'postal_code: 1234ab'],
  ['postcode 1234 xb', 'postal_code: 1234 xb'],
  ['2011 GW in de stad', 'postal_code: 2011 GW'],
  ['1234 IS', 'postal_code: 1234 IS'],
];

const negatives: readonly string[] = [
  'In groep 8 op 3 november om 14.30 uur',
  'Op 3 november 2025 hebben we overleg gehad.',
  'Het gesprek is op 12 januari 2026 van 09.10-11.15 uur.',
  'op 3 november 15 leerlingen gesproken',
  'Tussen 08.30 en 16.00 uur was hij op school.',
  'Schooljaar 2025-2026, periode 2, week 47.',
  'In 2024 is hij naar een andere klas gegaan.',
  'In 2014 IS riep een kalifaat uit.',
  'Sinds 2023 en 2024 zien wij dit vaker.',
  'Het kostte 1500 km rijden en 2000 euro.',
  'Er waren 25 leerlingen, waarvan 3 uit havo 4 en 2 uit vmbo 3.',
  'Hij stond op het schoolplein 3 jongens op te wachten.',
  'Onderweg 2 keer gestopt.',
  'Er stonden op straat 4 jongens.',
  'Bij het park 10 minuten gewacht.',
  'In Amsterdam 3 keer gezien.',
  'Dit is de 4e keer in 6 weken, stap 3 van het plan.',
  'Een cijfer van 7,5 en daarna 4.5 voor toets 12.',
  'Rekening van 12.345.678 euro',
  'Artikel 8 EVRM en artikel 31, lid 2.',
  'Ik vraag me af of dit past @ school.',
  'Zie bijlage 2.1.3 en hoofdstuk 4.',
  'De leerling is 15 jaar en zit in de derde klas.de mentor is erbij betrokken.',
  'Hij zei: "dat is niet eerlijk". Daarna was het stil.',
  'Hij gebruikt instagram en snapchat veel.',
  'Verhouding 3:1, score 4-2, klas 1-2-3.',
  'Van 0 tot 10 geeft de docent een 8.',
  'Wat raden jullie aan? Wij denken aan een gesprek in week 3.',
  'Op maandag 10 en dinsdag 11 was er onrust om 10.15 u.',
  'Het nummer van de zaak is K7QF-3MD.',
  'De bijeenkomst duurde van 13:00-14:30, lokaal 2.14.',
  'In mei 2025 en juni 2025 was het rustig.',
  'Hij woont bij zijn oma 3 dagen per week.',
  '',
];

const card: IdentityCard = {
  givenName: 'Roos-Mariëlle',
  familyName: 'van den Bakker',
  birthDate: '2009-03-12',
  contact: 'moeder: Fatoumata, na 18 uur',
  aliases: ['Youssef', 'Jan', 'Zoë'],
};

const cardPositives: readonly (readonly [string, ...string[]])[] = [
  ['Roos was boos', 'identity_card: Roos'],
  ['roos was boos', 'identity_card: roos'],
  ['Mariëlle', 'identity_card: Mariëlle'],
  ['Marielle', 'identity_card: Marielle'],
  ['MARIELLE', 'identity_card: MARIELLE'],
  ['Marie\u0308lle kwam', 'identity_card: Marie\u0308lle'],
  ['Mari\u200bëlle kwam', 'identity_card: Mari\u200bëlle'],
  ['Marijelle', 'identity_card: Marijelle'],
  ['Mariele', 'identity_card: Mariele'],
  ['Mareille', 'identity_card: Mareille'],
  ["Marielle's tas", 'identity_card: Marielle'],
  ['Marielles tas', 'identity_card: Marielles'],
  ['Roos-Marielle', 'identity_card: Roos', 'identity_card: Marielle'],
  ['roosmarielle', 'identity_card: roosmarielle'],
  ['mevrouw Bakker', 'identity_card: Bakker'],
  ['van den Bakker', 'identity_card: Bakker'],
  ['Vandenbakker', 'identity_card: Vandenbakker'],
  ['Baker', 'identity_card: Baker'],
  ['Bakkker', 'identity_card: Bakkker'],
  ['Bakkers', 'identity_card: Bakkers'],
  ['Yousef', 'identity_card: Yousef'],
  ['Joesef', 'identity_card: Joesef'],
  ['Youssuf', 'identity_card: Youssuf'],
  ['Jan.', 'identity_card: Jan'],
  ['Jans fiets', 'identity_card: Jans'],
  ['Zoe', 'identity_card: Zoe'],
  ['Zoë’s jas', 'identity_card: Zoë'],
  ['zijn moeder Fatoumata belde', 'identity_card: Fatoumata'],
  ['op 12 maart was hij vrij', 'identity_card: 12 maart'],
  ['12/3', 'identity_card: 12/3'],
];

const cardNegatives: readonly string[] = [
  'De bakkerij verderop was dicht, er werd niet gebakken.',
  'De kinderen bakken koekjes; de meester was wakker.',
  'Het rooster is klaar, het roosteren ging goed.',
  'De januari-toets ging goed.',
  'Er is van den ene op de andere dag iets veranderd.',
  'Zijn moeder en vader kwamen na 18 uur.',
  'Hij loopt van de klas naar de kamer en maakt zich klaar.',
  'Wij maken ons zorgen om een leerling uit havo 4.',
  'Zo gaat het al weken, en zij zegt dat het niet klopt.',
];

const commonName: IdentityCard = { givenName: 'Dan', familyName: 'de Groot', birthDate: '2010-01-31', contact: '', aliases: ['Willem'] };

describe('the check of rule 11', () => {
  it.each(positives)('marks %j', (text, ...expected) => {
    expect(found(text)).toEqual(expected);
  });

  it.each(negatives)('lets an ordinary sentence pass: %j', (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each(cardPositives)('marks the words of the card in %j', (text, ...expected) => {
    expect(found(text, card)).toEqual(expected);
  });

  it.each(cardNegatives)('does not take ordinary words for the card: %j', (text) => {
    expect(found(text, card)).toEqual([]);
  });

  it('takes a name that is a frequent word only with a capital or beside another word of the card', () => {
    expect(found('dan is het een groot probleem, hij wil niet en willen wij dat?', commonName)).toEqual([]);
    expect(found('ik sprak Dan gisteren', commonName)).toEqual(['identity_card: Dan']);
    expect(found('ik sprak dan de groot gisteren', commonName)).toEqual(['identity_card: dan', 'identity_card: groot']);
    expect(found('ik sprak De Groot gisteren', commonName)).toEqual(['identity_card: Groot']);
    expect(found('ik sprak willem', commonName)).toEqual(['identity_card: willem']);
  });

  it('marks everything in a longer text, in order and without overlap', () => {
    const text = 'Roos (bsn 111222333, 12 maart 2009) woont Dorpsstraat 12, 1234 AB; bel 06 12345678 of mail r@voorbeeld.nl.';
    expect(found(text, card)).toEqual([
      'identity_card: Roos',
      'bsn: 111222333',
      'date_of_birth: 12 maart 2009',
      'address: Dorpsstraat 12',
      'postal_code: 1234 AB',
      'phone: 06 12345678',
      'email: r@voorbeeld.nl',
    ]);
  });

  it('reads only numbers that pass the 11-proef as a bsn', () => {
    expect(found('111222334')).toEqual([]);
    expect(found('000000000')).toEqual([]);
  });

  it('answers a long text at once', () => {
    const text = `${'Wij maken ons zorgen over wat er in de klas gebeurt. '.repeat(600)}06-12345678`;
    expect(found(text, card)).toEqual(['phone: 06-12345678']);
  });

  it.each(['a', 'a.', 'a-', 'a@', '1 ', '06 ', 'straat ', '12 maart ', "'", '(', 'laan van a '])(
    'is not held up by %j over and over',
    (part) => {
      expect(Array.isArray(found(part.repeat(32_000 / part.length), card))).toBe(true);
    },
  );

  it('keeps its tables at their size', () => {
    expect([positives.length, negatives.length, cardPositives.length, cardNegatives.length]).toEqual([85, 34, 30, 9]);
  });
});
