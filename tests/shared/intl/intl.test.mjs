// Holds the core's numbers, plural categories, dates, lists, names and directions against Intl: the Unicode CLDR.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import test from 'node:test';

const lines = execFileSync(process.env.PRINT_SAMPLES, { encoding: 'utf8', maxBuffer: 64 << 20 })
  .trimEnd()
  .split('\n')
  .map((line) => line.split('\t'));
const tags = [...new Set(lines.map(([, tag]) => tag))];

// Editions of CLDR differ in which spaces of a date do not break.
const plainSpaces = (text) => text.replace(/[\u00a0\u202f\u2009]/g, ' ');
// Western digits in Arabic, whatever the edition's default for "ar" is.
const western = (tag) => (tag === 'ar' ? 'ar-u-nu-latn' : tag);
const capitalized = (text, tag) => text.charAt(0).toLocaleUpperCase(tag) + text.slice(1);

function checker(kind, tag) {
  switch (kind) {
    case 'number': {
      const format = new Intl.NumberFormat(western(tag));
      return (input) => format.format(Number(input));
    }
    case 'plural': {
      const rules = new Intl.PluralRules(tag);
      return (input) => rules.select(Number(input));
    }
    case 'day': {
      const format = new Intl.DateTimeFormat(western(tag), { dateStyle: 'long', timeZone: 'UTC' });
      return (input) => plainSpaces(format.format(new Date(input)));
    }
    case 'list': {
      // Without a comma before the last item, as British English has it and as newspapers in Hindi do.
      const format = new Intl.ListFormat(tag === 'en' ? 'en-GB' : tag);
      return (input) => format.format(input.split('|')).replace(', और ', ' और ');
    }
    case 'name': {
      const names = new Intl.DisplayNames(tag, { type: 'language' });
      return () => capitalized(names.of(tag), tag);
    }
    case 'direction': {
      const locale = new Intl.Locale(tag);
      return () => (locale.getTextInfo?.() ?? locale.textInfo).direction;
    }
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
      const found = kind === 'day' ? plainSpaces(output) : output;
      assert.equal(found, checkers.get(kind)(input), `${kind} ${input}`);
    }
    assert.deepEqual([...checkers.keys()].sort(), ['day', 'direction', 'list', 'name', 'number', 'plural']);
  });
}
