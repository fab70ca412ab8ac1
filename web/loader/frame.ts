// For a site that embeds a petition as a frame: sets the frame's height to that of its contents.
//
//   <script type="module" src="https://host/v/1/frame.js" crossorigin></script>
//   <iframe src="https://host/e/<campaign>" title="..."></iframe>
//
// A frame is asked once it has loaded, since it may not know which page embeds it, and listened to from then on.
import { server } from './api';

const heightMax = 20_000; // px
const { host } = new URL(server);

// Also the frames in open shadow roots.
function framesIn(root: ParentNode): HTMLIFrameElement[] {
  return [...root.querySelectorAll('*')].flatMap((element) => {
    if (element instanceof HTMLIFrameElement) return element;
    return element.shadowRoot ? framesIn(element.shadowRoot) : [];
  });
}

// The frame of each message source, so that the page is searched only once for it.
const frameBySource = new WeakMap<MessageEventSource, HTMLIFrameElement>();

function frameOf(source: MessageEventSource): HTMLIFrameElement | undefined {
  const known = frameBySource.get(source);
  const frame = known?.contentWindow === source ? known : framesIn(document).find((each) => each.contentWindow === source);
  if (frame) frameBySource.set(source, frame);
  return frame;
}

// Includes http addresses that the server redirects to https.
function isOurs({ src }: HTMLIFrameElement): boolean {
  return /^https?:\/\/([^/]+)\/e\//.exec(src)?.[1] === host;
}

addEventListener('message', ({ origin, source, data }: MessageEvent<{ type?: unknown; height?: number } | null>) => {
  const { type, height = NaN } = data ?? {};
  if (type !== 'undersigned:height' || !Number.isFinite(height) || !source) return;
  const frame = origin === server || origin === 'null' ? frameOf(source) : undefined;
  // A sandboxed frame has no origin of its own.
  if (frame && (origin === server || isOurs(frame))) {
    frame.style.height = `${Math.min(Math.max(height, 0), heightMax)}px`;
  }
});

function ask({ contentWindow }: HTMLIFrameElement): void {
  contentWindow?.postMessage({ type: 'undersigned:ask-height' }, '*');
}

for (const frame of framesIn(document).filter(isOurs)) {
  frame.addEventListener('load', () => ask(frame));
  if (!frame.contentDocument) ask(frame); // already loaded: a document we may access is still the empty page
}

// Frames that are added later.
document.addEventListener('load', ({ target }) => target instanceof HTMLIFrameElement && isOurs(target) && ask(target), true);
