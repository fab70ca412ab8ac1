// The names of countries in their own official languages, from CLDR in the version pinned in tests/package.json, without
// those that the widget's languages have. `node own_names.mjs` writes web/loader/own_names.ts, which country_names.test.mjs
// compares: the bundles are then the same whatever the version of Node.js.
import { existsSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const { territoryInfo } = require('cldr-core/supplemental/territoryInfo.json').supplemental;
const folder = fileURLToPath(new URL('../../node_modules/cldr-localenames-full/main/', import.meta.url));
const file = fileURLToPath(new URL('../../../web/loader/own_names.ts', import.meta.url));

export const widgetLanguages = ['en', 'es', 'fr', 'de', 'pt', 'ru', 'uk', 'ar', 'he', 'hi', 'vi', 'zh'];

function namesIn(tag, code) {
  const path = `${folder}${tag}/territories.json`;
  if (!existsSync(path)) return [];
  const { territories } = require(path).main[tag].localeDisplayNames;
  return [code, `${code}-alt-short`, `${code}-alt-variant`].map((key) => territories[key]).filter((name) => name && name !== code);
}

// Of all languages that are official in the country or in a part of it.
function ownNames(code) {
  const spoken = Object.entries(territoryInfo[code]?.languagePopulation ?? {});
  const languages = spoken.filter(([, { _officialStatus }]) => _officialStatus).map(([language]) => language.replaceAll('_', '-'));
  const tags = languages.flatMap((language) => [language, `${language}-${code}`]);
  const known = new Set(widgetLanguages.flatMap((language) => namesIn(language, code)));
  return [...new Set(tags.flatMap((tag) => namesIn(tag, code)))].filter((name) => !known.has(name));
}

// [code, name] of every country.
export const allOwnNames = Object.keys(territoryInfo)
  .filter((code) => /^[A-Z]{2}$/.test(code)).sort()
  .flatMap((code) => ownNames(code).map((name) => [code, name]));

function lines() {
  const all = [];
  for (const [code, name] of allOwnNames) {
    const item = `${name} ${code} `;
    if (all.length === 0 || all.at(-1).length + item.length > 110) all.push('');
    all[all.length - 1] += item;
  }
  return all.map((line) => `  '${line}'`).join(' +\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(file, `// Written by tests/web/loader/own_names.mjs from CLDR: countries in their own languages, where these are not the widget's
// too, each followed by its code.
export const ownNames =
${lines()};
`);
}
