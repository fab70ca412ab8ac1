// The key of localStorage for signatures that wait on this device. Only kept.ts writes it; it is loaded if the key
// exists.
export const keptKey = 'undersigned.kept';
