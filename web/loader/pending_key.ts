// The key of sessionStorage for a campaign's step that waits for its code. Written by pending_kept.ts alone; that there is
// something is the reason to load it.
export function pendingKey(campaign: string): string {
  return `undersigned.pending.${campaign}`;
}
