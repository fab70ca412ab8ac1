// Sharing after a signature. The links work without scripts; this adds what needs a script: the device's share sheet,
// the clipboard, and the event that something was shared.
import { emit } from './events';

export interface Sharing {
  readonly campaign: string;
  readonly copied: () => string; // the message for it
}

// Selects the address, so that the copy keys work on it and the older way of copying may do so too.
function selectAndCopy(address: Element): boolean {
  getSelection()?.selectAllChildren(address);
  return document.execCommand('copy');
}

async function copy(url: string, address: Element | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(url);
    return true;
  } catch {
    return address !== null && selectAndCopy(address);
  }
}

// As the server does it: everything but letters, digits and -._~
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

// Shows the message to edit, and puts what is typed into the links. Returns a reader of it.
function enableEditing(root: ParentNode, links: readonly HTMLAnchorElement[]): () => string | undefined {
  const field = root.querySelector<HTMLTextAreaElement>('textarea[data-action="share-text"]');
  const row = field?.closest<HTMLElement>('.field');
  if (!field || !row) return () => undefined;
  row.hidden = false;
  const first = encode(field.value);
  const addresses = links.map((link) => link.getAttribute('href') ?? '');
  field.addEventListener('input', () => {
    const text = encode(field.value);
    links.forEach((link, i) => link.setAttribute('href', addresses[i]?.replace(first, () => text) ?? ''));
  });
  return () => field.value;
}

export function enableSharing(root: ParentNode, { campaign, copied }: Sharing): void {
  const find = (action: string) => root.querySelector<HTMLButtonElement>(`button[data-action="${action}"]`);
  const links = [...root.querySelectorAll<HTMLAnchorElement>('a[data-action="share"]')];
  const message = enableEditing(root, links);
  for (const link of links) {
    link.addEventListener('click', () => emit(link, 'shared', { campaign, channel: link.dataset['value'] }));
  }

  const sheet = find('share-native');
  if (sheet && 'share' in navigator) {
    sheet.hidden = false;
    sheet.addEventListener('click', () => {
      navigator.share({ text: message() ?? sheet.value, url: sheet.dataset['value'] ?? '' }).then(
        () => emit(sheet, 'shared', { campaign, channel: 'native' }),
        () => undefined, // closed without choosing: nothing was shared
      );
    });
  }

  const button = find('copy');
  if (!button) return;
  button.hidden = false;

  async function press(button: HTMLButtonElement): Promise<void> {
    const status = button.closest('section')?.querySelector('[role="status"]');
    if (status) status.textContent = '';
    if (!(await copy(button.dataset['value'] ?? '', root.querySelector('a.address')))) return;
    if (status) status.textContent = copied();
    emit(button, 'shared', { campaign, channel: 'copy' });
  }

  button.addEventListener('click', () => void press(button));
}
