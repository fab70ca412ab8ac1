// The form part's own texts, from the form's document: translate('busy', {seconds: 3}).
export type Translate = (name: string, values?: Readonly<Record<string, string | number>>) => string;

// A missing text is an empty one.
export function translator(words: Readonly<Record<string, string>>): Translate {
  return (name, values = {}) =>
    (words[name] ?? '').replace(/\{(\w+)\}/g, (whole, key: string) => String(values[key] ?? whole));
}

export function paragraph(text: string, className: string): HTMLParagraphElement {
  const made = document.createElement('p');
  made.className = className;
  made.textContent = text;
  return made;
}

export function button(text: string, className: string, press: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = className;
  made.textContent = text;
  made.addEventListener('click', press);
  return made;
}
