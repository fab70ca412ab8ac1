// What the three elements share: one open shadow root, the style sheet, their children as fallback until loaded,
// loading with retries, and a count that is kept up to date.
import { type Count, Refusal, type View, server } from './api';
import { type Attributes, attributeNames, languageAround, reflectAttributes, slugFrom, upgradeProperties, wordFrom } from './attributes';
import { emit } from './events';
import { type Watcher, unwatchCount, watchCount } from './live_counts';
import { buildAll } from './tree';
import { isTypedIn, keepKeysInside } from './typing';
import styles from './widget.css';

const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);

const retryAfterMs = [2_000, 10_000, 60_000];
const nameWaitMs = 2_000; // frameworks set attributes late

// A widget's own styles. Those that could fetch something are ignored: nothing is loaded from elsewhere.
function ownSheets(styles: string | undefined): CSSStyleSheet[] {
  if (!styles || /\\|url|src|image/i.test(styles)) return [];
  const own = new CSSStyleSheet();
  own.replaceSync(styles);
  return [own];
}

// Those that are in the page.
export const widgets = new Set<WidgetElement>();

// The language around a widget may change, and some pages set theirs late.
new MutationObserver(() => widgets.forEach((widget) => widget.attributeChangedCallback())).observe(document, {
  attributeFilter: ['lang'],
  subtree: true,
});

export abstract class WidgetElement extends HTMLElement implements Attributes {
  static readonly observedAttributes = attributeNames;

  // Defined by reflectAttributes().
  declare campaign: string;
  declare partner: string;
  declare theme: string;
  declare mode: string;

  readonly #root = this.attachShadow({ mode: 'open' });
  protected readonly box = document.createElement('div');
  #watcher: Watcher | undefined;
  #view: IntersectionObserver | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #generation = 0; // increases with each load, so that a late answer to an earlier one is ignored
  #loaded = false;
  #wanted: string | undefined; // of the load that is running or has finished
  #shownSlug = '';
  #isQueued = false;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [sheet];
    const room = document.createElement('div');
    room.className = 'room';
    this.box.className = 'undersigned';
    this.box.append(document.createElement('slot'));
    room.append(this.box);
    this.#root.append(room);
    keepKeysInside(this.#root);
    upgradeProperties(this);
  }

  connectedCallback(): void {
    widgets.add(this);
    this.#update();
  }

  disconnectedCallback(): void {
    widgets.delete(this);
    clearTimeout(this.#timer);
    this.#stopWatching();
  }

  attributeChangedCallback(): void {
    this.#update();
  }

  override get isContentEditable(): boolean {
    return isTypedIn(this.#root) || super.isContentEditable;
  }

  // The slug of the campaign to show.
  protected get slug(): string {
    return slugFrom(this.campaign);
  }

  // The language to request: the element's own, otherwise that of the text around it, otherwise the reader's.
  protected get language(): string {
    const [own] = /^\w{2,3}\b.*/.exec(wordFrom(this.lang)) ?? [];
    return own || languageAround(this) || navigator.language;
  }

  // A key for what is to be shown: it changes when something else is to be shown. Empty: nothing.
  protected abstract get wanted(): string;

  // Fetches and shows; throws if that fails. `isCurrent` is false once a newer load has started.
  protected abstract render(isCurrent: () => boolean): Promise<void>;

  // The campaign whose count is shown, if any.
  protected watched(): { campaign: string; lang: string; partner?: string; show(count: Count): void } | undefined {
    return undefined;
  }

  // The server's page with the same contents.
  protected abstract get address(): string;

  // `more` are styles beside those that every element has.
  protected show({ view, lang, dir, accent }: View, more: readonly CSSStyleSheet[] = []): void {
    this.#shownSlug = this.slug;
    this.box.hidden = false;
    this.box.lang = lang;
    this.box.dir = dir;
    this.#root.adoptedStyleSheets = [sheet, ...ownSheets(accent), ...more];
    this.box.replaceChildren(buildAll(view, this.address));
  }

  protected reload(): Promise<void> {
    return this.#load();
  }

  // Once for several changes: the parser and frameworks set one attribute after the other.
  #update(): void {
    if (this.#isQueued) return;
    this.#isQueued = true;
    queueMicrotask(() => {
      this.#isQueued = false;
      if (!this.isConnected) return;
      if (this.#wanted !== this.wanted) void this.#load();
      else if (this.#loaded) this.#keepFresh();
    });
  }

  async #load(failures = 0): Promise<void> {
    const generation = ++this.#generation;
    clearTimeout(this.#timer);
    this.#stopWatching();
    const wanted = (this.#wanted = this.wanted);
    if (this.slug !== this.#shownSlug) this.#loaded = false;
    try {
      if (!wanted) {
        this.#timer = setTimeout(() => console.warn(`<${this.localName}> names no campaign`), nameWaitMs);
        return this.#showChildren();
      }
      await this.render(() => generation === this.#generation);
      if (generation !== this.#generation) return;
      this.#loaded = true;
      if (this.isConnected) this.#keepFresh();
      emit(this, 'ready', { campaign: this.slug });
    } catch (error) {
      if (generation === this.#generation) this.#fail(error, failures);
    }
  }

  #fail(error: unknown, failures: number): void {
    this.#wanted = undefined;
    const status = error instanceof Refusal ? error.status : 0;
    if (status === 404 && this.slug) {
      console.warn(`<${this.localName}>: ${server} has no campaign "${this.campaign}"`);
      this.#showChildren();
    } else if (!this.#loaded) {
      this.showFallback();
    }
    emit(this, 'error', { campaign: this.slug, status });
    const wait = retryAfterMs[failures];
    const isFinal = status >= 400 && status < 500 && status !== 429;
    if (wait !== undefined && !isFinal && this.isConnected) {
      this.#timer = setTimeout(() => void this.#load(failures + 1), wait * (1 + Math.random() / 4));
    } else if (!this.#loaded) {
      this.#giveUpRoom();
    }
  }

  // In place of a campaign that does not exist; the console tells the page's author why.
  #showChildren(): void {
    this.#loaded = false;
    this.#showOnly();
    this.#giveUpRoom();
    this.box.hidden = !this.childElementCount && !this.textContent?.trim();
  }

  // The height that a page keeps free for the widget would be a blank screen.
  #giveUpRoom(): void {
    this.#root.adoptedStyleSheets = [sheet, ...ownSheets(':host{min-height:0!important}')];
  }

  // Shows the element's children, in the language of the page. If there are none, shows a link with the name of what is
  // missing.
  protected showFallback(): void {
    const slot = this.#showOnly(this.#loaded ? [...this.box.children] : []);
    const link = document.createElement('a');
    link.href = this.address;
    link.textContent = this.slug.replaceAll('-', ' ') || new URL(server).host;
    slot.append(link);
  }

  #showOnly(kept: readonly Element[] = []): HTMLSlotElement {
    const slot = document.createElement('slot');
    this.box.replaceChildren(...kept.filter((child) => child.localName !== 'slot'), slot);
    this.box.hidden = false;
    return slot;
  }

  #keepFresh(): void {
    const what = this.watched();
    if (!what || this.#watcher) return;
    const watcher: Watcher = { ...what, inView: false };
    this.#watcher = watcher;
    this.#view = new IntersectionObserver((entries) => {
      watcher.inView = !!entries.at(-1)?.isIntersecting;
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

reflectAttributes(WidgetElement.prototype);
