// The wait for a busy server, as the signer sees it: the remaining time, a button to send now and one to cancel.
import { type Translate, button } from './words';

export interface Wait {
  readonly words: readonly Element[]; // for the status line
  readonly buttons: HTMLElement;
  readonly over: Promise<void>; // resolves when the time is up, a button was pressed, or it is no longer wanted
}

export interface WaitOptions {
  readonly translate: Translate;
  readonly lang: string;
  readonly seconds: number;
  readonly isWanted: () => boolean;
  readonly cancel: () => void;
}

const tickMs = 1_000;
const spokenEverySeconds = 30; // announcing every second would let a screen reader read nothing else
const secondsShownMax = 90; // above this, in minutes

// "in 12 seconds", "in 3 minutes".
function inWords(seconds: number, lang: string): string {
  const format = new Intl.RelativeTimeFormat(lang);
  if (seconds > secondsShownMax) return format.format(Math.ceil(seconds / 60), 'minute');
  return format.format(Math.ceil(seconds), 'second');
}

export function waitFor({ translate, lang, seconds, isWanted, cancel }: WaitOptions): Wait {
  const shown = document.createElement('span');
  shown.ariaHidden = 'true';
  const spoken = document.createElement('span');
  spoken.className = 'visually-hidden';
  const buttons = document.createElement('div');
  buttons.className = 'buttons';

  const until = performance.now() + seconds * 1000;
  let spokenNext = seconds;
  const over = new Promise<void>((resolve) => {
    const end = new AbortController();
    const timer = setInterval(tick, tickMs);
    // In a page that is not visible, timers are late.
    document.addEventListener('visibilitychange', tick, { signal: end.signal });

    function finish(): void {
      clearInterval(timer);
      end.abort();
      resolve();
    }
    function tick(): void {
      const left = (until - performance.now()) / 1000;
      if (left <= 0 || !isWanted()) return finish();
      shown.textContent = translate('busy', { when: inWords(left, lang) });
      if (left > spokenNext) return;
      spoken.textContent = shown.textContent;
      spokenNext = left - spokenEverySeconds;
    }

    const change = (): void => {
      cancel();
      finish();
    };
    buttons.append(button(translate('offline_send_now'), '', finish), button(translate('change'), '', change));
    tick();
  });
  return { words: [shown, spoken], buttons, over };
}
