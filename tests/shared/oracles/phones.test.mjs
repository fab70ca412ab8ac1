// Every region's example numbers, as libphonenumber formats them and as people type them, compared with its E.164 form.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { answersTo } from './answers.mjs';

const { PhoneNumberFormat: Format, PhoneNumberType: Type, PhoneNumberUtil } = createRequire(import.meta.url)('google-libphonenumber');
const util = PhoneNumberUtil.getInstance();
const regions = util.getSupportedRegions().sort();

// libphonenumber's regions without a country code in ISO 3166-1: nobody can choose them.
const notCountries = ['AC', 'TA'];
const countries = regions.filter((region) => !notCountries.includes(region));

// Differences: for each kind of number, the regions whose example the core refuses.
const refused = {
  VOIP: ['GW', 'TW', 'ZW'], // lengths that neither people's nor toll-free numbers have there
  SHARED_COST: ['AL', 'BR', 'CL', 'CU', 'IN'], // the same
};
// Premium numbers, pagers and the like: neither a supporter's nor a target's. The core may accept or refuse them, but
// stores none of them wrongly.
const notPeoples = ['PREMIUM_RATE', 'PAGER', 'UAN', 'VOICEMAIL'];

function example(region, type) {
  const number = util.getExampleNumberForType(region, Type[type]);
  return number && { number, e164: util.format(number, Format.E164) };
}

function check(questions) {
  assert.notEqual(questions.length, 0);
  const answers = answersTo(questions.map(({ country, typed }) => ({ rule: 'phone', argument: country, input: typed })));
  const wrong = questions.filter(({ e164 }, at) => answers[at] !== `ok ${e164}`);
  assert.deepEqual(wrong.map((each) => ({ ...each, answer: answers[questions.indexOf(each)] })), []);
}

// The numbers of people: fixed lines and mobiles.
function peoplesNumbers(write) {
  return countries.flatMap((region) => ['FIXED_LINE', 'MOBILE'].flatMap((type) => {
    const found = example(region, type);
    return found ? write(found, region).map((typed) => ({ country: region, typed, e164: found.e164 })) : [];
  }));
}

test('a number is understood as it is written in its own country', () => {
  check(peoplesNumbers(({ number }) => {
    const national = util.format(number, Format.NATIONAL);
    return [national, national.replace(/\D/g, ''), util.getNationalSignificantNumber(number)];
  }));
});

test('a number is understood with its calling code, with or without a +', () => {
  check(peoplesNumbers(({ number, e164 }) => {
    const international = util.format(number, Format.INTERNATIONAL);
    return [e164, international, util.format(number, Format.RFC3966), e164.slice(1), international.slice(1), `00${e164.slice(1)}`];
  }));
});

test('a number is understood as it is dialled from abroad', () => {
  const abroad = ['AU', 'CU', 'FI', 'JP', 'KE', 'KR', 'NG', 'RU', 'US'];
  check(regions.flatMap((region) => ['FIXED_LINE', 'MOBILE'].flatMap((type) => {
    const found = example(region, type);
    if (!found) return [];
    return abroad.map((country) => ({
      country, typed: util.formatOutOfCountryCallingNumber(found.number, country), e164: found.e164,
    }));
  })));
});

test('a number is understood in a text that runs from right to left, with an extension, and with a comma behind it', () => {
  check(peoplesNumbers(({ e164 }) => [`\u2066${e164}\u2069`, `${e164} ext. 123`, `${e164};ext=7`, `${e164},`]));
});

test('numbers that cost the caller nothing, or are of no country, are understood with a +', () => {
  const callable = ['TOLL_FREE', 'PERSONAL_NUMBER', 'SHARED_COST', 'VOIP'];
  check([
    ...regions.flatMap((region) => callable.flatMap((type) => {
      const found = example(region, type);
      return found && !refused[type]?.includes(region) ? [{ country: '', typed: found.e164, e164: found.e164 }] : [];
    })),
    ...util.getSupportedGlobalNetworkCallingCodes().map((code) => {
      const e164 = util.format(util.getExampleNumberForNonGeoEntity(code), Format.E164);
      return { country: '', typed: e164, e164 };
    }),
  ]);
});

test('the table of what differs is true, and nothing in it is stored as another number', () => {
  const listed = Object.entries(refused).flatMap(([type, where]) => where.map((region) => example(region, type).e164));
  const others = regions.flatMap((region) => notPeoples.flatMap((type) => example(region, type)?.e164 ?? []));
  const answers = answersTo([...listed, ...others].map((e164) => ({ rule: 'phone', argument: '', input: e164 })));
  assert.deepEqual(answers.slice(0, listed.length), listed.map(() => 'error not_a_phone'));
  assert.deepEqual(others.filter((e164, at) => !['error not_a_phone', `ok ${e164}`].includes(answers[listed.length + at])), []);
});
