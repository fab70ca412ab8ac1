// The widget's elements and events, for TypeScript. The server serves this file, and those for frameworks beside it:
//   curl -O https://sign.example.org/v/1/undersigned.d.ts
// React, Preact, Vue and Svelte need theirs too, such as undersigned-react.d.ts, in the same folder.

export interface UndersignedLook {
  /** A language, such as `es`, or `auto`: that of the page around. */
  lang?: string | undefined;
  /** `auto` follows the page's own `color-scheme`. */
  theme?: 'auto' | 'light' | 'dark' | (string & {}) | null | undefined;
}

export interface UndersignedCounterAttributes extends UndersignedLook {
  /** The last part of the petition's address: `save-the-library`. */
  campaign?: string | null | undefined;
  /** Your id at the petition's server. */
  partner?: string | null | undefined;
}

export interface UndersignedPetitionAttributes extends UndersignedCounterAttributes {
  /** `admin` shows the organizers' dashboard. */
  mode?: 'admin' | (string & {}) | null | undefined;
}

export type UndersignedDirectoryAttributes = UndersignedLook;

/** Each attribute is a property of the same text; null takes the attribute away. */
export interface UndersignedElement extends HTMLElement {
  campaign: string;
  partner: string;
  theme: string;
  mode: string;
}

/** What a site may listen to. Nothing in it is personal. */
export interface UndersignedEvents {
  /** The widget shows what it is for. */
  'undersigned:ready': CustomEvent<{ campaign: string }>;
  /** Something in the form has to be corrected, in these fields. */
  'undersigned:invalid': CustomEvent<{ campaign: string; fields: readonly string[] }>;
  /** The signature waits for its code. */
  'undersigned:pending': CustomEvent<{ campaign: string }>;
  /** The signature counts; `confirmed` is the count that everybody is shown. */
  'undersigned:signed': CustomEvent<{ campaign: string; confirmed?: number }>;
  'undersigned:shared': CustomEvent<{ campaign: string; channel: string }>;
  /** The server could not be reached (0), or refused with this status of HTTP. */
  'undersigned:error': CustomEvent<{ campaign: string; status: number }>;
}

declare global {
  interface HTMLElementTagNameMap {
    'undersigned-petition': UndersignedElement;
    'undersigned-counter': UndersignedElement;
    'undersigned-directory': UndersignedElement;
  }
  interface HTMLElementEventMap extends UndersignedEvents {}
  interface DocumentEventMap extends UndersignedEvents {}
  interface WindowEventMap extends UndersignedEvents {}
}
