// Loads another file of the widget, the form part or the solver, from the same folder as this one.
import { server } from './api';

export const folder = import.meta.url.replace(/[^/]*$/, '');
const isPinned = folder !== `${server}/v/1/`;

// import() takes no integrity, but what a modulepreload link refused stays refused. If the browser has no such link yet
// (Safari before 17), fetch() checks the same bytes on their way into the browser's cache.
function verify(href: string, integrity: string): Promise<unknown> {
  const link = document.createElement('link');
  if (!link.relList.supports('modulepreload')) return fetch(href, { integrity, credentials: 'omit' });
  return new Promise((resolve, reject) => {
    Object.assign(link, { rel: 'modulepreload', href, integrity, crossOrigin: '', onload: resolve, onerror: reject });
    document.head.append(link);
  });
}

// Returns the function that loads the file, once for all callers.
// - A module that failed stays failed under its address, so each attempt has its own address.
// - Under the address that always has the newest version, the file may be newer than this one while a cache has this
//   one. Then its integrity differs, and a second attempt loads it without one, as the page loaded this file.
export function partFile<Part>(name: string, integrity: string): () => Promise<Part> {
  let tries = 0;
  let part: Promise<Part> | undefined;

  async function bring(): Promise<Part> {
    const address = `${folder}${name}${tries++ ? `?${tries}` : ''}`;
    if (isPinned || tries === 1) await verify(address, integrity);
    return import(address) as Promise<Part>;
  }

  return () => {
    part ??= bring().catch(bring);
    part.catch(() => (part = undefined));
    return part;
  };
}
