// The countries of a form. The view has only their codes ("ADE BA" for AD, AE and BA); the browser supplies their names
// in the form's language.
export function fillCountries(select: HTMLSelectElement, lang: string): void {
  const names = new Intl.DisplayNames([lang, 'en'], { type: 'region' });
  const codes = (select.dataset['value'] ?? '').split(' ').flatMap(([first, ...rest]) => rest.map((second) => first + second));
  const countries = codes.map((code) => ({ code, name: names.of(code) ?? code }));
  countries.sort((a, b) => a.name.localeCompare(b.name, lang));
  select.append(...countries.map(({ code, name }) => new Option(name, code)));
}
