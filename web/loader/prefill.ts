// Fills in fields from the link that led here (prefill_link.ts). Only fields that name people and places; the signer makes
// choices, consents and comments.
const fields = ['organization', 'name', 'email', 'country', 'postcode'];

// Names that browsers do not know, each followed by its code.
const aliases =
  'usa US united states of america US america US uk GB great britain GB britain GB england GB scotland GB wales GB uae AE ' +
  'holland NL czech republic CZ turkey TR burma MM ivory coast CI hong kong HK russian federation RU viet nam VN korea KR';

// "Côte d’Ivoire" and "cote d'ivoire" are the same, as are "The Netherlands" and "Netherlands".
function plain(name: string): string {
  const letters = name.normalize('NFD').replace(/\p{Mn}/gu, '').toLowerCase();
  return letters.replace(/[^\p{L}\p{M}]+/gu, ' ').trim().replace(/^the /, '');
}

// A country's code, from the code, its name in the form's language or in English, or an alias.
function countryCode(typed: string, { options }: HTMLSelectElement): string {
  const wanted = plain(typed);
  const english = new Intl.DisplayNames('en', { type: 'region' });
  const [, alias] = new RegExp(`(?:^|[A-Z] )${wanted} ([A-Z]+)`).exec(aliases) ?? [];
  const code = alias ?? typed.toUpperCase();
  const named = ({ value, text }: HTMLOptionElement) =>
    value !== '' && (value === code || plain(text) === wanted || plain(english.of(value) ?? '') === wanted);
  return [...options].find(named)?.value ?? '';
}

// Does not overwrite what somebody typed or their browser filled in.
export function prefill(form: HTMLFormElement, linked: URLSearchParams): void {
  for (const name of fields) {
    let value = linked.get(name)?.trim();
    const control = form.elements.namedItem(name);
    if (!value || !(control instanceof HTMLInputElement || control instanceof HTMLSelectElement) || control.value) continue;
    if (name === 'email') value = value.replace(/ /g, '+'); // an unencoded + is decoded as a blank
    control.value = control instanceof HTMLInputElement ? value.slice(0, control.maxLength) : countryCode(value, control);
  }
}
