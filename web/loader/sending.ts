// Sends a signature, and again while that may help: the idempotency key in it makes all of these one signature.
import { Refusal, type Reply, post } from './api';

const sendsMax = 6;
const waitSecondsMax = 60;
const lostLineSeconds = 1;

export function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

// So that those sent away together do not return together.
export function jittered(duration: number): number {
  return duration * (1 + Math.random() / 4);
}

// 128 random bits, 32 hexadecimal digits.
export function newIdempotencyKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

// The server, or something between us and it, cannot take the signature for now; nothing is wrong with the signature.
export function isOutOfReach(error: unknown): boolean {
  return !(error instanceof Refusal) || error.status >= 500 || error.status === 429 || error.status === 408;
}

// Asked to wait, or met something that may pass: the seconds to wait. A line that was cut, as on the way from one network
// to the next, gets one more try.
function secondsToWait(error: unknown, sends: number): number | undefined {
  if (sends === sendsMax) return undefined;
  if (error instanceof Refusal) {
    const isBusy = error.status === 429 || (error.status >= 502 && error.status <= 504);
    return isBusy ? Math.min(Math.max(error.retryAfterSeconds, sends), waitSecondsMax) : undefined;
  }
  return error instanceof TypeError && sends === 1 && navigator.onLine ? lostLineSeconds : undefined;
}

// Throws what post() throws. `waits` is told of every wait that the server asked for.
export async function sendSignature(
  campaign: string,
  body: URLSearchParams,
  waits: (seconds: number) => void = () => undefined,
): Promise<Reply> {
  for (let sends = 1; ; ++sends) {
    try {
      return await post<Reply>(campaign, 'signatures', body);
    } catch (error) {
      const asked = secondsToWait(error, sends);
      if (asked === undefined) throw error;
      const seconds = jittered(asked);
      if (error instanceof Refusal) waits(Math.ceil(seconds));
      await delay(seconds * 1000);
    }
  }
}
