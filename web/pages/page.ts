// Makes the server's own petition page as quick as the widget: the same checks, thanks without a reload, a fresh count.
// Everything works without it.
import { fetchPetition } from '../loader/api';
import { watchCount } from '../loader/live_counts';
import { PetitionPanel } from '../loader/petition_panel';

async function enhance(petition: HTMLElement): Promise<void> {
  const campaign = petition.id.replace(/^petition-/, '');
  const view = await fetchPetition(campaign, petition.lang);
  const panel = new PetitionPanel(petition, view, {
    partner: '',
    // Sent the plain way, the answer is this page with the new text and everything typed still in its place.
    textChanged: () => petition.querySelector<HTMLFormElement>('form[data-action="sign"]')?.submit(),
  });
  watchCount({ campaign, lang: petition.lang, inView: true, show: (count) => panel.showCount(count) });
}

for (const petition of document.querySelectorAll<HTMLElement>('article.petition')) {
  enhance(petition).catch(() => undefined); // the plain form does all of it too, one page later
}
