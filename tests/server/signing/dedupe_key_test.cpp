#include "server/signing/dedupe_key.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <utility>

#include "tests/server/crypto/a_secret.h"

namespace undersigned::signing::testing {

using crypto::testing::a_secret;
namespace {

store::DedupeKey key(std::string_view campaign, std::string email, std::string name) {
  CheckedSignature signature;
  signature.email = std::move(email);
  signature.name = std::move(name);
  return DedupeKeys(a_secret()).key(campaign, signature);
}

store::DedupeKey organization_key(std::string organization, std::string representative) {
  CheckedSignature signature;
  signature.kind = SignatureKind::Organization;
  signature.email = "office@example.org";
  signature.organization = std::move(organization);
  signature.name = std::move(representative);
  return DedupeKeys(a_secret()).key("elders", signature);
}

TEST_CASE("however a name is typed, the same person in the same campaign has one key") {
  const store::DedupeKey expected = key("elders", "ana@example.org", "Ana María O'Neil");
  const char* decomposed =
      "Ana Mari\xCC\x81"
      "a O'Neil";
  for (const char* name : {"ana maría o'neil", "ANA MARÍA O’NEIL", "Ana  María O'Neil", decomposed,
                           "Ａｎａ　Ｍａｒíａ O'Neil", "Ana\xC2\xA0María O'Neil", "Ana\xC2\xADMaría O'Neil"}) {
    CAPTURE(name);
    CHECK(key("elders", "ana@example.org", name) == expected);
  }
  CHECK(key("elders", "ana@example.org", "STRASSE") == key("elders", "ana@example.org", "Straße"));
}

TEST_CASE("names of one mailbox that differ by accents, or by the order around a comma, are one signer") {
  const std::pair<const char*, const char*> same[] = {{"José", "Jose"},
                                                      {"José Núñez", "Núñez, José"},
                                                      {"jose nunez", "NÚÑEZ,JOSÉ"},
                                                      {"Søren Łuksza", "Soren Luksza"},
                                                      {"Işık Doğan", "Isik Dogan"},
                                                      {"Åsa Müller-Žižić", "Asa Muller-Zizic"},
                                                      {"João Assunção", "Joao Assuncao"},
                                                      {"Nguyễn Văn Hùng", "NGUYỄN VĂN HÙNG"},
                                                      {"Артём Зелёный", "Артем Зеленый"},
                                                      {"Серге́й", "Сергей"},
                                                      {"Γιώργος", "Γιωργος"},
                                                      {"مُحَمَّد", "محمد"},
                                                      {"שָׂרָה", "שרה"},
                                                      {"John Smith, Jr.", "John Smith Jr"},
                                                      {"Smith, John", "John Smith"}};
  for (const auto& names : same) {
    CAPTURE(names.first);
    CHECK(key("elders", "ana@example.org", names.first) == key("elders", "ana@example.org", names.second));
  }
  const std::pair<const char*, const char*> different[] = {
      {"राम", "रमा"}, {"हरि", "हरी"}, {"かき", "かぎ"}, {"José", "Josefa"}, {"Ali Hassan", "Hassan Ali"}};
  for (const auto& names : different) {
    CAPTURE(names.first);
    CHECK(key("elders", "ana@example.org", names.first) != key("elders", "ana@example.org", names.second));
  }
  CHECK(organization_key("Café Zürich", "Ana") == organization_key("Cafe Zurich", "Ben"));
}

TEST_CASE("names whose marks make other letters are people of their own") {
  const std::pair<const char*, const char*> different[] = {{"Trần Dũng", "Trần Dung"},
                                                           {"Trần Dung", "Trần Dưng"},
                                                           {"Trần Dũng", "Trần Dưng"},
                                                           {"Nguyễn Hạnh", "Nguyễn Hành"},
                                                           {"Đặng Thu", "Đặng Thư"},
                                                           {"Đoàn Tú", "Đoàn Tu"},
                                                           {"Lê Dũng", "Lê Dung"},
                                                           {"Lê Hảo", "Lê Hao"},
                                                           {"Ọlá", "Olá"},
                                                           {"Mũthoni", "Muthoni"},
                                                           {"Андрей Иванов", "Андреи Иванов"},
                                                           {"Ўладзь", "Уладзь"},
                                                           {"Їва", "Іва"},
                                                           {"Ќире", "Кире"},
                                                           {"Ѓорѓи", "Горги"},
                                                           {"أمل", "امل"}};
  for (const auto& names : different) {
    CAPTURE(names.first);
    CHECK(key("elders", "ana@example.org", names.first) != key("elders", "ana@example.org", names.second));
  }
  const char* decomposed =
      "Tra\xCC\x82\xCC\x80n Du\xCC\x83"
      "ng";
  CHECK(key("elders", "ana@example.org", decomposed) == key("elders", "ana@example.org", "Trần Dũng"));
}

TEST_CASE("the former key is another only where the name has an accent or a comma, and begins with the same mailbox") {
  const DedupeKeys keys(a_secret());
  CheckedSignature signature;
  signature.email = "Ana+news@example.org";
  for (const char* name : {"Ana O'Neil", "ANA ONEIL", "राम कुमार", "王小明", "John Smith, Jr."}) {
    CAPTURE(name);
    signature.name = name;
    CHECK(keys.keys("elders", signature).former == keys.key("elders", signature));
  }
  const store::CampaignMailbox mailbox = keys.campaign_mailbox("elders", signature.email);
  for (const char* name : {"José", "Nunez, Jose"}) {
    CAPTURE(name);
    signature.name = name;
    const store::DedupeKey former = keys.keys("elders", signature).former;
    CHECK(former != keys.key("elders", signature));
    CHECK(std::equal(mailbox.begin(), mailbox.end(), former.begin()));
  }
}

TEST_CASE("two spellings of one mailbox are one signer") {
  CHECK(key("elders", "Ana.Maria+petitions@googlemail.com", "Ana") == key("elders", "anamaria@gmail.com", "Ana"));
  CHECK(key("elders", "ana.maria@example.org", "Ana") != key("elders", "anamaria@example.org", "Ana"));
  for (int i = 0; i < 20; ++i) {
    const std::string tagged = "Bob+" + std::to_string(i) + "@corp.example";
    CHECK(key("elders", tagged, "Bob") == key("elders", "bob@corp.example", "Bob"));
    CHECK(DedupeKeys(a_secret()).mailbox(tagged) == DedupeKeys(a_secret()).mailbox("bob@corp.example"));
  }
}

TEST_CASE("another name, mailbox, campaign or server has another key") {
  const store::DedupeKey expected = key("elders", "ana@example.org", "Ana");
  CHECK(key("elders", "ana@example.org", "Anna") != expected);
  CHECK(key("elders", "anna@example.org", "Ana") != expected);
  CHECK(key("mayor", "ana@example.org", "Ana") != expected);
  CheckedSignature signature;
  signature.email = "ana@example.org";
  signature.name = "Ana";
  CHECK(DedupeKeys(a_secret(2)).key("elders", signature) != expected);
}

TEST_CASE("the signers of one mailbox in a campaign have keys that begin alike, and those of others do not") {
  const DedupeKeys keys(a_secret());
  const store::CampaignMailbox mailbox = keys.campaign_mailbox("elders", "Ana.Gil@gmail.com");
  const auto begins = [&](const store::DedupeKey& key) {
    return std::equal(mailbox.begin(), mailbox.end(), key.begin());
  };
  CHECK(begins(key("elders", "anagil@gmail.com", "Ana")));
  CHECK(begins(key("elders", "anagil@gmail.com", "Ben")));
  CHECK_FALSE(begins(key("mayor", "anagil@gmail.com", "Ana")));
  CHECK_FALSE(begins(key("elders", "ana@gmail.com", "Ana")));
  CHECK(key("elders", "anagil@gmail.com", "Ana") != key("elders", "anagil@gmail.com", "Ben"));
}

TEST_CASE("a mailbox has one key across campaigns, which no campaign's key tells") {
  const DedupeKeys keys(a_secret());
  const store::MailboxKey mailbox = keys.mailbox("Ana.Gil@gmail.com");
  CHECK(mailbox == keys.mailbox("anagil@gmail.com"));
  CHECK(mailbox != keys.mailbox("ana@gmail.com"));
  CHECK(mailbox != DedupeKeys(a_secret(2)).mailbox("anagil@gmail.com"));
  const store::CampaignMailbox in_campaign = keys.campaign_mailbox("", "anagil@gmail.com");
  CHECK_FALSE(std::equal(in_campaign.begin(), in_campaign.end(), mailbox.begin()));
}

TEST_CASE("nothing can be shifted from one part into the next") {
  CHECK(key("elders", "ana@example.org", "Ana") != key("eldersana", "@example.org", "Ana"));
  CHECK(key("elders", "ana@example.organa", "") != key("elders", "ana@example.org", "ana"));
}

TEST_CASE("an organization counts by its name, whoever signs for it, and a person is no organization") {
  CHECK(organization_key("Neighbors for Justice", "Ana") == organization_key("NEIGHBORS for justice", "Bo"));
  CHECK(organization_key("Neighbors for Justice", "Ana") != organization_key("Tenants United", "Ana"));
  CHECK(organization_key("Ana", "Ana") != key("elders", "office@example.org", "Ana"));
}

bool begins_with(const store::DedupeKey& key, const store::CampaignMailbox& mailbox) {
  return std::equal(mailbox.begin(), mailbox.end(), key.begin());
}

TEST_CASE("all keys of one mailbox in one campaign begin alike, people's and organizations', and no others do") {
  const DedupeKeys keys(a_secret());
  const store::CampaignMailbox mailbox = keys.campaign_mailbox("elders", "Office@example.org");
  CHECK(begins_with(key("elders", "office@example.org", "Ana"), mailbox));
  CHECK(begins_with(key("elders", "office@example.org", "Bo"), mailbox));
  CHECK(begins_with(organization_key("Tenants United", "Ana"), mailbox));
  CHECK_FALSE(begins_with(key("mayor", "office@example.org", "Ana"), mailbox));
  CHECK_FALSE(begins_with(key("elders", "ana@example.org", "Ana"), mailbox));
  CHECK(keys.campaign_mailbox("elders", "anamaria@gmail.com") ==
        keys.campaign_mailbox("elders", "ana.maria+petitions@googlemail.com"));
}

TEST_CASE("the end of a key tells nothing of the name without the mailbox") {
  const store::DedupeKey one = key("elders", "ana@example.org", "Ana");
  const store::DedupeKey other = key("elders", "anna@example.org", "Ana");
  CHECK_FALSE(std::equal(one.begin() + store::kMailboxBytes, one.end(), other.begin() + store::kMailboxBytes));
}

TEST_CASE("a mailbox has one key on the whole server, which shares nothing with its keys in campaigns") {
  const DedupeKeys keys(a_secret());
  const store::MailboxKey mailbox = keys.mailbox("ana.maria@gmail.com");
  CHECK(keys.mailbox("AnaMaria+news@googlemail.com") == mailbox);
  CHECK(keys.mailbox("anna.maria@gmail.com") != mailbox);
  CHECK(DedupeKeys(a_secret(2)).mailbox("ana.maria@gmail.com") != mailbox);
  const store::CampaignMailbox in_campaign = keys.campaign_mailbox("", "ana.maria@gmail.com");
  CHECK_FALSE(std::equal(in_campaign.begin(), in_campaign.end(), mailbox.begin()));
}

TEST_CASE("text that is not UTF-8 still gives a key, of its own") {
  CHECK(key("elders", "a@b.c", "\xFF\xFE") == key("elders", "a@b.c", "\xFF\xFE"));
}

}  // namespace
}  // namespace undersigned::signing::testing
