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

// What somebody typed, or their browser filled in, stays.
export function prefill(form: HTMLFormElement): void {
  for (const name of fields) {
    let value = wanted?.get(name)?.trim();
    const control = form.elements.namedItem(name);
    if (!value || !(control instanceof HTMLInputElement || control instanceof HTMLSelectElement) || control.value) continue;
    if (name === 'email') value = value.replace(/ /g, '+'); // written as it is, a + means a blank
    if (name === 'country') value = value.toUpperCase();
    control.value = control instanceof HTMLInputElement ? value.slice(0, control.maxLength) : value;
  }
  if (wanted && scrollY === 0) form.scrollIntoView();
}
