// The countries of a form, named by the browser in the form's language: the view carries only their codes, "ADE BA" for
// AD, AE and BA.
export function fillCountries(select: HTMLSelectElement, lang: string): void {
  const names = new Intl.DisplayNames([lang, 'en'], { type: 'region' });
  const codes = (select.dataset['value'] ?? '').split(' ').flatMap(([first, ...rest]) => rest.map((second) => first + second));
  const countries = codes.map((code) => ({ code, name: names.of(code) ?? code }));
  countries.sort((a, b) => a.name.localeCompare(b.name, lang));
  select.append(...countries.map(({ code, name }) => new Option(name, code)));
}
