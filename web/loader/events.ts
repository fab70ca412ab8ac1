// What a site may listen to. Events bubble, leave the shadow root, and carry nothing personal.
export type EventName = 'ready' | 'invalid' | 'pending' | 'signed' | 'shared' | 'error';

export function emit(target: Element, name: EventName, detail: Readonly<Record<string, unknown>>): void {
  target.dispatchEvent(new CustomEvent(`undersigned:${name}`, { bubbles: true, composed: true, detail }));
}
