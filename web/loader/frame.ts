// For a site that embeds a petition as a frame: gives the frame the height of what it shows.
//
//   <script type="module" src="https://host/v/1/frame.js" crossorigin></script>
//   <iframe src="https://host/e/<campaign>" title="..."></iframe>
//
// The frame is asked once, as it may have spoken before this script ran, and listened to from then on.
import { server } from './api';

const highest = 20_000; // px

addEventListener('message', ({ origin, source, data }) => {
  if (origin !== server || data?.type !== 'undersigned:height' || !Number.isFinite(data.height)) return;
  for (const frame of document.querySelectorAll('iframe')) {
    if (frame.contentWindow === source) frame.style.height = `${Math.min(Math.max(data.height, 0), highest)}px`;
  }
});

for (const frame of document.querySelectorAll('iframe')) {
  if (frame.src.startsWith(`${server}/e/`)) frame.contentWindow?.postMessage({ type: 'undersigned:ask-height' }, server);
}
