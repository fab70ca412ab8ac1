// The elements' attributes, whether written into a page by hand or set as properties by a framework.

export const attributeNames = ['campaign', 'partner', 'lang', 'theme', 'mode'] as const;

export type Attributes = Record<(typeof attributeNames)[number], string>;

// Each attribute is also a property with the same text, so that setting the property sets the attribute.
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

// A property that was set before the element was defined would hide the accessor; this moves its value there.
export function upgradeProperties(element: HTMLElement & Attributes): void {
  for (const name of attributeNames) {
    if (!Object.hasOwn(element, name)) continue;
    const value = element[name];
    delete (element as Partial<Attributes>)[name];
    element[name] = value;
  }
}

// The word in an attribute as people and their editors write it: in curly quotes, with a semicolon after it, or with other
// dashes, soft hyphens or blanks in place of hyphens.
export function wordFrom(text: string): string {
  return (text.match(/[\p{L}\p{N}]+/gu) ?? []).join('-').toLowerCase();
}

// The name of a campaign, from the name or any address of its petition.
export function slugFrom(text: string): string {
  let address = text;
  try {
    address = decodeURIComponent(text);
  } catch {
    // A % that encodes nothing.
  }
  const [whole, name = whole] = /^(?:.*?\/)?[pe]\/([^/?#&]*)|[^?#&]*/s.exec(address) as unknown as [string, string?];
  return wordFrom(name);
}

// The language of the nearest ancestor that has one, also outside of the shadow roots that contain the element.
export function languageAround(element: Element): string | undefined {
  const around = element.parentElement?.closest<HTMLElement>('[lang]:not([lang=""])');
  if (around) return around.lang;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host.getAttribute('lang') || languageAround(root.host) : undefined;
}
