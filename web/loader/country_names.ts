// Finds a country in a form's list by whatever people and programs call it: its code of two or three letters, its name in
// one of our languages, ISO's long name, or a name that browsers do not know.
import { twoLetters } from './country_codes';

// After the form's own language, in this order.
const languages = ['en', 'es', 'fr', 'de', 'pt', 'ru', 'uk', 'ar', 'he', 'hi', 'vi', 'zh'];

// Names that browsers do not know, or write in another way, each followed by its code.
const others =
  'us US america US united states of america US uk GB great britain GB britain GB england GB scotland GB wales GB ' +
  'northern ireland GB uae AE holland NL czech republic CZ turkey TR burma MM myanmar MM ivory coast CI hong kong HK ' +
  'macau MO macao MO russian federation RU viet nam VN lao LA lao people s democratic republic LA brunei darussalam BN ' +
  'korea KR republic of korea KR rep korea KR rok KR dprk KP democratic people s republic of korea KP dem people s rep korea KP ' +
  'congo CG republic of congo CG congo republic CG rep congo CG drc CD dr congo CD democratic republic of congo CD ' +
  'congo democratic republic CD dem rep congo CD macedonia MK swaziland SZ east timor TL cabo verde CV vatican VA ' +
  'holy see VA palestine PS palestinian territories PS palestinian territory PS occupied palestinian territory PS ' +
  'syrian arab republic SY republic of china TW bosnia BA herzegovina BA trinidad TT tobago TT antigua AG barbuda AG ' +
  'st kitts KN nevis KN st vincent VC grenadines VC sao tome ST turks TC caicos TC';

const codeOf = new Map([...others.matchAll(/([a-z ]+) ([A-Z]{2})/g)].map(([, name = '', code = '']) => [name.trim(), code]));

// "Côte d’Ivoire" and "cote d'ivoire" are the same, as are "The Netherlands" and "Netherlands", "U.K." and "UK", "Bosnia
// & Herzegovina" and "Bosnia and Herzegovina", "Saint Lucia" and "St. Lucia".
function plain(name: string): string {
  const letters = name.normalize('NFD').replace(/\p{Mn}/gu, '').toLowerCase();
  const words = letters.replace(/\.\s*(?=\p{L}\.)|\./gu, '').match(/[\p{L}\p{M}]+/gu) ?? [];
  return words
    .filter((word) => word !== 'the' && word !== 'and')
    .map((word) => (word === 'saint' ? 'st' : word))
    .join(' ');
}

// These do not say which country is meant: "Korea, Democratic People's Republic of" is not "Korea".
const unclear = ['congo', 'korea'];

// What "Tanzania, United Republic of" may stand for: also "United Republic of Tanzania", and "Tanzania".
function readings(typed: string): string[] {
  const [, first = '', rest = ''] = /^([^,(]+)[,(](.+)$/.exec(typed) ?? [];
  const whole = first ? plain(`${rest} ${first}`) : plain(typed);
  const short = whole.replace(/^.*\b(?:republic|state|kingdom|commonwealth|principality|sultanate|federation|duchy) of /, '');
  return [plain(typed), whole, ...[plain(first), short].filter((name) => !unclear.includes(name))].filter((name) => name.length > 1);
}

type Names = ReadonlyMap<string, string>; // codes by plain names

function namesIn(lang: string, codes: readonly string[]): Names[] {
  return (['long', 'short'] as const).map((style) => {
    const names = new Intl.DisplayNames(lang, { type: 'region', style });
    return new Map(codes.map((code) => [plain(names.of(code) ?? ''), code]));
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
  const shown = new Map(options.map(({ value, text }) => [plain(text), value]));
  const listed = [...known.map((name) => codeOf.get(name)), letters, twoLetters(letters)].find((code) => code && codes.includes(code));
  return (
    find(known.slice(0, 1), [shown]) || listed || find(known, [shown, ...languages.flatMap((lang) => namesIn(lang, codes))])
  );
}
