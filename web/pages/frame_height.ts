// Tells the embedding page, if any, the height of this page.
//
// Only to an origin we know: the one that the browser names, or one that asked. WordPress passes a secret in the
// fragment (#?secret=...) and also gets a message in its own format (wp-embed.js).
const askType = 'undersigned:ask-height';
const heightType = 'undersigned:height';

function findEmbeddingOrigin(): string {
  const [nearest] = location.ancestorOrigins ?? [];
  if (nearest && nearest !== 'null') return nearest;
  return document.referrer && new URL(document.referrer).origin;
}

// The secret by which WordPress identifies this frame; elsewhere undefined.
export const secret = /[?&]secret=(\w+)/.exec(location.hash)?.[1];

// The origin of the embedding page, '' while it is not known.
export let embeddingOrigin = parent === window ? '' : findEmbeddingOrigin();

export function reportHeight(): void {
  if (parent === window) return;

  const post = (): void => {
    if (!embeddingOrigin) return;
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    parent.postMessage({ type: heightType, height }, embeddingOrigin);
    if (secret) parent.postMessage({ message: 'height', value: height, secret }, embeddingOrigin);
  };
  new ResizeObserver(post).observe(document.documentElement);
  addEventListener('message', ({ source, origin, data }: MessageEvent<{ type?: unknown } | null>) => {
    if (source !== parent || data?.type !== askType || origin === 'null') return;
    embeddingOrigin = origin;
    post();
  });
}
