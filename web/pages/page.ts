// Makes the server's own petition page, in a window or a frame, work like the widget: the same checks, the next step
// without a reload, an up-to-date count. Everything works without it.
import type { Count } from '../loader/api';
import { startWhenNeeded } from '../loader/form_starter';
import { replaceCounts, watchCount } from '../loader/live_counts';
import { showBlockedNotice } from './blocked';
import { reportHeight } from './frame_height';

// The partner's own count stays beside the total when it changes.
const partner = new URLSearchParams(location.search).get('partner') ?? '';

// /p/<campaign>, /p/<campaign>/signed, /e/<campaign>
const campaign = location.pathname.split('/')[2] ?? ''; // a slug, which needs no decoding

for (const petition of document.querySelectorAll<HTMLElement>('article.petition')) {
  const lang = petition.lang || document.documentElement.lang;
  const form = petition.querySelector<HTMLFormElement>('form[data-action="sign"]');
  if (form && parent !== window) showBlockedNotice(form);
  startWhenNeeded({ root: petition, campaign, lang, partner: () => '' });
  watchCount({ campaign, lang, partner, inView: true, show: (count: Count) => replaceCounts(petition, count) });
}

reportHeight();
