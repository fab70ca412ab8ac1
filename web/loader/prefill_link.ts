// The fields in the link that led here: https://site/page#sign?name=...&email=...
//
// Only from the fragment, which is never sent to a server or logged. It is removed from the address bar at once, so
// that nobody copies it. prefill.ts fills them in, once the form part is here.
export let linkedFields: URLSearchParams | undefined;

// Whether the page's address has such fields now, and they were taken from it.
export function takeFields(): boolean {
  const [, query] = location.hash.split('#sign?', 2);
  if (!query) return false;
  history.replaceState(history.state, '', `${location.pathname}${location.search}#sign`);
  linkedFields = new URLSearchParams(query);
  return true;
}

takeFields();
