// The key of sessionStorage for a campaign's step that waits for its code. Only pending_kept.ts writes it; it is loaded
// if the key exists.
export function pendingKey(campaign: string): string {
  return `undersigned.pending.${campaign}`;
}
