// What the routes need. Made once by the composition root, outlives the server, shared by all its threads.
#pragma once

#include <string>

#include "server/api/operator_links.h"
#include "server/api/timing_equalizer.h"
#include "server/assets/assets.h"
#include "server/crypto/opaque_number.h"
#include "server/crypto/secret.h"
#include "server/http/client_address.h"
#include "server/mail/my_link.h"
#include "server/signing/services.h"
#include "server/store/store.h"

namespace undersigned::api {

// In addition to what the use cases need.
struct Services : signing::Services {
  store::Store& store;
  const assets::Assets& assets;
  const mail::MyLinks& my_links;
  const http::ClientAddresses& client_addresses;
  const crypto::Key& pending_page_key;  // crypto::KeyPurpose::PendingPage
  const crypto::OpaqueNumbers& cursors;
  const std::string& base_url;  // this server's own origin: "https://sign.example.org"
  TimingEqualizer& timing_equalizer;
  OperatorLinks operator_links{};
};

}  // namespace undersigned::api
