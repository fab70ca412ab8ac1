// The address of the page, to be shared and counted as a source. The query stays in the browser, as it may hold secrets.
// But where it names the page, as "?page_id=12" does, the address without it is another page: then it is the site's own
// canonical address, or ends in a bare "?", which tells the server to share the petition's own page instead.
const tracking = /^(utm_|mc_|pk_|mtm_|_ga|igsh)|clid$/;

export function pageAddress(): string {
  const { origin, pathname, search, hash } = location;
  if (origin === 'null') return '';
  const isRoute = /^#!?\//.test(hash); // of a single-page application
  const canonical = document.querySelector<HTMLLinkElement>('link[rel~="canonical"]')?.href ?? '';
  if (!isRoute && (canonical === origin || canonical.startsWith(`${origin}/`))) return canonical.replace(/#.*/, '');
  const isNamedByQuery = [...new URLSearchParams(search).keys()].some((name) => !tracking.test(name));
  return `${origin}${pathname}${isRoute || isNamedByQuery ? '?' : ''}`;
}
