// The elements' attributes, as what they are written with: by hand in a page, or as properties by a framework.

export const attributeNames = ['campaign', 'partner', 'lang', 'theme', 'mode'] as const;

export type Attributes = Record<(typeof attributeNames)[number], string>;

// Each attribute is a property too, of the same text: whatever a framework sets is what a page would have written.
export function reflectAttributes(prototype: HTMLElement): void {
  for (const name of attributeNames) {
    Object.defineProperty(prototype, name, {
      configurable: true,
      enumerable: true,
      get(this: HTMLElement): string {
        return this.getAttribute(name) ?? '';
      },
      set(this: HTMLElement, value: string | number | boolean | null | undefined): void {
        if (value == null || value === false) this.removeAttribute(name);
        else this.setAttribute(name, String(value));
      },
    });
  }
}

// What was set while the element was nothing but its name hides the property from then on.
export function takeEarlyProperties(element: HTMLElement & Attributes): void {
  for (const name of attributeNames) {
    if (!Object.hasOwn(element, name)) continue;
    const value = element[name];
    delete (element as Partial<Attributes>)[name];
    element[name] = value;
  }
}

// The name in an attribute as people paste it: with blanks or an editor's quotes around it, or as the end of the
// petition's address.
export function nameIn(text: string): string {
  return /([\p{L}\p{N}_-]+)[^\p{L}\p{N}_-]*$/u.exec(text.replace(/[?#].*/s, ''))?.[1]?.toLowerCase() ?? '';
}

// The nearest language around, which may stand outside of the shadow roots that the element is in.
export function languageAround(element: Element): string | undefined {
  const around = element.parentElement?.closest<HTMLElement>('[lang]:not([lang=""])');
  if (around) return around.lang;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host.getAttribute('lang') || languageAround(root.host) : undefined;
}
