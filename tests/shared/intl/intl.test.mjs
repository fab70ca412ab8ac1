// Compares the core's numbers, plural categories, dates, lists, names and directions with the Unicode CLDR.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import test from 'node:test';
import { dateFormat, direction, listFormat, numberFormat, ownName, pluralSamples, pluralSelect } from './cldr.mjs';

const lines = execFileSync(process.env.PRINT_SAMPLES, { encoding: 'utf8', maxBuffer: 64 << 20 })
  .trimEnd()
  .split('\n')
  .map((line) => line.split('\t'));
const tags = [...new Set(lines.map(([, tag]) => tag))];

const capitalized = (text, tag) => text.charAt(0).toLocaleUpperCase(tag) + text.slice(1);

// CLDR has one pattern for each position in a list. The words between the last two items that depend on the following
// item are left to the implementation (UTS 35, part 2, "List Patterns"); ICU does the same.
function joined(tag, text, last) {
  if (tag === 'es' && /^(i|hi(?![ae]))/i.test(last)) return text.replace(` y ${last}`, ` e ${last}`);
  if (tag === 'he' && !/^\p{Script=Hebrew}/u.test(last)) return text.replace(` ו${last}`, ` ו-${last}`);
  // Without a comma before the last item, as in Hindi newspapers.
  if (tag === 'hi') return text.replace(`, और ${last}`, ` और ${last}`);
  return text;
}

// The first of a month is an ordinal in the rules of French (Académie française, "1er janvier") and of Brazil's government
// (Manual de Redação da Presidência da República, "1º de janeiro"), which CLDR's patterns cannot express.
const firstDay = { fr: '1er', pt: '1º' };

function checker(kind, tag) {
  switch (kind) {
    case 'number':
      return numberFormat(tag);
    case 'plural': {
      const select = pluralSelect(tag);
      return (input) => select(Number(input));
    }
    case 'day': {
      // The core uses an ordinary no-break space instead of CLDR's narrow one, which few fonts contain.
      const format = dateFormat(tag);
      return (input) => format(input).replaceAll('\u202f', '\u00a0').replace(/^1(?= )/, firstDay[tag] ?? '1');
    }
    case 'list': {
      const format = listFormat(tag === 'en' ? 'en-GB' : tag); // British, without a comma before the last item
      return (input) => {
        const items = input.split('|');
        return items.length === 1 ? input : joined(tag, format(items), items.at(-1));
      };
    }
    case 'name':
      return () => capitalized(ownName(tag), tag);
    case 'direction':
      return () => direction(tag);
    default:
      throw new Error(`no check for ${kind}`);
  }
}

for (const tag of tags) {
  test(`${tag} is written as CLDR has it`, () => {
    const checkers = new Map();
    for (const [kind, of, input, output] of lines) {
      if (of !== tag) continue;
      if (!checkers.has(kind)) checkers.set(kind, checker(kind, tag));
      assert.equal(output, checkers.get(kind)(input), `${kind} ${input}`);
    }
    assert.deepEqual([...checkers.keys()].sort(), ['day', 'direction', 'list', 'name', 'number', 'plural']);
  });

  test(`the plural rules of ${tag} put CLDR's own samples where CLDR has them`, () => {
    const select = pluralSelect(tag);
    const samples = pluralSamples(tag);
    assert.notEqual(samples.length, 0);
    for (const [count, category] of samples) assert.equal(select(count), category, `${count}`);
  });
}
