// Brings the form part (form_part.ts) once somebody is about to sign, together with the form's words and the form core;
// whoever only reads downloads none of it. A press of the button before it is there waits for it; where it cannot be had
// at all, the form is sent the way it would be without scripts.
import { Refusal, fetchCount, fetchForm, server } from './api';
import type { FormPart, Place, SignStep } from './form_part';
import { keptKey } from './kept_key';

const folder = import.meta.url.replace(/[^/]*$/, '');
const isPinned = folder !== `${server}/v/1/`;

let tries = 0;
let part: Promise<FormPart> | undefined;
let core: Promise<ArrayBuffer | undefined> | undefined;

// import() takes no integrity, but what a modulepreload link refused stays refused. Where there is no such link yet
// (Safari before 17) the same bytes are checked on their way into the browser's cache.
function verify(href: string): Promise<unknown> {
  const integrity = __FORM_PART_INTEGRITY__;
  const link = document.createElement('link');
  if (!link.relList.supports('modulepreload')) return fetch(href, { integrity, credentials: 'omit' });
  return new Promise((resolve, reject) => {
    Object.assign(link, { rel: 'modulepreload', href, integrity, crossOrigin: '', onload: resolve, onerror: reject });
    document.head.append(link);
  });
}

// A module that failed stays failed under its address, so each try has one of its own. Behind the address that always
// gives the newest, the file may be newer than this one is, for as long as a cache holds this one: then another try takes
// it as it is, as the page took this one.
async function importPart(): Promise<FormPart> {
  const address = `${folder}form.js${tries++ ? `?${tries}` : ''}`;
  if (isPinned || tries === 1) await verify(address);
  return import(address);
}

function loadPart(): Promise<FormPart> {
  part ??= importPart().catch(importPart);
  part.catch(() => (part = undefined));
  return part;
}

// Nothing is fetched where the site's policy would not let it run.
async function fetchCore(): Promise<ArrayBuffer | undefined> {
  try {
    new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    const response = await fetch(`${folder}form.wasm`, { integrity: __FORM_CORE_INTEGRITY__, credentials: 'omit' });
    return await response.arrayBuffer();
  } catch {
    return undefined;
  }
}

function isAnythingKept(): boolean {
  try {
    return localStorage.getItem(keptKey) !== null;
  } catch {
    return false;
  }
}

type Here = Omit<Place, 'form' | 'core'>;

function begin(here: Here, hasForm: boolean): Promise<SignStep> {
  const form = fetchForm(here.campaign, here.lang).catch(() => undefined);
  if (hasForm) core ??= fetchCore();
  const place = { ...here, form, core: core ?? Promise.resolve(undefined) };
  return loadPart().then(({ begin: beginIn }) => beginIn(place));
}

// Sends the form as it stands, to a page of the server that answers with another page. Not while the server is out of
// reach: everything typed would be gone with this page.
async function submitPlainly(form: HTMLFormElement, { campaign, lang, partner }: Here): Promise<void> {
  const isReached = await fetchCount(campaign, lang).then(() => true, (error) => error instanceof Refusal);
  if (!isReached) return;
  const field = form.elements.namedItem('partner');
  if (field instanceof HTMLInputElement) field.value ||= partner();
  form.submit();
}

// `fallBack` shows what else there is to do, in case even the plain way is barred by the site's policy.
export function startWhenNeeded(here: Here, fallBack: () => void = () => undefined): void {
  const form = here.root.querySelector<HTMLFormElement>('form[data-action="sign"]');
  let step: Promise<SignStep> | undefined;
  let isWaiting = false;

  function start(): Promise<SignStep> {
    step ??= begin(here, form !== null);
    step.then(
      () => form?.removeEventListener('submit', submit),
      () => (step = undefined),
    );
    return step;
  }

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (isWaiting || !form) return;
    isWaiting = true;
    const button = form.querySelector('button.primary');
    button?.setAttribute('aria-disabled', 'true');
    const ready = await start().catch(() => undefined);
    isWaiting = false;
    button?.removeAttribute('aria-disabled');
    if (ready) return ready.submit();
    fallBack();
    await submitPlainly(form, here);
  }

  const startQuietly = (): void => void start().catch(() => undefined);
  // Where nobody can sign any more there may be something to share.
  const isForSharing = !form && here.root.querySelector('[data-action="copy"]');
  if (isForSharing || isAnythingKept()) startQuietly();
  for (const event of ['focusin', 'pointerenter']) form?.addEventListener(event, startQuietly);
  form?.addEventListener('submit', submit);
}
