// Signatures that wait on this device because their signer asked for it. Nothing else is stored in a browser for longer
// than its tab is open.
//
// One key of localStorage, on the site with the form. If storage is blocked, or its contents are not ours, there are no
// signatures.
import { server } from './api';
import { keptKey } from './kept_key';

export interface KeptSignature {
  readonly campaign: string;
  readonly endpoint: string; // the server it is for
  readonly body: string; // as it is sent, with its idempotency key
  readonly until: number; // ms since 1970; then it is erased, sent or not
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

// Undefined if nothing can be stored, or if too many wait already.
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

export function removeKept(signature: KeptSignature): void {
  write(read().filter((other) => !isSame(other, signature)));
}

// Erased since this page was opened. One widget erases all of them; each then reports those of its own campaign.
const expiredSignatures: KeptSignature[] = [];

// The oldest signature that waits for `campaign`, after those that waited too long were erased.
export function loadWaiting(campaign: string): { waiting: KeptSignature | undefined; expired: boolean } {
  const isOurs = (each: KeptSignature) => each.campaign === campaign && each.endpoint === server;
  const all = read();
  const valid = all.filter((each) => !hasExpired(each));
  expiredSignatures.push(...all.filter(hasExpired));
  if (valid.length < all.length || valid.length === 0) write(valid);
  return { waiting: valid.find(isOurs), expired: expiredSignatures.some(isOurs) };
}
