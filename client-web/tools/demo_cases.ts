// SPDX-License-Identifier: EUPL-1.2
// Cases at each step of the plan and at each of its ends, so that a newcomer sees what a dossier looks like. Everybody and everything is invented.
import {
  action,
  closedAtSchool,
  closedDossier,
  escalated,
  handedToSchool,
  madeKnown,
  planned,
  pupilConsents,
  recorded,
  reported,
  scaledDown,
  talkedWithParents,
  talkedWithPupil,
  toBeMonitored,
  toStep4,
  weighed,
} from './demo_acts';
import { day, type Script } from './demo_play';

const kFriends =
  'Rustig gesprek. Vertelt over ruzie in de vriendengroep en over filmpjes die daar rondgaan. Wil niet dat het groot wordt gemaakt.';
const kRelieved = 'De ouders herkennen het en waren opgelucht dat de school belde. Zij willen meedenken.';

const kPlanRoom = ['opener', 'agent', 'youth_worker'] as const;
const kSchoolTalks = 'De mentor praat elke week een kwartier met Yannick.';
const kOnTheSquare = 'Uitzoeken wie de oudere jongens op het plein zijn.';

/** Steps 1 to 5 of one school, in which the pupil is nowhere named to others, and one case that was closed at school. */
export const kSchoolCases: readonly Script[] = [
  {
    ...{ opener: 'teacher', ageBand: '12-15', givenName: 'Siebren', familyName: 'Hoekema' },
    behaviour: 'Tekent tekens in een schrift waar anderen van schrikken.',
    acts: [],
  },
  {
    ...{ opener: 'teacher', ageBand: '12-15', givenName: 'Amal', familyName: 'Rietveld' },
    behaviour: 'Valt stil als het over het nieuws gaat.',
    acts: talkedWithPupil(6, kFriends),
  },
  {
    ...{ opener: 'teacher', ageBand: '16-17', givenName: 'Jildou', familyName: 'Postmus' },
    behaviour: 'Komt niet meer bij de sportclub en zegt dat “niemand te vertrouwen is”.',
    acts: [...talkedWithPupil(6, kFriends), toStep4, pupilConsents(2, 'refused', 'Wil eerst zelf thuis vertellen wat er speelt.')],
  },
  {
    ...{ opener: 'teacher', ageBand: '12-15', givenName: 'Wessel', familyName: 'Duinkerk' },
    behaviour: 'Roept op om een klasgenoot “weg te werken” en laat daar filmpjes bij zien.',
    acts: [
      ...talkedWithPupil(6, kFriends),
      ...talkedWithParents(3, kRelieved),
      ...reported(
        'Oproepen tegen een klasgenoot',
        'Wij hebben met de leerling en met de ouders gesproken. De oproepen gaan door, ook buiten school. Wij vragen de gemeente om het over te nemen.',
      ),
    ],
  },
  {
    ...{ opener: 'teacher', ageBand: '12-15', givenName: 'Mees', familyName: 'Achterberg' },
    behaviour: 'Wilde een week lang niet naast een klasgenoot zitten.',
    acts: [...talkedWithPupil(6, kFriends), closedAtSchool('Het was een ruzie over een groepsopdracht. Zij werken weer samen.')],
  },
];

/** Of another school, whose pupils were made known: from the accepted report to the closed dossier. */
export const kKnownCases: readonly Script[] = [
  {
    ...{ opener: 'carer', ageBand: '12-15', givenName: 'Marit', familyName: 'Zandstra' },
    behaviour: 'Plakt stickers met leuzen in de gang en zegt dat “de anderen” hier niet horen.',
    acts: [
      ...talkedWithPupil(9, 'Marit zegt dat het een grap is. Later vertelt zij dat zij de stickers kreeg van een groep op internet.'),
      ...talkedWithParents(5, 'De ouders schrokken van de stickers. Zij willen hulp bij het gesprek thuis.'),
      ...reported(
        'Stickers met leuzen',
        'Een leerling krijgt leuzen en stickers van een groep op internet. Ouders en school vragen om hulp.',
      ),
      ...madeKnown('parents', 'Wij vroegen of de gemeente mag weten om wie het gaat. De ouders vinden dat goed, Marit weet ervan.'),
    ],
  },
  {
    ...{ opener: 'carer', ageBand: '16-17', givenName: 'Douwe', familyName: 'Haverkort' },
    behaviour: 'Verdedigt geweld in de les en brak met vrienden die daar iets van zeiden.',
    acts: [
      ...talkedWithPupil(16, 'Douwe praat graag, maar vooral over “de strijd”. Over thuis zegt hij weinig.'),
      pupilConsents(15, 'given', 'Zijn moeder mag het weten. Hij wil er zelf bij zijn.'),
      ...talkedWithParents(12, 'Moeder maakt zich al langer zorgen. Douwe was erbij en luisterde.'),
      ...reported(
        'Geweld verdedigen in de les',
        'Een leerling verdedigt geweld en raakt vrienden kwijt. De gesprekken op school helpen nog niet.',
      ),
      ...madeKnown('pupil', 'Douwe vindt het goed dat de gemeente zijn naam weet. Hij wil horen wat er daarna gebeurt.'),
      ...weighed({
        ago: 2,
        gemeente: 'Douwe zoekt een plek waar hij erbij hoort. De toon is harder geworden sinds hij stopte met voetbal.',
        politie: 'Er zijn geen strafbare feiten. Wel kent de wijk een groep die jongens van deze leeftijd opzoekt.',
      }),
      recorded('gemeente', 'weegtafel', 'agenda', { on: day(5) }, 'Tweede bespreking: de duiding van het OM, en daarna de uitkomst.'),
      {
        does: 'say',
        ...{ by: 'gemeente_weegtafel', in: 'weegtafel', title: 'Voor de tweede bespreking' },
        text: 'Wij missen nog de duiding van het OM. Lukt dat voor de volgende keer?',
      },
    ],
  },
  {
    ...{ opener: 'mentor', ageBand: '12-15', givenName: 'Yannick', familyName: 'Terwisscha' },
    behaviour: 'Hangt na school rond met oudere jongens en neemt hun harde taal mee de klas in.',
    acts: [
      ...talkedWithPupil(28, 'Yannick vindt de jongens stoer: “Zij luisteren tenminste.” Hij wil niet dat zij weten dat hij dit vertelt.'),
      ...talkedWithParents(25, 'Vader wil dat het stopt, moeder wil vooral dat Yannick blijft praten. Samen zijn zij het daarover eens.'),
      ...reported(
        'Oudere jongens rond een leerling',
        'Een leerling trekt op met oudere jongens die tot geweld oproepen. School en ouders krijgen hem daar niet los.',
      ),
      ...madeKnown('parents', 'De ouders vragen zelf of politie en jongerenwerk kunnen meekijken.'),
      ...weighed({
        ago: 10,
        gemeente: 'De groep is de trekker, niet de ideeën. Yannick is jong en wil erbij horen.',
        politie: 'De groep is bekend in de wijk. Wij zien dat zij jongere leerlingen boodschappen laten doen.',
      }),
      recorded(
        'om_weegtafel',
        'weegtafel',
        'duiding',
        {},
        'Op dit moment is er niets om te vervolgen. Hulp en toezicht passen hier beter.',
      ),
      ...escalated('School, politie en jeugdhulp moeten dit samen doen, met een plan.'),
      { does: 'open', kind: 'casusoverleg', invites: kPlanRoom },
      ...planned({
        picture: 'Yannick doet het op school redelijk. Na school is er niemand thuis. De oudere jongens vullen die tijd.',
        duiding: 'Wij zien beginnende radicalisering: hij neemt taal over, nog geen plannen. Erkenning is wat hij zoekt.',
        plan: 'De school houdt contact. Het CJG zoekt met de ouders iets voor na school. De politie let op de groep.',
        reviewIn: 21,
      }),
      action('casusoverleg', 'opener', 3, 'weekly', kSchoolTalks),
      action('casusoverleg', 'agent', -2, 'once', kOnTheSquare),
      action('casusoverleg', 'youth_worker', 10, 'once', 'Kennismaken met Yannick en zijn ouders.'),
      action('casusoverleg', 'agent', -4, 'once', 'De wijkagent laten weten dat de school dit meldt.'),
      recorded(
        'agent',
        'casusoverleg',
        'task_done',
        { task: 'De wijkagent laten weten dat de school dit meldt.' },
        'Gedaan. De wijkagent loopt vaker langs het plein.',
      ),
      recorded(
        'agent',
        'casusoverleg',
        'agreement',
        {},
        'De politie spreekt Yannick niet aan op straat zonder eerst met de school te bellen.',
      ),
      recorded('opener', 'casusoverleg', 'contact', { on: day(-1) }, 'Goed gesprek. Hij vroeg zelf of hij vrijdag weer mag komen.'),
      recorded(
        'gemeente',
        'casusoverleg',
        'meeting',
        { on: day(7) },
        'Tweede casusoverleg, 15.00 uur op het gemeentehuis. Agenda: de acties, en wie de ouders bijpraat.',
      ),
      {
        does: 'say',
        ...{ by: 'agent', in: 'casusoverleg', title: 'De groep op het plein' },
        text: 'Ik weet nu van twee van de jongens wie het zijn. Voor de derde heb ik nog een paar dagen nodig.',
      },
      {
        does: 'answer',
        ...{ by: 'opener', in: 'casusoverleg' },
        text: 'Dank. Yannick noemde vandaag uit zichzelf dat hij daar minder komt. Zal ik dat in het dossier zetten?',
      },
    ],
  },
  {
    ...{ opener: 'carer', ageBand: '12-15', givenName: 'Sanna', familyName: 'Wiarda' },
    behaviour: 'Deelt berichten van een gesloten kanaal en komt vaker te laat.',
    acts: [
      ...talkedWithPupil(45, 'Sanna vertelt dat zij ’s nachts filmpjes kijkt. Zij gelooft niet alles, “maar wel veel”.'),
      ...talkedWithParents(40, 'De ouders wisten niet van het kanaal. Zij maken thuis afspraken over de telefoon.'),
      ...reported(
        'Berichten uit een gesloten kanaal',
        'Een leerling deelt berichten die tot haat oproepen. Thuis zijn er afspraken, maar wij willen het samen volgen.',
      ),
      ...madeKnown('parents', 'De ouders gaven toestemming en willen op de hoogte blijven.'),
      ...weighed({
        ago: 33,
        gemeente: 'Sanna twijfelt nog. Er zijn volwassenen om haar heen die zij vertrouwt.',
        politie: 'Het kanaal is bekend. Sanna plaatst zelf niets, zij kijkt mee.',
      }),
      ...toBeMonitored(0, 'Niet opschalen. Wel volgen, met de school als vaste plek.'),
      { does: 'open', kind: 'opvolging', invites: ['opener', 'agent', 'youth_worker'] },
      action('opvolging', 'opener', -3, 'monthly', 'Gesprek met Sanna en haar mentor over hoe het gaat.'),
      action('opvolging', 'youth_worker', 5, 'once', 'De ouders helpen met afspraken over de telefoon.'),
      action('opvolging', 'agent', -1, 'monthly', 'Kijken of Sanna in het kanaal iets plaatst.'),
      recorded(
        'agent',
        'opvolging',
        'task_progress',
        { task: 'Kijken of Sanna in het kanaal iets plaatst.', due: day(30) },
        'Zij heeft niets geplaatst. Volgende maand kijken wij opnieuw.',
      ),
      recorded('opener', 'opvolging', 'contact', { on: day(-4) }, 'Sanna komt weer op tijd. Zij zegt dat zij beter slaapt.'),
      recorded(
        'gemeente',
        'opvolging',
        'review',
        { contact_keeper: 'opener', last_contact: day(-4), review_on: day(0) },
        'Het gaat rustiger. De afspraken thuis werken. Vandaag bellen wij met de school over het vervolg.',
      ),
    ],
  },
  {
    ...{ opener: 'carer', ageBand: '18+', givenName: 'Niek', familyName: 'Rozema' },
    behaviour: 'Wilde stoppen met school om zich “voor te bereiden” en hield dat geheim voor vrienden.',
    acts: [
      ...talkedWithPupil(
        160,
        'Niek vertelt na een tijdje over een forum waar hij elke avond zit. Hij schaamt zich, en wil er wel over praten.',
      ),
      toStep4,
      ...reported(
        'Stoppen met school',
        'Een leerling wil stoppen met school en bereidt iets voor waarover hij weinig zegt. Wij maken ons zorgen.',
      ),
      ...madeKnown('pupil', 'Niek is achttien. Hij vindt het goed dat de gemeente weet wie hij is.'),
      ...weighed({
        ago: 140,
        gemeente: 'Niek is alleen komen te staan na een verhuizing. Het forum gaf hem een doel.',
        politie: 'Wij zien grote woorden en geen middelen. Wel is er iemand op het forum die hem aanmoedigt.',
      }),
      ...escalated('Eén plan, waarin school en politie van elkaar weten wat zij doen.'),
      { does: 'open', kind: 'casusoverleg', invites: ['opener', 'agent'] },
      ...planned({
        picture: 'Niek woont sinds een jaar in Oeverdam. Hij heeft er geen vrienden. Op school gaat hij goed met één docent om.',
        duiding: 'Het forum vult een leegte. Zonder die leegte verliest het zijn kracht.',
        plan: 'De docent wordt zijn vaste begeleider. De politie praat één keer met hem, met de begeleider erbij.',
        reviewIn: 14,
      }),
      ...scaledDown(
        'casusoverleg',
        ['opener', 'agent'],
        'Niek maakt school af en heeft mensen om zich heen die hij vertrouwt.',
        'Niek loopt stage en is gestopt met het forum. Dat is al drie maanden zo.',
      ),
      ...handedToSchool(
        'Niek is gestopt met het forum en loopt stage. De school houdt elke twee weken contact tot zijn diploma.',
        'Als Niek weer wegblijft of opnieuw over “voorbereiden” begint, belt de school de gemeente dezelfde dag.',
      ),
      { does: 'open', kind: 'overdracht', invites: [] },
      {
        does: 'say',
        ...{ by: 'gemeente', in: 'overdracht', title: 'Overdracht aan de school' },
        text: 'De samenvatting staat in het dossier. Kunt u de overdracht aannemen als u hem hebt gelezen?',
      },
    ],
  },
  {
    ...{ opener: 'carer', ageBand: '16-17', givenName: 'Loek', familyName: 'Tjaarda' },
    behaviour: 'Nam een vlag mee naar school en daagde klasgenoten uit.',
    acts: [
      ...talkedWithPupil(240, 'Loek vond de vlag vooral spannend. Hij wist niet goed waar zij voor staat.'),
      pupilConsents(239, 'given', 'Loek wil dat zijn ouders het van school horen.'),
      ...talkedWithParents(236, 'De ouders herkennen de uitdagende toon. Zij willen dat er een rustig gesprek komt.'),
      ...reported('Een vlag op school', 'Een leerling daagt klasgenoten uit met een vlag. Het gesprek op school hielp maar even.'),
      ...madeKnown('pupil', 'Loek vindt het goed, als hij maar weet wie er meepraten.'),
      ...weighed({
        ago: 225,
        gemeente: 'Loek zoekt de grens op. Er is weinig overtuiging, wel veel behoefte aan aandacht.',
        politie: 'Geen contacten die ons zorgen geven.',
      }),
      ...toBeMonitored(30, 'Volgen is genoeg. De school kan dit dragen, met de gemeente op de achtergrond.'),
      { does: 'open', kind: 'opvolging', invites: ['opener'] },
      action('opvolging', 'opener', -60, 'once', 'Loek helpt mee aan de projectweek over vrijheid.'),
      recorded(
        'opener',
        'opvolging',
        'task_done',
        { task: 'Loek helpt mee aan de projectweek over vrijheid.' },
        'Hij heeft een gastspreker uitgenodigd en stelde zelf de vragen.',
      ),
      recorded('opener', 'opvolging', 'contact', { on: day(-20) }, 'Loek kijkt nuchter terug: “Ik wilde vooral dat iemand keek.”'),
      ...scaledDown(
        'opvolging',
        ['opener'],
        'Loek gaat met klasgenoten om zonder hen uit te dagen.',
        'Er is een half jaar niets meer voorgevallen. School en ouders zijn gerust.',
      ),
      ...handedToSchool(
        'Het doel is bereikt. De mentor blijft het eerste gezicht voor Loek en zijn ouders.',
        'Bij een nieuw voorval belt de school de gemeente.',
      ),
      ...closedDossier,
    ],
  },
];

/** The school writes with both parents. */
export const kFamilyCase: Script = {
  ...{ opener: 'teacher', ageBand: '12-15', givenName: 'Jelte', familyName: 'Brandsma' },
  behaviour: 'Praat veel over “de echte waarheid” en wordt boos als iemand doorvraagt.',
  acts: [...talkedWithPupil(6, kFriends), toStep4],
};
