// SPDX-License-Identifier: EUPL-1.2
// Passphrases for demo people: five ordinary words, easy to type over. Chosen by chance, so that no two people share one.

const kWords = `
  akker anker appel baken balkon bamboe banier bever bizon boekje boei borstel boter brug bunzing buurt
  cactus cement citroen dadel dagboek dakpan deken dijk distel doedelzak dolfijn draak druif duif eekhoorn eend
  egel eiland ekster emmer engel ezel fakkel fiets fluit fornuis framboos gans garen gember gezel gieter
  gitaar gordijn grasland haven hazelnoot heide hengel herfst hommel honing hooiberg horloge hut iglo inktvis jasmijn
  jutter kade kameel kanaal kano kapstok karaf kasteel kastanje kelder kers ketel kiezel klaver klokje kompas
  konijn koraal korenveld kruik kruimel kuif kwast ladder lantaarn laurier leeuwerik lelie lepel libel linde lucifer
  maan madelief mandarijn mantel marmer meerkoet merel mier molen mosterd muts narcis nevel noordster noot oever
  olifant olijf orgel otter paddenstoel panfluit parasol parel pauw penseel perzik pinda piraat plataan ploeg polder
  pompoen potlood pruim regenboog reiger ringdijk rivier robijn rozemarijn rugzak sardine schelp schommel sering sijsje
  slee sleutel sloep sneeuw specht spijker spons spruit stoep strand suiker tafel tamboer tapijt tegel tijm
  toren touw trommel tulp turf uil vaart valk varen veer veldfles viool vlieger vlinder vogel
  vuurtoren waaier walnoot waterval wekker wilg windmolen wolk wortel zadel zalm zeep zegel zeilboot zilver zolder zwaluw
`
  .trim()
  .split(/\s+/);

export function newPassphrase(): string {
  const chosen: string[] = [];
  const limit = 2 ** 32 - (2 ** 32 % kWords.length);
  while (chosen.length < 5) {
    const [value = 0] = crypto.getRandomValues(new Uint32Array(1));
    const word = kWords[value % kWords.length];
    if (value < limit && word !== undefined && !chosen.includes(word)) chosen.push(word);
  }
  return chosen.join(' ');
}
