// The key of localStorage for signatures that wait on this device. Written by kept.ts alone; that there is something is
// the reason to load it.
export const keptKey = 'undersigned.kept';
