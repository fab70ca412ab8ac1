// The step that waits for the code, so that a reload finds it with what was typed: people look for the mail in another
// program, and phones drop the page meanwhile. In sessionStorage, which ends with the tab; only after somebody has signed,
// and gone once the signature is confirmed, somebody went back to the form, or a day is over.
//
// A browser that keeps nothing, or a store that somebody else wrote to, is one without such a step.
import { type Reply, server } from './api';
import { pendingKey } from './pending_key';

export interface PendingStep {
  readonly reply: Reply;
  readonly sent: URLSearchParams;
}

const keptMs = 86_400_000;

interface Stored {
  readonly endpoint: string; // the server it is for
  readonly reply: Reply;
  readonly body: string; // as it was sent, its idempotency key included: the code is typed with it
  readonly until: number; // ms since 1970
}

function isStored(value: unknown): value is Stored {
  const { endpoint, reply, body, until } = (value ?? {}) as Partial<Record<keyof Stored, unknown>>;
  const { view, lang, dir } = (reply ?? {}) as Partial<Record<keyof Reply, unknown>>;
  return [endpoint, body, lang, dir].every((text) => typeof text === 'string') && typeof until === 'number' && Array.isArray(view);
}

// A step that is there already is not kept for longer.
export function keepStep(campaign: string, { reply, sent }: PendingStep): void {
  const body = sent.toString();
  if (keptStep(campaign)?.sent.toString() === body) return;
  const stored: Stored = { endpoint: server, reply, body, until: Date.now() + keptMs };
  try {
    sessionStorage.setItem(pendingKey(campaign), JSON.stringify(stored));
  } catch {
    // Then a reload leads back to the form.
  }
}

export function forgetStep(campaign: string): void {
  try {
    sessionStorage.removeItem(pendingKey(campaign));
  } catch {
    // Then there is nothing to forget.
  }
}

// Forgets it if its time is over, or it is no step of ours.
export function keptStep(campaign: string): PendingStep | undefined {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(pendingKey(campaign)) ?? 'null');
    if (isStored(stored) && stored.endpoint === server && stored.until > Date.now()) {
      return { reply: stored.reply, sent: new URLSearchParams(stored.body) };
    }
  } catch {
    // As if nothing were there.
  }
  forgetStep(campaign);
  return undefined;
}
