// Written by tests/web/loader/own_names.mjs from CLDR: countries in their own languages, where these are not the widget's
// too, each followed by its code.
export const ownNames =
  'افغانستان AF Owganystan AF Shqipëri AL Հայաստան AM Austrija AT Ausztria AT Avstrija AT Åland AX Azərbaycan AZ ' +
  'Азәрбајҹан AZ Bosna i Hercegovina BA Босна и Херцеговина BA বাংলাদেশ BD België BE България BG Uburundi BI ' +
  'Caribisch Nederland BQ Brazile BR འབྲུག BT Republíki ya Kongó Demokratíki CD Kongo - Kinshasa CD ' +
  'Kongo (DRC) CD Ködörösêse tî Bêafrîka CF Schwiiz CH Svizzera CH Svizra CH རྒྱ་ནག CN 중국 CN جۇڭگو CN ' +
  'Cunghgoz CN Kòrsou CW Κύπρος CY Kıbrıs CY Česko CZ Česká republika CZ Danmark DK Eesti EE ኤርትራ ER Espanya ES ' +
  'Espainia ES ኢትዮጵያ ET Suomi FI Føroyar FO Y Deyrnas Unedig GB DU GB an Ríocht Aontaithe GB RA GB ' +
  'An Rìoghachd Aonaichte GB საქართველო GE Гуырдзыстон GE Gaana GH Ghana nutome GH Kalaallit Nunaat GL Ελλάδα GR ' +
  '中國香港特別行政區 HK Hrvatska HR Croazia HR Croasia HR Magyarország HU Éire IE Ellan Vannin IM ভাৰত IN ভারত IN ' +
  'ભારત IN ಭಾರತ IN ہِندوستان IN ഇന്ത്യ IN ଭାରତ IN ਭਾਰਤ IN भारतः IN ᱤᱱᱰᱤᱭᱟ IN ڀارت IN இந்தியா IN భారతదేశం IN ' +
  'بھارت IN عێراق IQ ایران IR Ísland IS Кыргызстан KG កម្ពុជា KH St Kitts & Nevis KN 북한 KP 조선민주주의인민공화국 KP ' +
  '대한민국 KR 한국 KR Қазақстан KZ ລາວ LA St Lucia LC Liächteschtäi LI ශ්‍රී ලංකාව LK இலங்கை LK Lietuva LT ' +
  'Lëtzebuerg LU Latvija LV Meṛṛuk MA Republica Moldova MD Crna Gora ME Madagasikara MG Северна Македонија MK ' +
  'Maqedonia e Veriut MK မြန်မာ MM Монгол MN 中國澳門特別行政區 MO 澳門 MO Nàìjíríà NG Nederlân NL Nederland NL Norge NO ' +
  'Noreg NO Norga NO Aotearoa NZ Papua Niugini PG Pilipinas PH پاکستان PK Lenkija PL Polska PL România RO ' +
  'Srbija RS Szerbia RS Srbsko RS Србија RS Русија RU Рәсәй RU Ород Улас RU Росси RU Арассыыйа RU ' +
  'Россия Федерациязы RU U Rwanda RW Ruotsi SE Sverige SE சிங்கப்பூர் SG St Helena SH Slovenija SI Zlovenia SI ' +
  'Svalbard og Jan Mayen SJ Slovensko SK Senegaal SN Soomaaliya SO Sint-Maarten SX eSwatini SZ ไทย TH ' +
  'Тоҷикистон TJ Türkmenistan TM 台灣 TW ʻAmelika Hui Pū ʻIa US Oʻzbekiston UZ Ўзбекистон UZ Città del Vaticano VA ' +
  'St Vincent & the Grenadines VC Kosovë XK Suid-Afrika ZA Afrika Borwa ZA Aforika Borwa ZA EMzantsi Afrika ZA ' +
  'iNingizimu Afrika ZA ';
