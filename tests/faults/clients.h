// Simulated clients that sign, confirm and withdraw. Records what each was answered, and from that what the store may
// and must contain. A client whose request failed or got no answer tries again with the same idempotency key.
//
// What is sent depends only on the random numbers, including which signatures share a group: a seed repeats a run. Used
// by one thread.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "server/store/store.h"
#include "tests/faults/random.h"

namespace undersigned::faults {

inline constexpr char kSlug[] = "free-dontae-sharpe";

// What the store contains of one signer: a signature or none, and requests that wait for confirmation.
struct StoredState {
  bool there = false;
  store::SignatureStatus status = store::SignatureStatus::Confirmed;
  std::string public_id;
  std::string idempotency_key;
  std::map<std::string, std::string> requests;  // public ids, by idempotency key

  friend bool operator==(const StoredState& a, const StoredState& b) {
    if (a.there != b.there || a.requests != b.requests) return false;
    return !a.there || (a.status == b.status && a.public_id == b.public_id && a.idempotency_key == b.idempotency_key);
  }
};

enum class RequestKind : std::uint8_t { Sign, Confirm, ConfirmWrongly, SignUnknownCampaign, Withdraw };
enum class Response : std::uint8_t { Stored, AlreadyThere, Refused, Failed };

struct ClientRequest {
  RequestKind kind = RequestKind::Sign;
  std::string public_id;        // of Sign: of this attempt; of Withdraw: of its target
  std::string idempotency_key;  // of Confirm: which request
  std::int64_t cursor = 0;      // of Withdraw
};

struct Signer {
  std::uint64_t number = 0;
  bool confirms = false;    // signs with confirmation by mail
  bool suspicious = false;  // goes to the organizers' quarantine
  std::vector<StoredState> possible{StoredState{}};
  std::optional<ClientRequest> unanswered;
  int keys_used = 0;
  store::SignatureKey seen;  // of the signature or a request that the judge has seen; cursor 0: none
};

// Whether the signer may have a signature that does not count.
bool has_replaceable(const Signer& signer);

class Clients {
 public:
  // Creates the campaign if it does not exist. False if the store failed.
  bool prepare(store::Store& store);

  // Sends one group of requests, and sometimes another operation of a server.
  void play(store::Store& store, Random& random);

  // Clients without an answer try again. Returns whether all have one now.
  bool retry(store::Store& store);

  std::map<std::uint64_t, Signer>& signers() { return signers_; }
  [[nodiscard]] std::uint64_t acknowledged() const { return acknowledged_; }
  // The number of answers that cannot be right, whatever was stored before.
  [[nodiscard]] std::uint64_t contradictions() const { return contradictions_; }

  using MailOfSignature = std::pair<std::string, store::MailKind>;  // public id
  // Mails that were reported as sent. If that was acknowledged, they must be gone.
  [[nodiscard]] bool may_be_gone(const MailOfSignature& mail) const { return reported_.contains(mail); }
  [[nodiscard]] bool must_be_gone(const MailOfSignature& mail) const { return gone_.contains(mail); }

  // Accounts whose addition was acknowledged: the store must have these, and may have the others.
  [[nodiscard]] const std::set<std::string>& users_added() const { return users_added_; }
  [[nodiscard]] const std::set<std::string>& users_tried() const { return users_tried_; }

 private:
  struct InFlight {
    Signer* signer = nullptr;
    ClientRequest request;
    Response response = Response::Failed;
  };

  Signer& new_signer();
  ClientRequest next_request(Signer& signer, Random& random);
  ClientRequest sign_request(Signer& signer, std::string idempotency_key);
  void send_group(store::Store& store, std::vector<InFlight>& requests);
  static void send(store::Store& store, InFlight& in_flight, const std::function<void()>& answered);
  void settle(const InFlight& in_flight);

  void withdraw(store::Store& store, Random& random);
  void take_mails(store::Store& store, Random& random);
  void add_user(store::Store& store);

  std::map<std::uint64_t, Signer> signers_;
  std::uint64_t attempts_ = 0;
  std::uint64_t acknowledged_ = 0;
  std::uint64_t contradictions_ = 0;
  std::set<MailOfSignature> reported_;
  std::set<MailOfSignature> gone_;
  std::set<std::string> users_added_;
  std::set<std::string> users_tried_;
  std::optional<std::string> user_unanswered_;
};

// The response to a request and the stored state after it.
std::pair<Response, StoredState> outcome_of(const Signer& signer, const ClientRequest& request,
                                            const StoredState& before);

}  // namespace undersigned::faults
