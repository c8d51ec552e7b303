// SPDX-License-Identifier: EUPL-1.2
// Frequent Dutch words that lie close to names, or are names too. A word in this list is never taken for a misspelt name.

const words = `
aan aandacht aangeven aanpak acht achter actie af afspraak al alle alleen allemaal alles als altijd ander andere anders angst antwoord
april arm armen avond baan baas bang bank basis been beeld been begin begon beide bekend ben bent berg bericht best beste beter bewust bezig
bezoek bij bijna bijv binnen blij blijft blijven boek boeken boos bos bosje breed brengen brief broer bruin buiten buurt cijfer cijfers contact
daar daarna daarom dader dag dagen dan dank dat de deed deel dacht deels den denk denken der deur deze dicht die dienst dik ding dingen dit dochter
doe doel doen doet dom donker door doos dorp draagt dragen drie dus duidelijk duur echt een eens eerst eerste eigen eind einde elk elke en enige er
erg ergens even familie fiets film fijn foto gaan gaat gang gast gauw gebeurt gedaan gedrag geef geel geen geeft gegaan geheim gehoord geld geleden
gelijk geloof gemaakt gemeente gemerkt genoeg gerust gesprek gesprekken geval geven gevoel gezegd gezien gezin gingen ging glas goed goede graag grap
grens groen groep groepen groot grote haal haar had hadden half hand handen hard hart heb hebben heeft heel heen heer hele help helpen hem hen het
hier hij hoe hoek hoger hond honden hoofd hoog hoop hoor hoort horen huis hulp idee iemand iets ik in jaar jaren jas je jij jong jonge jongen jongens
jou juist juf kaart kamer kamers kan kans kant kant kast keer kent kerk kijk kijken kijkt kind kinderen klaar klas klassen klein kleine kleur knap kok koken
kom komen komt kon konden kort korte kracht kreeg krijgt krijgen kwam kwaad laag laat laatst laatste land lang lange lange langer laten later last leek leef leeg leef leer leeraar
leerling leerlingen leren lerares leraar les lesje lessen lezen lid lief liep liever lijkt lijn licht links loopt lopen los luid luister maak maakt maakten maar maand maanden mag maken
makkelijk man mannen manier markt mee meer meest meester meisje meisjes melden melding men mens mensen mentor merk merken met mij mijn min minder
misschien moe moeder moeders moest moet moeten mogen mond mooi morgen muur naam naar nacht namelijk nee neem neer nemen nergens net niemand niet niets nieuw nieuwe
nodig nog nooit nou nu of om omdat onder onderwijs ons onze ook oom oma op opa open opvallend oost oud oude ouder ouders over paar pak pas plaats
plan plek politie post praat praten precies prima prins probleem punt raad raar rad recht rechts reden rest rijk ring roep roepen rol rond rood ruim ruimte rust
rustig samen schoen school scholen schrift schrijft schuld serieus sinds slaan slecht slim snel soms soort spel spelen speelt spreek spreken sprak staan
staat stad stap stapt steeds stel stellen stem sterk steun stil stond straat straf straks strak stuk taal tafel taken tas tegen tekst telefoon ten ter terug thuis tijd tijdens
toch toe toen tot trap trots trekt tussen twee uit uur vaak vader vaders vak van vanaf vandaag vast veel veilig verder verhaal vergeten vertel vertelde vertelt verteld
vier vind vinden vindt vijf voelt volgende volgens vond voor voorbeeld vorig vorige vos vraag vragen vreemd vriend vriendin vrienden vriezen vroeg vrij vrouw
waar waarom wacht wachten wakker wanneer want waren warm was wat water we week weer weg weken weet weinig wel welke wens wereld werd werk werken werkt west weten
wie wij wijk wil wilde willen wilt winter wit wij wolf woord woorden word worden wordt zaak zaken zacht zag zal zat ze zee zeer zeg zeggen zegt zei zeker zelf zelfs
zes zet zetten zich zie zien ziek ziet zij zijn zin zit zitten zo zoals zodat zoek zoeken zoals zoon zorg zorgen zou zouden zus zwaar zwart
bakken bakte bakt boeren kinder kamp kamer kansen karren klassen kosten kroon laden landen lands leeft letter leven levens liegen likte lokaal lotje maanden mark
matten melk meter meters mening milder minst missen moment mondeling morgens muren naast nadeel namen oorlog oordeel partij peer perron pester pesten pest pestte
plicht praatte prachtig protest racist rijden roken roosters rooster ruzie ruzies sanctie schelden signaal signalen sociaal sociale spannend spijt sporen spreekt staart
stemmen stoel stoer straten streng strijd stuur sturen tafels taart teken tekende terwijl trainer training vallen vechten vechter verlof vissen vogel volk volle waarde
wandel waarheid wapen wapens werden werkte wijzen wonen woning wonder woont zelden zingen zomer zonde zonder zorgde zusje adres account mail nummer contact tel mobiel
huisarts voogd pleegmoeder pleegvader verzorger mentrix tante neef nicht oom stiefvader stiefmoeder gezinsvoogd thuisadres
the and for her him his she with from mother father
`;

export const kCommonWords: ReadonlySet<string> = new Set(words.split(/\s+/).filter((word) => word !== ''));
