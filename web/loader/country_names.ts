// Finds a country in a form's list by whatever people and programs call it: its code of two or three letters, its name in
// one of our languages or in its own, ISO's long name, or a name that browsers do not know. A file of its own
// (country_names.js), which only links with a country's name load.
import { twoLetters } from './country_codes';
import { ownNames } from './own_names';

// After the form's own language, in this order.
const languages = ['en', 'es', 'fr', 'de', 'pt', 'ru', 'uk', 'ar', 'he', 'hi', 'vi', 'zh', 'zh-Hant'];

// Names that browsers do not know, or write in another way, each followed by its code: abbreviations, former and long
// names, halves of a name, and the parts of the United Kingdom in our languages.
const others =
  'us US america US united states of america US eua US uk GB great britain GB britain GB anh GB uae AE vae AE eau AE ' +
  'england GB scotland GB wales GB northern ireland GB inglaterra GB escocia GB gales GB irlanda del norte GB angleterre GB ' +
  'ecosse GB pays de galles GB irlande du nord GB schottland GB nordirland GB pais de gales GB irlanda do norte GB англия GB ' +
  'шотландия GB уэльс GB северная ирландия GB англія GB шотландія GB уельс GB північна ірландія GB إنجلترا GB اسكتلندا GB ' +
  'ويلز GB أيرلندا الشمالية GB אנגליה GB סקוטלנד GB ויילס GB צפון אירלנד GB इंग्लैंड GB स्कॉटलैंड GB वेल्स GB उत्तरी आयरलैंड GB ' +
  'bac ireland GB 英格兰 GB 苏格兰 GB 威尔士 GB 北爱尔兰 GB 英格蘭 GB 蘇格蘭 GB 威爾斯 GB 北愛爾蘭 GB holland NL hollande NL ' +
  'holanda NL голландия NL голландія NL czech republic CZ tschechische republik CZ republique tcheque CZ republica checa CZ ' +
  'republica tcheca CZ turkey TR burma MM birma MM birmanie MM birmania MM myanmar MM ivory coast CI costa de marfil CI ' +
  'hong kong HK macau MO macao MO russian federation RU rf RU рф RU viet nam VN lao LA lao people s democratic republic LA ' +
  'brunei darussalam BN prc CN pr china CN vr china CN rpc CN кнр CN korea KR republic of korea KR rep korea KR rok KR ' +
  'dprk KP democratic people s republic of korea KP dem people s rep korea KP congo CG republic of congo CG ' +
  'congo republic CG rep congo CG drc CD rdc CD dr congo CD democratic republic of congo CD congo democratic republic CD ' +
  'dem rep congo CD brd DE rfa DE rsa ZA ksa SA roi IE macedonia MK fyrom MK swaziland SZ east timor TL cabo verde CV ' +
  'vatican VA holy see VA palestine PS palestinian territories PS palestinian territory PS ' +
  'occupied palestinian territory PS syrian arab republic SY republic of china TW roc TW bosnia BA herzegovina BA ' +
  'trinidad TT tobago TT antigua AG barbuda AG st kitts KN nevis KN st vincent VC grenadines VC sao tome ST turks TC caicos TC ';

type Names = ReadonlyMap<string, string>; // codes by plain names

// "Côte d’Ivoire" and "cote d'ivoire" are the same, as are "The Netherlands" and "Netherlands", "U.K." and "UK", "Bosnia
// & Herzegovina" and "Bosnia and Herzegovina", "Saint Lucia" and "St. Lucia", "Oʻzbekiston" and "O'zbekiston".
function plain(name: string): string {
  const letters = name.normalize('NFD').replace(/\p{Mn}/gu, '').replace(/[ʻʼ]/g, ' ').toLowerCase();
  const words = letters.replace(/\.\s*(?=\p{L}\.)|\./gu, '').match(/[\p{L}\p{M}]+/gu) ?? [];
  return words
    .filter((word) => word !== 'the' && word !== 'and')
    .map((word) => (word === 'saint' ? 'st' : word))
    .join(' ');
}

// "EEUU" and "EE. UU." are the same, too.
const key = (name: string) => plain(name).replaceAll(' ', '');

// Names that are each followed by their code.
function listed(names: string): Names {
  return new Map([...names.matchAll(/(.+?) ([A-Z]{2}) /gu)].map(([, name = '', code = '']) => [key(name), code]));
}

const codeOf = listed(others);
const ownCodeOf = listed(ownNames);

// These do not say which country is meant: "Korea, Democratic People's Republic of" is not "Korea".
const unclear = ['congo', 'korea'];

// What "Tanzania, United Republic of" may stand for: also "United Republic of Tanzania", and "Tanzania". An article is no
// part of a name: "la France", "die Schweiz".
function readings(typed: string): string[] {
  const [, first = '', rest = ''] = /^([^,(]+)[,(](.+)$/.exec(typed) ?? [];
  const whole = first ? plain(`${rest} ${first}`) : plain(typed);
  const short = whole.replace(/^.*\b(?:republic|state|kingdom|commonwealth|principality|sultanate|federation|duchy) of /, '');
  const bare = whole.replace(/^(?:die|der|la|les?|el|l|los|las|os?|as?) /, '');
  const known = [plain(typed), whole, ...[plain(first), short, bare].filter((name) => !unclear.includes(name))];
  return known.map(key).filter((name) => name.length > 1);
}

function namesIn(lang: string, codes: readonly string[]): Names[] {
  return (['long', 'short'] as const).map((style) => {
    const names = new Intl.DisplayNames(lang, { type: 'region', style });
    return new Map(codes.map((code) => [key(names.of(code) ?? ''), code]));
  });
}

function find(known: readonly string[], lists: readonly Names[]): string {
  return known.flatMap((name) => lists.map((names) => names.get(name))).find(Boolean) ?? '';
}

// The country's code in the list, or ''.
export function findCountry(typed: string, list: HTMLSelectElement): string {
  const options = [...list.options].filter(({ value }) => value);
  const codes = options.map(({ value }) => value);
  const known = readings(typed);
  const letters = typed.replace(/[\s.]/g, '').toUpperCase();
  const shown = new Map(options.map(({ value, text }) => [key(text), value]));
  const isListed = (code: string | undefined) => code && codes.includes(code);
  const other = [...known.map((name) => codeOf.get(name)), letters, twoLetters(letters)].find(isListed);
  const own = known.map((name) => ownCodeOf.get(name)).find(isListed);
  return (
    find(known.slice(0, 1), [shown]) || other || find(known, [shown, ...languages.flatMap((lang) => namesIn(lang, codes))]) || own || ''
  );
}
