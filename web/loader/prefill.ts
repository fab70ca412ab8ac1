// Fields filled in by the link that led here: https://site/page#sign?name=...&email=...
//
// Only from the fragment, which no server and no log ever sees, and gone from the address bar before anybody can copy it
// along. Only fields that name people and places: a choice, a consent or a comment is the signer's own.
const fields = ['organization', 'name', 'email', 'country', 'postcode'];

let wanted: URLSearchParams | undefined;

function take(): void {
  const [, query] = /^#sign\?(.*)/.exec(location.hash) ?? [];
  if (query === undefined) return;
  wanted = new URLSearchParams(query);
  history.replaceState(history.state, '', `${location.pathname}${location.search}#sign`);
}

take();

// Names that a browser does not know, each with its code behind it.
const aliases =
  'usa US united states of america US america US uk GB great britain GB britain GB england GB scotland GB wales GB uae AE ' +
  'holland NL czech republic CZ turkey TR burma MM ivory coast CI hong kong HK russian federation RU viet nam VN korea KR';

// "Côte d’Ivoire" and "cote d'ivoire" are one, and so are "The Netherlands" and "Netherlands".
function plain(name: string): string {
  const letters = name.normalize('NFD').replace(/\p{Mn}/gu, '').toLowerCase();
  return letters.replace(/[^\p{L}\p{M}]+/gu, ' ').trim().replace(/^the /, '');
}

// The code of a country by its code, by its name in the form's language or in English, or by an alias.
function countryCode(typed: string, { options }: HTMLSelectElement): string {
  const wanted = plain(typed);
  const english = new Intl.DisplayNames('en', { type: 'region' });
  const [, alias] = new RegExp(`(?:^|[A-Z] )${wanted} ([A-Z]+)`).exec(aliases) ?? [];
  const code = alias ?? typed.toUpperCase();
  const named = ({ value, text }: HTMLOptionElement) =>
    value !== '' && (value === code || plain(text) === wanted || plain(english.of(value) ?? '') === wanted);
  return [...options].find(named)?.value ?? '';
}

// What somebody typed, or their browser filled in, stays.
export function prefill(form: HTMLFormElement): void {
  for (const name of fields) {
    let value = wanted?.get(name)?.trim();
    const control = form.elements.namedItem(name);
    if (!value || !(control instanceof HTMLInputElement || control instanceof HTMLSelectElement) || control.value) continue;
    if (name === 'email') value = value.replace(/ /g, '+'); // written as it is, a + means a blank
    control.value = control instanceof HTMLInputElement ? value.slice(0, control.maxLength) : countryCode(value, control);
  }
  if (wanted && scrollY === 0) form.scrollIntoView();
}
