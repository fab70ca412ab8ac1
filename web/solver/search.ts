// What solves a challenge (shared/challenge/challenge.h): a number behind the token and a dot, with which their SHA-256
// begins with enough zero bits.

export interface Challenge {
  readonly token: string;
  readonly bits: number;
}

// The first solution among the `tries` numbers from `first` on, or -1. None beyond 2^32 - 1 is tried.
export type Search = (first: number, tries: number) => number;

export const numbersEnd = 2 ** 32;

const blockBytes = 64;
const digitsMax = 10; // of 2^32
const paddingMax = 10; // a solution has 20 digits at most
const endBytes = 9; // what SHA-256 puts behind a message

// A solution may begin with zeros. Where the number would run over into a block of its own, they fill up the block in
// which the token ends, so that each try hashes one block and not two.
export function zerosFor(token: string): string {
  const room = blockBytes - ((token.length + 1) % blockBytes);
  return room < digitsMax + endBytes && room <= paddingMax ? '0'.repeat(room) : '';
}

export function beginningOf(token: string): Uint8Array {
  return new TextEncoder().encode(`${token}.${zerosFor(token)}`);
}
