// The canvas's contents as transparent HTML elements over it: for screen readers, keyboards, touch exploration and
// browser tests. Only the filter's text field is visible.

import { Role, State } from '../generated/constants';
import type { Node, Wasm } from './wasm';

const tags: Record<number, [tag: string, role?: string]> = {
  [Role.Text]: ['p'],
  [Role.Status]: ['p', 'status'],
  [Role.Alert]: ['p', 'alert'],
  [Role.Button]: ['button'],
  [Role.Image]: ['div', 'img'],
  [Role.Table]: ['div', 'table'],
  [Role.Row]: ['div', 'row'],
  [Role.ColumnHeader]: ['div', 'columnheader'],
  [Role.Cell]: ['div', 'cell'],
  [Role.SearchBox]: ['input'],
  [Role.Group]: ['section'],
  [Role.Navigation]: ['nav'],
};
const labelled = new Set<number>([Role.Image, Role.Table, Role.SearchBox, Role.Group, Role.Navigation]);

interface Branch {
  node: Node;
  inside: Branch[];
}

export class Mirror {
  readonly root: HTMLElement;
  readonly #wasm: Wasm;
  readonly #wake: () => void;
  #byId = new Map<number, HTMLElement>();
  #keys = new WeakMap<Element, string>();
  #shown = new WeakMap<Element, string>();
  #focusMayMove = false;
  #hidden = 0; // how many elements have been placed out of sight

  constructor(root: HTMLElement, wasm: Wasm, wake: () => void) {
    this.root = root;
    this.#wasm = wasm;
    this.#wake = wake;
    root.addEventListener('click', (event) => this.#onClick(event));
    root.addEventListener('focusin', (event) => this.#onFocus(event));
    root.addEventListener('focusout', (event) => {
      if (root.contains(event.relatedTarget as Element | null)) return;
      wasm.exports.focus(0);
      wake();
    });
    root.addEventListener('scroll', () => this.#onScroll());
    root.addEventListener('input', (event) => {
      wasm.setFilter((event.target as HTMLInputElement).value);
      wake();
    });
  }

  // Updates the elements from the module's nodes.
  update(): void {
    const top: Branch[] = [];
    const levels: Branch[][] = [top];
    for (const node of this.#wasm.nodes()) {
      const branch = { node, inside: [] };
      (levels[node.depth] ?? top).push(branch);
      levels[node.depth + 1] = branch.inside;
    }
    this.#hidden = 0;
    const hadFocus = this.root.contains(document.activeElement);
    this.#byId.clear();
    this.#reconcile(this.root, top);
    // If the focused element is gone (the list, once a campaign is open), focus moves to the top.
    if (hadFocus && !this.root.contains(document.activeElement)) {
      (this.root.querySelector<HTMLElement>('button') ?? this.root).focus({ preventScroll: true });
    }
  }

  // Moves the text field along while the canvas scrolls; update() moves the other elements once scrolling has stopped.
  updateField(filter: string): void {
    const field = this.root.querySelector('input');
    const node = this.#wasm.nodes().find((each) => each.role === Role.SearchBox);
    if (field === null || node === undefined) return;
    if ((node.states & State.Hidden) === 0) this.#place(field, node);
    else if (field.dataset['hidden'] !== 'true') field.style.top = '-100%'; // until update() places it
    if (field.value !== filter && document.activeElement !== field) field.value = filter;
  }

  // An arrow key was passed to ImGui, which may move its focus.
  expectFocusMove(): void {
    this.#focusMayMove = true;
  }

  // Moves the browser's focus to ImGui's. Only after an arrow key: Tab moves the browser's focus, and ImGui follows.
  followFocus(id: number): void {
    const element = this.#byId.get(id);
    if (!this.#focusMayMove || element === undefined || element === document.activeElement) return;
    this.#focusMayMove = false;
    element.focus({ preventScroll: true });
  }

  #reconcile(parent: HTMLElement, branches: Branch[]): void {
    const counts = new Map<number, number>();
    const keyOf = ({ id, role }: Node): string => {
      if (id !== 0) return `#${id}`;
      const count = counts.get(role) ?? 0;
      counts.set(role, count + 1);
      return `${role}:${count}`;
    };
    const wanted = branches.map((branch) => ({ branch, key: keyOf(branch.node) }));
    const alive = new Set(wanted.map(({ key }) => key));
    const existing = new Map<string, HTMLElement>();
    for (const child of [...parent.children] as HTMLElement[]) {
      const key = this.#keys.get(child);
      if (key === undefined) continue; // the text of a leaf, or not one of our elements
      if (alive.has(key)) existing.set(key, child);
      else child.remove();
    }
    wanted.forEach(({ branch, key }, i) => {
      const element = existing.get(key) ?? this.#create(branch.node, key);
      if (parent.children[i] !== element) parent.insertBefore(element, parent.children[i] ?? null);
      if (branch.node.id !== 0) this.#byId.set(branch.node.id, element);
      this.#describe(element, branch);
      this.#reconcile(element, branch.inside);
    });
  }

  #create(node: Node, key: string): HTMLElement {
    const [tag, role] = node.role === Role.Heading ? [`h${node.states}`] : tags[node.role] ?? ['div'];
    const element = document.createElement(tag);
    if (role !== undefined) element.setAttribute('role', role);
    if (element instanceof HTMLButtonElement) element.type = 'button';
    if (element instanceof HTMLInputElement) {
      element.type = 'search';
      element.autocomplete = 'off';
      element.spellcheck = false;
      element.enterKeyHint = 'search';
    }
    this.#keys.set(element, key);
    return element;
  }

  #describe(element: HTMLElement, { node, inside }: Branch): void {
    const container = inside.length > 0 || labelled.has(node.role) && node.role !== Role.Image &&
        node.role !== Role.SearchBox;
    element.className = container ? 'mirror-group' : node.role === Role.SearchBox ? 'mirror-field' : 'mirror-leaf';
    if (!container) this.#place(element, node);
    const shown = `${node.states} ${node.name}`;
    if (this.#shown.get(element) === shown) return;
    this.#shown.set(element, shown);
    if (labelled.has(node.role)) element.setAttribute('aria-label', node.name);
    else if (inside.length === 0) element.textContent = node.name;
    if (node.role !== Role.Heading) this.#setStates(element, node);
  }

  #setStates(element: HTMLElement, { role, states }: Node): void {
    const set = (name: string, value: string | undefined): void => {
      if (value === undefined) element.removeAttribute(name);
      else element.setAttribute(name, value);
    };
    const either = (yes: State, no: State): string | undefined =>
      states & yes ? 'true' : states & no ? 'false' : undefined;
    set('aria-pressed', either(State.Pressed, State.NotPressed));
    set('aria-expanded', either(State.Expanded, State.Collapsed));
    set('aria-current', states & State.Current ? 'true' : undefined);
    if (role === Role.ColumnHeader) {
      set('aria-sort', states & State.Ascending ? 'ascending' : states & State.Descending ? 'descending' : undefined);
    }
    element.dataset['hidden'] = states & State.Hidden ? 'true' : 'false';
  }

  // What is scrolled out of sight on the canvas is placed below the mirror, with one full height between elements. So
  // if assistive technology scrolls such an element into view, the mirror's scroll position tells onScroll() which one.
  #place(element: HTMLElement, node: Node): void {
    const { style } = element;
    const hidden = (node.states & State.Hidden) !== 0 && node.role !== Role.Heading;
    style.left = `${node.x}px`;
    style.top = `${hidden ? (this.root.clientHeight + 1) * ++this.#hidden : node.y}px`;
    style.width = `${Math.max(node.width, 1)}px`;
    style.height = `${Math.max(node.height, 1)}px`;
  }

  #onScroll(): void {
    const top = this.root.scrollTop;
    if (top === 0) return;
    this.root.scrollTop = 0;
    for (const [id, { dataset, offsetTop }] of this.#byId) {
      if (dataset['hidden'] !== 'true' || offsetTop < top || offsetTop > top + this.root.clientHeight) continue;
      this.#wasm.exports.reveal(id);
      this.#wake();
    }
  }

  // ImGui has already handled clicks of the mouse or by touch. It has not handled those by keyboard or screen reader.
  #onClick(event: MouseEvent): void {
    const button = (event.target as Element).closest('button');
    const id = button === null ? undefined : this.#idOf(button);
    if (id === undefined || event.detail !== 0) return;
    this.#wasm.exports.activate(id);
    this.#wake();
  }

  #onFocus(event: FocusEvent): void {
    this.#focusMayMove = false;
    const element = event.target as HTMLElement;
    const id = this.#idOf(element);
    const button = element instanceof HTMLButtonElement;
    this.#wasm.exports.focus(id !== undefined && button && element.matches(':focus-visible') ? id : 0);
    if (id !== undefined && !button) this.#wasm.exports.reveal(id);
    this.#wake();
  }

  #idOf(element: Element): number | undefined {
    const key = this.#keys.get(element);
    return key?.startsWith('#') ? Number(key.slice(1)) : undefined;
  }
}
