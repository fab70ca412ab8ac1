// What the three elements share: one open shadow root, the style sheet, the children as fallback until something better
// is there, loading that tries again, and a count that stays fresh.
import { type Count, Refusal, type View } from './api';
import { emit } from './events';
import { type Watcher, unwatchCount, watchCount } from './live_counts';
import { buildAll } from './tree';
import styles from './widget.css';

const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);

const retryAfterMs = [2_000, 10_000, 60_000];

// With the campaign's own accent. A sheet that could fetch something is left out: nothing is loaded from elsewhere.
function sheetsWith(accent: string | undefined): CSSStyleSheet[] {
  if (!accent || /\\|url|src|image/i.test(accent)) return [sheet];
  const own = new CSSStyleSheet();
  own.replaceSync(accent);
  return [sheet, own];
}

// The language to ask for: the element's own, else that of the text around it, else the reader's.
function languageOf(element: Element): string {
  const wanted = element.getAttribute('lang');
  if (wanted && wanted !== 'auto') return wanted;
  const around = element.parentElement?.closest<HTMLElement>('[lang]:not([lang=""])');
  return around?.lang || navigator.language;
}

export abstract class WidgetElement extends HTMLElement {
  static observedAttributes = ['campaign', 'lang', 'mode'];

  readonly #root = this.attachShadow({ mode: 'open' });
  protected readonly box = document.createElement('div');
  #watcher: Watcher | undefined;
  #view: IntersectionObserver | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #generation = 0; // counts the loads, so that a late answer to an earlier one is dropped
  #loaded = false;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [sheet];
    this.box.className = 'undersigned';
    this.box.append(document.createElement('slot'));
    this.#root.append(this.box);
  }

  connectedCallback(): void {
    if (this.#loaded) this.#keepFresh();
    else void this.#load();
  }

  disconnectedCallback(): void {
    clearTimeout(this.#retry);
    this.#stopWatching();
  }

  attributeChangedCallback(_name: string, before: string | null, now: string | null): void {
    if (this.isConnected && before !== now) void this.#load();
  }

  get campaign(): string {
    return this.getAttribute('campaign') ?? '';
  }

  protected get language(): string {
    return languageOf(this);
  }

  // Fetches and shows; throws when that failed. `isCurrent` is false once a newer load has begun.
  protected abstract render(isCurrent: () => boolean): Promise<void>;

  // The campaign whose count is shown, if one is.
  protected watched(): { campaign: string; lang: string; partner?: string; show(count: Count): void } | undefined {
    return undefined;
  }

  // The page on the server that has what is shown here.
  protected abstract get address(): string;

  protected show({ view, lang, dir, accent }: View): void {
    this.box.lang = lang;
    this.box.dir = dir;
    this.#root.adoptedStyleSheets = sheetsWith(accent);
    this.box.replaceChildren(buildAll(view, this.address));
  }

  protected reload(): Promise<void> {
    return this.#load();
  }

  async #load(failures = 0): Promise<void> {
    const generation = ++this.#generation;
    clearTimeout(this.#retry);
    this.#stopWatching();
    try {
      await this.render(() => generation === this.#generation);
      if (generation !== this.#generation) return;
      this.#loaded = true;
      if (this.isConnected) this.#keepFresh();
      emit(this, 'ready', { campaign: this.campaign });
    } catch (error) {
      if (generation === this.#generation) this.#fail(error, failures);
    }
  }

  #fail(error: unknown, failures: number): void {
    const status = error instanceof Refusal ? error.status : 0;
    if (!this.#loaded) this.showFallback();
    emit(this, 'error', { campaign: this.campaign, status });
    const wait = retryAfterMs[failures];
    const isFinal = status >= 400 && status < 500 && status !== 429;
    if (wait !== undefined && !isFinal && this.isConnected) {
      this.#retry = setTimeout(() => void this.#load(failures + 1), wait * (1 + Math.random() / 4));
    }
  }

  // What stands inside the element, in the words and the language of the page around; where nothing does, the address.
  protected showFallback(): void {
    const slot = document.createElement('slot');
    const link = document.createElement('a');
    link.href = this.address;
    link.textContent = this.address;
    slot.append(link);
    this.box.querySelector('slot')?.remove();
    this.box.append(slot);
  }

  #keepFresh(): void {
    const what = this.watched();
    if (!what || this.#watcher) return;
    const watcher: Watcher = { ...what, inView: false };
    this.#watcher = watcher;
    this.#view = new IntersectionObserver((entries) => {
      watcher.inView = entries.at(-1)?.isIntersecting ?? false;
    });
    this.#view.observe(this);
    watchCount(watcher);
  }

  #stopWatching(): void {
    this.#view?.disconnect();
    if (this.#watcher) unwatchCount(this.#watcher);
    this.#watcher = undefined;
  }
}
