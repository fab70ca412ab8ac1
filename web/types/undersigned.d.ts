// The widget's elements and events, for TypeScript. The server serves this file and those for frameworks:
//   curl -O https://sign.example.org/v/1/undersigned.d.ts
// React, Preact, Vue and Svelte also need their own, such as undersigned-react.d.ts, in the same folder.

export interface UndersignedLook {
  /** A language such as `es`, or `auto` for the language of the surrounding page. */
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

/** Each attribute is also a property with the same text; null removes the attribute. */
export interface UndersignedElement extends HTMLElement {
  campaign: string;
  partner: string;
  theme: string;
  mode: string;
}

/** The events that a site can listen to. They contain no personal data. */
export interface UndersignedEvents {
  /** The widget shows its contents. */
  'undersigned:ready': CustomEvent<{ campaign: string }>;
  /** These fields of the form have to be corrected. */
  'undersigned:invalid': CustomEvent<{ campaign: string; fields: readonly string[] }>;
  /** The signature waits for the code from the mail. */
  'undersigned:pending': CustomEvent<{ campaign: string }>;
  /** The signature counts; `confirmed` is the public count. */
  'undersigned:signed': CustomEvent<{ campaign: string; confirmed?: number }>;
  'undersigned:shared': CustomEvent<{ campaign: string; channel: string }>;
  /** The server could not be reached (0), or refused with this HTTP status. */
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
