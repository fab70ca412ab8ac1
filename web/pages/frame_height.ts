// Tells the page around us, if there is one, how high this page is.
//
// Only to an origin we know: the one the browser names, or one that asked. WordPress, which passes a secret in the
// fragment (#?secret=...), is told in its own words too (wp-embed.js).
const asked = 'undersigned:ask-height';
const told = 'undersigned:height';

function originAround(): string {
  const [nearest] = location.ancestorOrigins ?? [];
  if (nearest && nearest !== 'null') return nearest;
  return document.referrer && new URL(document.referrer).origin;
}

// What WordPress knows this frame by; nothing elsewhere.
export const secret = /[?&]secret=(\w+)/.exec(location.hash)?.[1];

// The origin of the page around, '' while it is not known.
export let around = parent === window ? '' : originAround();

export function tellHeight(): void {
  if (parent === window) return;

  const tell = (): void => {
    if (!around) return;
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    parent.postMessage({ type: told, height }, around);
    if (secret) parent.postMessage({ message: 'height', value: height, secret }, around);
  };
  new ResizeObserver(tell).observe(document.documentElement);
  addEventListener('message', ({ source, origin, data }: MessageEvent<{ type?: unknown } | null>) => {
    if (source !== parent || data?.type !== asked || origin === 'null') return;
    around = origin;
    tell();
  });
}
