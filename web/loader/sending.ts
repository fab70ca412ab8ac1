// Sends a signature, with retries if they can help: the idempotency key makes all attempts one signature.
import type { Challenge } from '../solver/search';
import { Refusal, type Reply, post } from './api';
import { isCoreRunning } from './core';
import { loadSolver } from './solver_file';

// Who sends the signature.
export interface Sender {
  readonly isWanted: () => boolean; // asked from time to time; false ends it
  readonly solving?: () => void; // a challenge is being solved
  // Waits for a busy server. Missing: this is thrown as an error, and the sender decides when to send again.
  readonly wait?: (seconds: number) => Promise<void>;
}

const challengesMax = 3;
const waitsMax = 5;
const waitSecondsMax = 900; // nobody waits longer
const lostConnectionSeconds = 1;

export function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

// A random delay, so that clients that were refused together do not return together.
export function jittered(duration: number): number {
  return duration * (1 + Math.random() / 2);
}

// 128 random bits, 32 hexadecimal digits.
export function newIdempotencyKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

// The server, or something between us and it, cannot accept the signature now; the signature itself is fine.
export function isTemporarilyUnavailable(error: unknown): boolean {
  return !(error instanceof Refusal) || error.status >= 500 || error.status === 429 || error.status === 408;
}

// The challenge that has to be solved first.
export function challengeOf(error: unknown): Challenge | undefined {
  return error instanceof Refusal && error.status === 429 ? error.problem.challenge : undefined;
}

// The number of seconds that a busy server asks to wait; undefined for any other error.
export function retryAfterSeconds(error: unknown): number | undefined {
  if (!(error instanceof Refusal) || challengeOf(error)) return undefined;
  return error.status === 429 || (error.status >= 502 && error.status <= 504) ? error.retryAfterSeconds : undefined;
}

async function withSolution(body: URLSearchParams, challenge: Challenge, { isWanted, solving }: Sender): Promise<URLSearchParams> {
  solving?.();
  const { solve } = await loadSolver();
  const solution = await solve({ challenge, mayRunWasm: isCoreRunning(), isWanted });
  if (solution === undefined) throw new Error('unsolved');
  const withSolution = new URLSearchParams(body);
  withSolution.set('challenge', challenge.token);
  withSolution.set('solution', solution);
  return withSolution;
}

// Decides what to do after each failure, until nothing more can be done.
class Attempts {
  readonly #body: URLSearchParams;
  readonly #sender: Sender;
  #challenges = 0;
  #waits = 0;
  #hasLostConnection = false;

  constructor(body: URLSearchParams, sender: Sender) {
    this.#body = body;
    this.#sender = sender;
  }

  // What to send next. Throws `error` if that was the last attempt.
  async next(error: unknown): Promise<URLSearchParams> {
    const body = await this.#prepare(error);
    if (!body || !this.#sender.isWanted()) throw error;
    return body;
  }

  async #prepare(error: unknown): Promise<URLSearchParams | undefined> {
    const challenge = challengeOf(error);
    if (challenge) {
      return this.#challenges++ < challengesMax ? withSolution(this.#body, challenge, this.#sender).catch(() => undefined) : undefined;
    }
    const seconds = retryAfterSeconds(error);
    if (seconds !== undefined) return (await this.#wait(seconds)) ? this.#body : undefined;
    // If the connection breaks, as when a device changes networks, there is one more attempt.
    if (!(error instanceof TypeError) || this.#hasLostConnection || !navigator.onLine) return undefined;
    this.#hasLostConnection = true;
    await delay(jittered(lostConnectionSeconds * 1000));
    return this.#body;
  }

  async #wait(asked: number): Promise<boolean> {
    const seconds = Math.max(asked, this.#waits + 1);
    if (!this.#sender.wait || this.#waits++ === waitsMax || seconds > waitSecondsMax) return false;
    await this.#sender.wait(jittered(seconds));
    return true;
  }
}

// Throws the errors of post().
export async function sendSignature(campaign: string, body: URLSearchParams, sender: Sender): Promise<Reply> {
  const attempts = new Attempts(body, sender);
  for (let sent = body; ; ) {
    try {
      return await post<Reply>(campaign, 'signatures', sent);
    } catch (error) {
      sent = await attempts.next(error);
    }
  }
}
