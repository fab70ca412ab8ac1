// The events that a site can listen to. They bubble, cross the shadow root, and contain no personal data.
export type EventName = 'ready' | 'invalid' | 'pending' | 'signed' | 'shared' | 'error';

export function emit(target: Element, name: EventName, detail: Readonly<Record<string, unknown>>): void {
  target.dispatchEvent(new CustomEvent(`undersigned:${name}`, { bubbles: true, composed: true, detail }));
}

// Calls `act` with the campaign of each signature on this page.
export function whenSigned(act: (campaign: unknown) => void): void {
  document.addEventListener('undersigned:signed', (event) => {
    act((event as CustomEvent<{ campaign?: unknown } | null>).detail?.campaign);
  });
}
