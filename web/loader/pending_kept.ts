// Keeps the step that waits for the code, with what was typed, so that it is still there after a reload: people look
// for the mail in another program, and phones unload the page meanwhile. In sessionStorage, which ends with the tab,
// and only after somebody has signed. Removed once the signature is confirmed, the signer goes back to the form, or a
// day is over.
//
// If storage is blocked, or its contents are not ours, there is no such step.
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
  readonly body: string; // as it was sent, with its idempotency key: sent again together with the code
  readonly until: number; // ms since 1970
}

function isStored(value: unknown): value is Stored {
  const { endpoint, reply, body, until } = (value ?? {}) as Partial<Record<keyof Stored, unknown>>;
  const { view, lang, dir } = (reply ?? {}) as Partial<Record<keyof Reply, unknown>>;
  return [endpoint, body, lang, dir].every((text) => typeof text === 'string') && typeof until === 'number' && Array.isArray(view);
}

// A step that is already stored keeps its end time.
export function keepStep(campaign: string, { reply, sent }: PendingStep): void {
  const body = sent.toString();
  if (keptStep(campaign)?.sent.toString() === body) return;
  const stored: Stored = { endpoint: server, reply, body, until: Date.now() + keptMs };
  try {
    sessionStorage.setItem(pendingKey(campaign), JSON.stringify(stored));
  } catch {
    // Then a reload shows the form again.
  }
}

export function forgetStep(campaign: string): void {
  try {
    sessionStorage.removeItem(pendingKey(campaign));
  } catch {
    // Then there is nothing to remove.
  }
}

// Removes the step if it has expired or is not ours.
export function keptStep(campaign: string): PendingStep | undefined {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(pendingKey(campaign)) ?? 'null');
    if (isStored(stored) && stored.endpoint === server && stored.until > Date.now()) {
      return { reply: stored.reply, sent: new URLSearchParams(stored.body) };
    }
  } catch {
    // As if nothing were stored.
  }
  forgetStep(campaign);
  return undefined;
}
