// The search in JavaScript, if WebAssembly may not run or has no SIMD: 4 to 6 times slower.
import { type Search, numbersEnd } from './search';

const blockBytes = 64;
const lengthBytes = 8;
const zero = 48; // '0'
const nine = 57;

// FIPS 180-4: the first 32 bits of the fractional parts of the roots of the first primes.
const primes: number[] = [];
for (let n = 2; primes.length < 64; ++n) if (primes.every((prime) => n % prime)) primes.push(n);
const fraction = (root: number): number => Math.floor((root % 1) * 2 ** 32);
const roundConstants = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)));
const start = Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));

const schedule = new Int32Array(64);

// Adds one block, at `at` in `bytes`, to `state`.
function compress(state: Int32Array, bytes: Uint8Array, at: number): void {
  const w = schedule;
  for (let i = 0; i < 16; ++i, at += 4) {
    w[i] = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
  }
  for (let i = 16; i < 64; ++i) {
    const x = w[i - 15]!;
    const y = w[i - 2]!;
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[i] = (w[i - 16]! + s0 + w[i - 7]! + s1) | 0;
  }
  let a = state[0]!, b = state[1]!, c = state[2]!, d = state[3]!;
  let e = state[4]!, f = state[5]!, g = state[6]!, h = state[7]!;
  for (let i = 0; i < 64; ++i) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + roundConstants[i]! + w[i]!) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0]! += a;
  state[1]! += b;
  state[2]! += c;
  state[3]! += d;
  state[4]! += e;
  state[5]! += f;
  state[6]! += g;
  state[7]! += h;
}

function zeroBits(state: Int32Array): number {
  let bits = 0;
  for (const word of state) {
    bits += Math.clz32(word);
    if (word !== 0) break;
  }
  return bits;
}

export function jsSearch(beginning: Uint8Array, bits: number): Search {
  const whole = beginning.length - (beginning.length % blockBytes);
  const common = start.slice();
  for (let at = 0; at < whole; at += blockBytes) compress(common, beginning, at);
  const rest = beginning.subarray(whole);
  const message = new Uint8Array(2 * blockBytes);
  const state = new Int32Array(8);

  // Writes the rest and `number` with SHA-256's padding; returns where the number and the message end.
  function write(number: number): { end: number; size: number } {
    const digits = String(number);
    const end = rest.length + digits.length;
    const size = end + 1 + lengthBytes <= blockBytes ? blockBytes : 2 * blockBytes;
    message.fill(0);
    message.set(rest);
    message.set(new TextEncoder().encode(digits), rest.length);
    message[end] = 0x80;
    new DataView(message.buffer).setUint32(size - 4, 8 * (whole + end));
    return { end, size };
  }

  // Adds one to the decimal number that ends at `end`; false if it has become longer.
  function increment(end: number): boolean {
    let at = end - 1;
    for (; at >= rest.length && message[at] === nine; --at) message[at] = zero;
    if (at < rest.length) return false;
    ++message[at]!;
    return true;
  }

  return (first, tries) => {
    const last = Math.min(first + tries, numbersEnd);
    let { end, size } = write(first);
    for (let number = first; number < last; ++number) {
      state.set(common);
      for (let at = 0; at < size; at += blockBytes) compress(state, message, at);
      if (zeroBits(state) >= bits) return number;
      if (!increment(end)) ({ end, size } = write(number + 1));
    }
    return -1;
  };
}
