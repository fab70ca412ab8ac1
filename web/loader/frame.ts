// For a site that embeds a petition as a frame: gives the frame the height of what it shows.
//
//   <script type="module" src="https://host/v/1/frame.js" crossorigin></script>
//   <iframe src="https://host/e/<campaign>" title="..."></iframe>
//
// The frame is asked when it has loaded, as it may not know who is around it, and listened to from then on.
import { server } from './api';

const highest = 20_000; // px

addEventListener('message', ({ origin, source, data }) => {
  if (origin !== server || data?.type !== 'undersigned:height' || !Number.isFinite(data.height)) return;
  for (const frame of document.querySelectorAll('iframe')) {
    if (frame.contentWindow === source) frame.style.height = `${Math.min(Math.max(data.height, 0), highest)}px`;
  }
});

function ask(frame: HTMLIFrameElement): void {
  frame.contentWindow?.postMessage({ type: 'undersigned:ask-height' }, server);
}

for (const frame of document.querySelectorAll('iframe')) {
  if (!frame.src.startsWith(`${server}/e/`)) continue;
  frame.addEventListener('load', () => ask(frame));
  if (!frame.contentDocument) ask(frame); // it has loaded already: what we may look into is still the empty page
}
