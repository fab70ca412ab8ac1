// Loads the form part (form_part.ts), with the form's texts and the form core, once somebody is about to sign. Readers
// download none of it. If the button is pressed before the form part has loaded, the press waits for it. If the form
// part cannot be loaded at all, the form is sent as it would be without scripts.
import { fetchChallenge, fetchForm } from './api';
import { whenSigned } from './events';
import type { FormPart, PetitionMount, SignStep } from './form_part';
import { keptKey } from './kept_key';
import { folder, partFile } from './part_file';
import { pendingKey } from './pending_key';
import { linkedFields, takeFields } from './prefill_link';
import { loadSolver } from './solver_file';

const loadPart = partFile<FormPart>('form.js', __FORM_PART_INTEGRITY__);

let core: Promise<ArrayBuffer | undefined> | undefined;

// Fetches nothing if the site's policy would not let it run.
async function fetchCore(): Promise<ArrayBuffer | undefined> {
  try {
    new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    const response = await fetch(`${folder}form.wasm`, { integrity: __FORM_CORE_INTEGRITY__, credentials: 'omit' });
    return await response.arrayBuffer();
  } catch {
    return undefined;
  }
}

function hasKept(campaign: string): boolean {
  try {
    return localStorage.getItem(keptKey) !== null || sessionStorage.getItem(pendingKey(campaign)) !== null;
  } catch {
    return false;
  }
}

// The forms of this page. After a signature in another widget, the form part shows the thanks in these too.
const starters = new Map<Element, (signed?: unknown) => void>();
whenSigned((signed) => starters.forEach((start) => start(signed)));
// A link was followed within the page. A form part that has begun fills its fields in itself.
addEventListener('hashchange', () => {
  if (!takeFields()) return;
  starters.forEach((start) => start());
  starters.keys().next().value?.scrollIntoView();
});

type StarterMount = Omit<PetitionMount, 'form' | 'core' | 'shownAt' | 'linked'>;

function begin(mount: StarterMount, hasForm: boolean, shownAt: number): Promise<SignStep> {
  const form = fetchForm(mount.campaign, mount.lang).catch(() => undefined);
  if (hasForm) core ??= fetchCore();
  const withForm = { ...mount, form, core: core ?? Promise.resolve(undefined), shownAt, linked: linkedFields };
  return loadPart().then(({ begin: beginIn }) => beginIn(withForm));
}

function fieldOf(form: HTMLFormElement, name: string): HTMLInputElement {
  const there = form.elements.namedItem(name);
  if (there instanceof HTMLInputElement) return there;
  const field = Object.assign(document.createElement('input'), { type: 'hidden', name });
  form.append(field);
  return field;
}

// Sends the form to a page of the server, which answers with another page. Not while the server cannot be reached:
// everything typed would be lost with this page. A challenge is solved before; without it the signature is accepted
// too, but held for an organizer.
async function submitPlainly(form: HTMLFormElement, { campaign, partner }: StarterMount): Promise<void> {
  fieldOf(form, 'partner').value ||= partner();
  try {
    const challenge = await fetchChallenge(campaign);
    if (challenge.bits) {
      const { solve } = await loadSolver();
      const solution = await solve({ challenge, mayRunWasm: false, isWanted: () => form.isConnected });
      fieldOf(form, 'challenge').value = challenge.token;
      fieldOf(form, 'solution').value = solution ?? '';
    }
  } catch (error) {
    if (error instanceof TypeError) return;
  }
  form.submit();
}

// `fallBack` shows the other ways, in case the site's policy also blocks sending the plain form.
export function startWhenNeeded(mount: StarterMount, fallBack: () => void = () => undefined): void {
  const form = mount.root.querySelector<HTMLFormElement>('form[data-action="sign"]');
  const shownAt = performance.now();
  let step: Promise<SignStep> | undefined;
  let isWaiting = false;

  function start(): Promise<SignStep> {
    step ??= begin(mount, form !== null, shownAt);
    step.then(
      () => form?.removeEventListener('submit', submit),
      () => (step = undefined),
    );
    return step;
  }

  async function press(): Promise<void> {
    if (isWaiting || !form) return;
    isWaiting = true;
    const button = form.querySelector('button.primary');
    button?.setAttribute('aria-disabled', 'true');
    const ready = await start().catch(() => undefined);
    if (!ready) {
      fallBack();
      await submitPlainly(form, mount);
    }
    isWaiting = false;
    button?.removeAttribute('aria-disabled');
    ready?.submit();
  }

  function submit(event: Event): void {
    event.preventDefault();
    void press();
  }

  const startQuietly = (): void => void start().catch(() => undefined);
  // Even if signing is closed, there may be something to share.
  const isForSharing = !form && mount.root.querySelector('[data-action="copy"]');
  if (isForSharing || linkedFields || hasKept(mount.campaign)) startQuietly();
  if (linkedFields && scrollY === 0) form?.scrollIntoView();
  for (const event of ['focusin', 'pointerenter']) form?.addEventListener(event, startQuietly);
  starters.forEach((_, each) => each.isConnected || starters.delete(each));
  if (form) starters.set(form, (signed = mount.campaign) => signed === mount.campaign && startQuietly());
  form?.addEventListener('submit', submit);
}
