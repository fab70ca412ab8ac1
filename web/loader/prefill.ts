// Fills in fields from the link that led here (prefill_link.ts). Only fields that name people and places; the signer makes
// choices, consents and comments.
import { findCountry } from './country_names';

const fields = ['organization', 'name', 'email', 'country', 'postcode'];

// Does not overwrite what somebody typed or their browser filled in.
export function prefill(form: HTMLFormElement, linked: URLSearchParams): void {
  for (const name of fields) {
    let value = linked.get(name)?.trim();
    const control = form.elements.namedItem(name);
    if (!value || !(control instanceof HTMLInputElement || control instanceof HTMLSelectElement) || control.value) continue;
    if (name === 'email') value = value.replace(/ /g, '+'); // an unencoded + is decoded as a blank
    control.value = control instanceof HTMLInputElement ? value.slice(0, control.maxLength) : findCountry(value, control);
  }
}
