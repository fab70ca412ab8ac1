// Signatures that wait on this device because their signer asked for it: all we store in a browser that outlives its
// tab.
//
// One key of localStorage, on the site where the form stood. A browser that keeps nothing, or a store that somebody
// else wrote to, is a store without signatures.
import { server } from './api';
import { keptKey } from './kept_key';

export interface KeptSignature {
  readonly campaign: string;
  readonly endpoint: string; // the server it is for
  readonly body: string; // as it is sent, its idempotency key included
  readonly until: number; // ms since 1970; erased then, sent or not
}

const keptMax = 5;
const dayMs = 86_400_000;

function isKept(value: unknown): value is KeptSignature {
  const { campaign, endpoint, body, until } = (value ?? {}) as Partial<Record<keyof KeptSignature, unknown>>;
  return [campaign, endpoint, body].every((text) => typeof text === 'string') && typeof until === 'number';
}

function read(): KeptSignature[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keptKey) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isKept) : [];
  } catch {
    return [];
  }
}

function write(kept: readonly KeptSignature[]): boolean {
  try {
    if (kept.length > 0) localStorage.setItem(keptKey, JSON.stringify(kept));
    else localStorage.removeItem(keptKey);
    return true;
  } catch {
    return false;
  }
}

const isSame = (a: KeptSignature, b: KeptSignature): boolean => a.body === b.body && a.endpoint === b.endpoint;

// Undefined where nothing can be stored, or enough waits already.
export function keep(campaign: string, body: string, days: number): KeptSignature | undefined {
  const signature = { campaign, endpoint: server, body, until: Date.now() + days * dayMs };
  const others = read().filter((other) => !isSame(other, signature));
  return others.length < keptMax && write([...others, signature]) ? signature : undefined;
}

export function hasExpired({ until }: KeptSignature): boolean {
  return until <= Date.now();
}

export function isStillKept(signature: KeptSignature): boolean {
  return !hasExpired(signature) && read().some((other) => isSame(other, signature));
}

export function forget(signature: KeptSignature): void {
  write(read().filter((other) => !isSame(other, signature)));
}

// Erased since this page was opened: one widget erases them all, and each says it of its own campaign's.
const tooOld: KeptSignature[] = [];

// What waits for `campaign`, the oldest first, after everything that waited too long was erased.
export function loadWaiting(campaign: string): { waiting: KeptSignature | undefined; expired: boolean } {
  const isOurs = (each: KeptSignature) => each.campaign === campaign && each.endpoint === server;
  const all = read();
  const valid = all.filter((each) => !hasExpired(each));
  tooOld.push(...all.filter(hasExpired));
  if (valid.length < all.length || valid.length === 0) write(valid);
  return { waiting: valid.find(isOurs), expired: tooOld.some(isOurs) };
}
