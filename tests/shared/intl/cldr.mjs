// The data of Unicode's CLDR, from its own packages in the version pinned in tests/package.json, not from Node.js,
// whose version differs between machines.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const main = (name, tag, file) => require(`cldr-${name}-full/main/${tag}/${file}.json`).main[tag];
const pluralRules = require('cldr-core/supplemental/plurals.json').supplemental['plurals-type-cardinal'];

// Grouping, from a pattern such as "#,##0.###" or "#,##,##0.###".
export function numberFormat(tag) {
  const { minimumGroupingDigits, ...of } = main('numbers', tag, 'numbers').numbers;
  const { group } = of['symbols-numberSystem-latn'];
  const groups = of['decimalFormats-numberSystem-latn'].standard.split('.')[0].split(',');
  const first = groups.at(-1).length;
  const next = groups.length > 2 ? groups.at(-2).length : first;
  return (digits) => {
    if (digits.length < first + Number(minimumGroupingDigits)) return digits;
    const parts = [digits.slice(-first)];
    for (let rest = digits.slice(0, -first); rest !== ''; rest = rest.slice(0, -next)) parts.unshift(rest.slice(-next));
    return parts.join(group);
  };
}

// Evaluates a relation of a rule, such as "i % 100 != 12..14", for a whole number, which has no visible fraction and no
// exponent.
function relationHolds(relation, count) {
  const [, operand, modulus, equality, values] = /^([nivwftce])(?: % (\d+))? (!?=) (\S+)$/.exec(relation);
  const of = operand === 'n' || operand === 'i' ? count : 0;
  const value = modulus ? of % Number(modulus) : of;
  const among = values.split(',').some((each) => {
    const [least, most = least] = each.split('..').map(Number);
    return least <= value && value <= most;
  });
  return among === (equality === '=');
}

// The plural categories of a language, whatever its script, each with its rule and samples.
function categories(tag) {
  return Object.entries(pluralRules[tag.split('-')[0]]).map(([key, text]) => {
    const [rule, ...samples] = text.split('@');
    return { category: key.replace('pluralRule-count-', ''), rule: rule.trim(), samples };
  });
}

export function pluralSelect(tag) {
  const all = categories(tag);
  const holds = (rule, count) => rule === '' ||
    rule.split(' or ').some((each) => each.split(' and ').every((relation) => relationHolds(relation, count)));
  return (count) => all.find(({ rule }) => holds(rule, count)).category;
}

// CLDR's own samples of whole numbers, as pairs of number and category.
export function pluralSamples(tag) {
  return categories(tag).flatMap(({ category, samples }) => {
    const [, integers = ''] = /^integer (.*)/.exec(samples.find((each) => each.startsWith('integer')) ?? '') ?? [];
    return integers.split(/[~,…\s]+/).filter((each) => /^\d+$/.test(each)).map((each) => [Number(each), category]);
  });
}

// A day of the Gregorian calendar in the long format.
export function dateFormat(tag) {
  const { dateFormats, months } = main('dates', tag, 'ca-gregorian').dates.calendars.gregorian;
  return (isoDate) => {
    const [year, month, day] = isoDate.split('-').map(Number);
    const fields = { d: day, M: month, MMMM: months.format.wide[month], y: year };
    return dateFormats.long.replace(/'([^']*)'|[A-Za-z]+/g, (field, quoted) => quoted ?? fields[field]);
  };
}

// The pattern for any number of items, of the standard type.
export function listFormat(tag) {
  const patterns = main('misc', tag, 'listPatterns').listPatterns['listPattern-type-standard'];
  const fill = (pattern, one, other) => pattern.replace('{0}', () => one).replace('{1}', () => other);
  return (items) => {
    if (items.length < 3) return items.reduce((one, other) => fill(patterns['2'], one, other));
    const [last, before, ...rest] = [...items].reverse();
    const end = fill(patterns.end, before, last);
    return rest.reduce((text, item, at) => fill(at === rest.length - 1 ? patterns.start : patterns.middle, item, text), end);
  };
}

// A language's name for itself.
export function ownName(tag) {
  return main('localenames', tag, 'languages').localeDisplayNames.languages[tag];
}

export function direction(tag) {
  return main('misc', tag, 'layout').layout.orientation.characterOrder === 'right-to-left' ? 'rtl' : 'ltr';
}
