// The solution of a challenge (shared/challenge/challenge.h): a number. The SHA-256 of the token, a dot and this number
// begins with enough zero bits.

export interface Challenge {
  readonly token: string;
  readonly bits: number;
}

// The first solution among the `tries` numbers from `first` on, or -1. Numbers above 2^32 - 1 are not tried.
export type Search = (first: number, tries: number) => number;

export const numbersEnd = 2 ** 32;

const blockBytes = 64;
const digitsMax = 10; // of 2^32
const paddingMax = 10; // a solution has 20 digits at most
const endBytes = 9; // the padding after a message, at least

// A solution may begin with zeros. If the number would cross into another block, they fill up the block in which the
// token ends, so that each try hashes one block instead of two.
export function zerosFor(token: string): string {
  const room = blockBytes - ((token.length + 1) % blockBytes);
  return room < digitsMax + endBytes && room <= paddingMax ? '0'.repeat(room) : '';
}

export function beginningOf(token: string): Uint8Array {
  return new TextEncoder().encode(`${token}.${zerosFor(token)}`);
}
