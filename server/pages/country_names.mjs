// Writes country_names_data.h: node country_names.mjs OUTPUT TAG... For each language tag, every region code with a
// name in that language, in the language's alphabetical order.
import { writeFileSync } from 'node:fs';

const [output, ...tags] = process.argv.slice(2);
const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

function rows(tag) {
  if (!Intl.DisplayNames.supportedLocalesOf(tag).length) throw new Error(`this Node has no names for ${tag}`);
  const names = new Intl.DisplayNames(tag, { type: 'region', fallback: 'none' });
  const collator = new Intl.Collator(tag);
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .map((code) => ({ code, name: names.of(code) }))
    .filter(({ name }) => name)
    .sort((a, b) => collator.compare(a.name, b.name))
    .map(({ code, name }) => `    {${JSON.stringify(code)}, ${JSON.stringify(name)}},`);
}

const tables = tags.map((tag, i) => `inline constexpr Region kRegions${i}[] = {\n${rows(tag).join('\n')}\n};`);
writeFileSync(
  output,
  `#pragma once

#include <span>
#include <string_view>

namespace undersigned::pages {

struct Region {
  std::string_view code;
  std::string_view name;
};

${tables.join('\n\n')}

// In the order of kLocales.
inline constexpr std::span<const Region> kRegions[] = {${tags.map((_, i) => `kRegions${i}`).join(', ')}};

}  // namespace undersigned::pages
`,
);
