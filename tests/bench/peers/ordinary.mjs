// As most people would write it: one transaction per signature.
import { Petition, serve } from './petition.mjs';

const petition = new Petition(process.argv[2]);
const sign = petition.transaction((signed) => {
  if (petition.add(signed)) petition.count(signed, 1);
  return { confirmed: petition.counted() };
});
await serve(Object.assign((signed) => sign(signed), { petition }));
