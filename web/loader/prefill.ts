// Fills in fields from the link that led here (prefill_link.ts). Only fields that name people and places; the signer makes
// choices, consents and comments.
import type * as CountryNames from './country_names';
import { partFile } from './part_file';

const loadNames = partFile<typeof CountryNames>('country_names.js', __COUNTRY_NAMES_INTEGRITY__);

const fields = ['organization', 'name', 'email', 'country', 'postcode'];

// Without the file of names, signers choose their country themselves.
async function choose(list: HTMLSelectElement, typed: string): Promise<void> {
  const code = typed.toUpperCase();
  const isListed = [...list.options].some(({ value }) => value === code);
  const found = isListed ? code : await loadNames().then(({ findCountry }) => findCountry(typed, list), () => '');
  if (!list.value) list.value = found;
}

// Does not overwrite what somebody typed or their browser filled in.
export function prefill(form: HTMLFormElement, linked: URLSearchParams): void {
  for (const name of fields) {
    let value = linked.get(name)?.trim();
    const control = form.elements.namedItem(name);
    if (!value || !(control instanceof HTMLInputElement || control instanceof HTMLSelectElement) || control.value) continue;
    if (name === 'email') value = value.replace(/ /g, '+'); // an unencoded + is decoded as a blank
    if (control instanceof HTMLInputElement) control.value = value.slice(0, control.maxLength);
    else void choose(control, value);
  }
}
