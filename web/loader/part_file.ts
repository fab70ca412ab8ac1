// Brings another file of the widget, the form part or the solver, from beside this one.
import { server } from './api';

const folder = import.meta.url.replace(/[^/]*$/, '');
const isPinned = folder !== `${server}/v/1/`;

// import() takes no integrity, but what a modulepreload link refused stays refused. Where there is no such link yet
// (Safari before 17) the same bytes are checked on their way into the browser's cache.
function verify(href: string, integrity: string): Promise<unknown> {
  const link = document.createElement('link');
  if (!link.relList.supports('modulepreload')) return fetch(href, { integrity, credentials: 'omit' });
  return new Promise((resolve, reject) => {
    Object.assign(link, { rel: 'modulepreload', href, integrity, crossOrigin: '', onload: resolve, onerror: reject });
    document.head.append(link);
  });
}

// Gives the function that brings it, once for all who ask. A module that failed stays failed under its address, so each
// try has one of its own. Behind the address that always gives the newest, the file may be newer than this one is, for
// as long as a cache holds this one: then another try takes it as it is, as the page took this one.
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
