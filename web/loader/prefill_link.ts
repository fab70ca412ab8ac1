// The fields in the link that led here: https://site/page#sign?name=...&email=...
//
// Only from the fragment, which is never sent to a server or logged. It is removed from the address bar at once, so
// that nobody copies it. prefill.ts fills them in, once the form part is here.
function takeFields(): URLSearchParams | undefined {
  const [, query] = /^#sign\?(.*)/.exec(location.hash) ?? [];
  if (query === undefined) return undefined;
  history.replaceState(history.state, '', `${location.pathname}${location.search}#sign`);
  return new URLSearchParams(query);
}

export const linkedFields = takeFields();
