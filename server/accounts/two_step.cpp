#include "server/accounts/two_step.h"

#include <algorithm>

#include "server/accounts/recovery_code.h"
#include "server/crypto/encoding.h"
#include "server/crypto/sealed.h"
#include "server/limits.h"

namespace undersigned::accounts {
namespace {

// The sealed text: the key in hexadecimal and the account it is for.
std::string bound(const TotpKey& key, const std::string& to) {
  return crypto::to_hex(key) + " " + to;
}

std::optional<TotpKey> unbound(const std::optional<std::string>& text, const std::string& to) {
  TotpKey key{};
  const std::size_t hex = key.size() * 2;
  if (!text || text->size() < hex || text->substr(hex) != " " + to) return {};
  const std::optional<std::vector<std::uint8_t>> bytes = crypto::from_hex(std::string_view(*text).substr(0, hex));
  if (!bytes) return {};
  std::copy(bytes->begin(), bytes->end(), key.begin());
  return key;
}

std::string account(std::int64_t user_id) {
  return "account " + std::to_string(user_id);
}

std::string offer_to(const SignedIn& who) {
  return "offer to account " + std::to_string(who.user_id);
}

}  // namespace

TwoStep::TwoStep(store::AccountStore& store, const crypto::ServerSecret& secret)
    : store_(store),
      key_(secret.key(crypto::KeyPurpose::TwoStep)),
      recovery_key_(secret.key(crypto::KeyPurpose::RecoveryCode)) {}

std::string TwoStep::offer(const SignedIn& who) const {
  return crypto::seal(key_, bound(make_totp_key(), offer_to(who)));
}

std::optional<TotpKey> TwoStep::offered(const SignedIn& who, std::string_view offer) const {
  return unbound(crypto::unseal(key_, offer), offer_to(who));
}

Result<std::vector<std::string>> TwoStep::turn_on(const SignedIn& who, std::string_view offer, std::string_view code,
                                                  std::int64_t now_ms) {
  const std::optional<TotpKey> key = offered(who, offer);
  if (!key) return Error{ErrorCode::BadToken};
  const std::optional<std::int64_t> step = totp_step_of(*key, code, now_ms, 0);
  if (!step) return Error{ErrorCode::WrongCode, Field::Code};

  std::vector<std::string> codes;
  std::vector<store::TokenHash> hashes;
  for (std::size_t i = 0; i < limits::kRecoveryCodes; ++i) {
    codes.push_back(make_recovery_code());
    hashes.push_back(*recovery_code_hash(recovery_key_, who.user_id, codes.back()));
  }
  const Status set =
      store_.set_two_step(who.user_id, crypto::seal(key_, bound(*key, account(who.user_id))), *step, hashes);
  if (!set) return set.error();
  return codes;
}

Result<SecondFactorMethod> TwoStep::take(const std::optional<store::User>& user, std::string_view code,
                                         std::int64_t now_ms) {
  const std::int64_t user_id = user ? user->id : 0;
  if (const auto hash = recovery_code_hash(recovery_key_, user_id, code)) {
    if (const Status taken = store_.take_recovery_code(user_id, *hash); !taken) return taken.error();
    return SecondFactorMethod::RecoveryCode;
  }
  const std::optional<TotpKey> key = user ? key_of(*user) : std::nullopt;
  const std::optional<std::int64_t> step =
      totp_step_of(key.value_or(TotpKey{}), code, now_ms, user ? user->two_step_taken : 0);
  if (!key || !step) return Error{ErrorCode::WrongCode, Field::Code};
  if (const Status taken = store_.take_two_step(user_id, *step); !taken) return taken.error();
  return SecondFactorMethod::App;
}

std::optional<TotpKey> TwoStep::key_of(const store::User& user) const {
  return unbound(crypto::unseal(key_, user.two_step_key), account(user.id));
}

}  // namespace undersigned::accounts
