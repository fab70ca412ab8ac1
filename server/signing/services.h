// What the use cases of a signature need. Made once by the composition root, shared by all threads.
#pragma once

#include "server/base/clock.h"
#include "server/campaigns/catalog.h"
#include "server/crypto/secret.h"
#include "server/mail/code.h"
#include "server/mail/outbox.h"
#include "server/signing/dedupe_key.h"
#include "server/signing/guard.h"
#include "server/store/moderation_store.h"
#include "server/store/own_signature_store.h"
#include "server/store/signing_store.h"

namespace undersigned::signing {

struct Services {
  store::SigningStore& signatures;
  store::OwnSignatureStore& own_signatures;
  store::ModerationStore& moderation;
  campaigns::Catalog& catalog;
  const DedupeKeys& dedupe_keys;
  const mail::MailCodes& mail_codes;
  mail::Outbox& outbox;
  Guard& guard;
  base::Clock utc_now_ms;
  const crypto::Key& my_page_key;  // crypto::KeyPurpose::MyPage
  ThanksMails thanks_mails = ThanksMails::Off;
};

}  // namespace undersigned::signing
