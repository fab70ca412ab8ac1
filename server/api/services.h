// What the routes are made of: made once by the composition root, outlives the server, shared by all its threads.
#pragma once

#include <string>

#include "server/abuse/guard.h"
#include "server/assets/assets.h"
#include "server/auth/dedupe_key.h"
#include "server/auth/secret.h"
#include "server/catalog/catalog.h"
#include "server/http/client_address.h"
#include "server/mail/code.h"
#include "server/ops/clock.h"
#include "server/outbox/outbox.h"
#include "server/store/store.h"

namespace undersigned::api {

struct Services {
  store::Store& store;
  catalog::Catalog& catalog;
  const assets::Assets& assets;
  const auth::DedupeKeys& dedupe_keys;
  const mail::MailCodes& mail_codes;
  outbox::Outbox& outbox;
  abuse::Guard& guard;
  const http::ClientAddresses& client_addresses;
  const auth::Key& my_page_key;  // auth::KeyPurpose::MyPage
  std::string base_url;          // this server's own origin: "https://sign.example.org"
  ops::Clock utc_now_ms;
};

}  // namespace undersigned::api
