// Limits that only the server needs. Those that the core, pages and documents share are in shared/limits.h, whose rules
// for names and units apply here, too.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace undersigned::limits {

// How long the writer waits for more operations (server/store/sqlite/batch_wait.h).
inline constexpr std::size_t kBatchWaitOperationsMax = 64;
inline constexpr std::chrono::microseconds kBatchWaitMax{2'000};

// Delayed replies (server/api/timing_equalizer.h). Groups of up to this many operations are answered as if each took
// the same time: the disk's, and the following, enough for a new signature and its mail.
inline constexpr std::size_t kEqualizedGroupMax = 8;
inline constexpr std::chrono::microseconds kEqualizedGroupTime{80};
inline constexpr std::chrono::microseconds kEqualizedOperationTime{8};
inline constexpr std::chrono::milliseconds kReplyStep{50};

// How often the counts that the public is shown change (server/campaigns/live_count.h).
inline constexpr std::int64_t kPublicCountStepMs = 10'000;

// Guessing codes of mails (server/signing/guess_limiter.h).
inline constexpr std::uint32_t kWrongGuessesOfNetworkMax = 15;  // a day, in each of three counts (Guard::counted_guess)
inline constexpr std::size_t kGuessEntriesMax = 65'536;         // networks and mailboxes, 16 bytes each

// The order of mails (server/signing/mail_order.h): the distance between those of one network and of one campaign. The
// first mails of a thousand networks precede the second of any.
inline constexpr std::int64_t kMailOfNetworkMs = 1'000;
inline constexpr std::int64_t kMailOfCampaignMs = 1;
inline constexpr std::int64_t kMailOrderAheadMsMax = 24LL * 60 * 60 * 1000;
inline constexpr std::size_t kMailOrderEntriesMax = 65'536;  // networks and campaigns, 16 bytes each

// From this many times the free signatures of an address on (server/signing/guard.h), signatures that would count at
// once go to quarantine.
inline constexpr double kFloodTimes = 16;

// Truncating the write-ahead log after erasures (server/store/sqlite/wal_maintenance.h).
inline constexpr int kLogTruncateMsMin = 1'000;        // between two, while signers wait
inline constexpr int kLogTruncateMsMax = 10 * 60'000;  // for what another process has erased
inline constexpr int kLogTruncateRetryMsMin = 20;      // while a reader prevents it; doubles
inline constexpr int kLogTruncateRetryMsMax = 5'000;
inline constexpr int kLogCloseMs = 1'000;  // to wait for readers of other processes when closing

// The address of the page that waits for the code (server/pages/request_seal.h).
inline constexpr std::int64_t kPendingPageMs = 24LL * 60 * 60 * 1000;

// Slow readers.
inline constexpr std::size_t kReplyBytesInHandMax = 67'108'864;  // not yet read, of all connections together
inline constexpr std::size_t kSendPaceBytes = 4'096;     // to be read in each kSendStallMs, or the connection is cut
inline constexpr int kSlowReplyMs = 10'000;              // after that a reader may be evicted by a new connection
inline constexpr std::size_t kReadersEvictedPart = 256;  // of all connections, evicted at once: 1/256

// Mails to one mailbox beyond limits::kMailsPerMailboxMax a day (server/store/sqlite/mail_slots.h): the wait after the
// mail before, doubled each time.
inline constexpr std::int64_t kMailGapMsMin = 5LL * 60 * 1000;
inline constexpr std::int64_t kMailGapMsMax = 60LL * 60 * 1000;
inline constexpr std::size_t kMailsWaitingMax = 10;  // of a mailbox, in each of its queues for signing
inline constexpr std::int64_t kMailOfNetworkGapMs = 10LL * 60 * 1000;  // first ones of networks
inline constexpr std::int64_t kMyLinkMs = 24LL * 60 * 60 * 1000;       // the link that opens /my
inline constexpr std::size_t kPairCountsMax =
    131'072;  // of a day, in each table, 8 bytes each (server/signing/pair_counts.h)
inline constexpr std::size_t kMyLinkTokenBytesMax = 512;

// Signatures that wait for their mailbox (server/store/sqlite/requests.h).
inline constexpr int kWrongCodesPerMailboxMax = 50;  // a day, of all networks: guessing succeeds in 5 of 100,000 cases
inline constexpr std::size_t kRequestsVoidedAtOnce = 200;  // in one transaction; the others follow
inline constexpr std::size_t kSettledSignersAtOnce = 10;   // whose requests are deleted in one transaction
inline constexpr std::size_t kNamesLookedAt = 16;          // of one mailbox, to count the signatures under them

// What the owner of a mailbox sees at /my (server/store/own_signature_store.h).
inline constexpr std::size_t kOwnNamesMax = 10'000;     // of one mailbox in a campaign
inline constexpr std::size_t kOwnRequestsMax = 1'000;   // likewise, the newest
inline constexpr std::size_t kOwnSignaturesShown = 50;  // on one page
inline constexpr std::size_t kOwnRequestsShown = 20;
inline constexpr std::size_t kOwnSkippedMax = 1'000'000;  // signatures on the pages before
inline constexpr std::size_t kOwnDownloadedMax = 5'000;   // signatures, and as many requests

// How long the list of removals is kept, for applying it to a restored backup (sqlite/removals.h), and how long
// databases that a restore has set aside (data_folder.h).
inline constexpr std::int64_t kRemovalKeptDays = 400;
inline constexpr std::int64_t kSetAsideKeptDays = 7;
// After the last write to an unfinished backup, nobody is working on it any more.
inline constexpr std::int64_t kBackupDraftIdleMs = 60LL * 60 * 1000;

// Written after a failure, to see whether there is room again.
inline constexpr std::int64_t kDiskRoomBytes = 1'048'576;

// The pages on which organizers find and take down signatures.
inline constexpr std::size_t kSignaturesShownRows = 50;
inline constexpr std::size_t kSignaturePagesSearched = 20;  // of limits::kSignaturePageRows, for one public id
inline constexpr std::size_t kReasonBytesMax = 200;

// Unsent mails in the spool folder: kept as long as their links work.
inline constexpr std::int64_t kMailSpoolKeptMs = 7LL * 24 * 60 * 60 * 1000;

// Where a signature came from.
inline constexpr std::size_t kUtmBytesMax = 64;

// A request.
inline constexpr std::size_t kRequestHeadBytesMax = 16'384;
inline constexpr std::size_t kRequestHeadersMax = 100;
inline constexpr std::size_t kConnectionsMax = 20'000;
inline constexpr int kRequestDeadlineMs = 10'000;
inline constexpr int kIdleConnectionMs = 30'000;
inline constexpr std::size_t kRequestTargetBytesMax = 8'192;
inline constexpr std::size_t kRouteSegmentsMax = 16;
inline constexpr std::size_t kRefusedConnectionsMax = 64;  // beyond kConnectionsMax, while they get 503
inline constexpr int kListenBacklog = 1'024;
inline constexpr int kReplyDeadlineMs = 30'000;  // from the complete request to the handler's reply
inline constexpr int kSendStallMs = 10'000;      // a client that reads nothing for so long is cut
inline constexpr int kLingerMs = 2'000;          // after our last byte, for the client to read before the socket closes
inline constexpr int kStopDeadlineMs = 10'000;   // how long a graceful stop waits for requests in progress
inline constexpr std::size_t kStreamPieceBytes = 65'536;
inline constexpr std::size_t kStreamsMax = 8;  // streamed replies
inline constexpr int kQueueWaitMs = 2'000;     // for a worker; then 503
inline constexpr int kBusyRetryAfterS = 2;     // the default Retry-After of a 503 or 429
inline constexpr std::size_t kConnectionsPerAddressMax =
    1'000;                                    // an IPv4 address or an IPv6 /64; trusted proxies are exempt
inline constexpr int kSlowRequestMs = 1'000;  // after that an incomplete request may be evicted
inline constexpr std::size_t kRequestBytesInHandMax = 67'108'864;  // incomplete requests of all connections together
inline constexpr std::size_t kForwardedEntriesMax = 32;            // of X-Forwarded-For, from its end
inline constexpr std::size_t kTrustedProxiesMax = 64;

// The writer's queue. Beyond it the server answers 503 at once.
inline constexpr std::size_t kWriteQueueMax = 8'192;
inline constexpr std::size_t kWriteBatchMax = 1'000;

// The database.
inline constexpr std::size_t kReadConnections = 4;
inline constexpr int kReadWaitMs = 5'000;      // for a free read connection
inline constexpr int kDatabaseBusyMs = 5'000;  // for another process's transaction
inline constexpr std::size_t kRecentSignersMax =
    500'000;                                // in memory, about 50 MB (server/store/sqlite/signer_index.h)
inline constexpr int kWalPagesMax = 4'000;  // then the writer runs a checkpoint, with two more syncs

// Retention and exports: how much at a time, so that signers need not wait.
inline constexpr std::size_t kRetentionStepRows = 1'000;
inline constexpr std::size_t kRetentionEraseRows = 100;  // in one transaction
inline constexpr std::int64_t kRetentionPassMs = 24LL * 60 * 60 * 1000;
inline constexpr std::int64_t kRetentionRetryMs = 60'000;  // after an error of the store
inline constexpr std::int64_t kClockTrustedMs =
    60LL * 60 * 1000;  // nothing is erased before the clock ran evenly for this long
inline constexpr std::int64_t kClockJumpMs = 60'000;
inline constexpr std::size_t kExportPageRows = 500;
inline constexpr std::size_t kExportPagesAtOnce = 8;  // for one piece of the file

// Lists on pages and in admin mode.
inline constexpr std::size_t kRecentSignersShown = 10;
inline constexpr std::size_t kEndorsersShown = 500;    // organizations, on the campaign's own page
inline constexpr std::size_t kSignersPageRows = 100;   // of the public list
inline constexpr std::size_t kCountedRowsMax = 1'000;  // partners, countries, sources: the largest

// Accounts of organizers.
inline constexpr std::int64_t kSessionIdleMs = 2LL * 60 * 60 * 1000;
inline constexpr std::int64_t kSessionAbsoluteMs = 12LL * 60 * 60 * 1000;
inline constexpr std::int64_t kRecentSignInMs = 10LL * 60 * 1000;  // after that, re-authentication is needed
inline constexpr std::int64_t kSetupLinkMs = 24LL * 60 * 60 * 1000;
inline constexpr std::size_t kPasswordHashesAtOnce = 2;  // argon2id takes 64 MiB each
inline constexpr int kPasswordWaitMs = 10'000;           // for a turn to hash
inline constexpr std::size_t kPasswordWaitersMax = 8;
inline constexpr std::size_t kUsernameBytesMax = 64;
inline constexpr std::int64_t kSessionTouchMs = 60'000;  // how stale a session's "last seen" may be
inline constexpr std::size_t kLoginThrottleEntriesMax = 4'096;
inline constexpr std::int64_t kLoginDelayAddressMsMax = 15LL * 60 * 1000;
inline constexpr std::int64_t kLoginDelayUsernameMsMax = 60'000;
inline constexpr std::int64_t kCodeDelayMsMax = 15LL * 60 * 1000;  // of two-step sign-in, after wrong ones
inline constexpr std::int64_t kSecondStepMs = 5LL * 60 * 1000;     // between password and code
inline constexpr std::size_t kCodeBytesMax = 64;                   // a code or recovery code, with blanks and hyphens
inline constexpr std::size_t kRecoveryCodes = 10;
inline constexpr std::size_t kUsersMax = 1'000;
inline constexpr std::size_t kAuditPageRows = 100;
inline constexpr std::size_t kAuditRowsPrinted = 10'000;  // by one command
inline constexpr std::int64_t kAuditRefusalMs =
    60LL * 60 * 1000;                                  // refused sign-ins of one name in this time are one entry
inline constexpr std::size_t kLinkTokenBytesMax = 64;  // of links that create an account or a new password

// Signing in (server/accounts/login_throttle.h, server/accounts/hash_pool.h).
inline constexpr std::int64_t kLoginDelayNetworkMsMax = 60'000;
inline constexpr std::size_t kHashesWaitingMax = 8;       // of each priority
inline constexpr std::size_t kHashesWaitingOfOneMax = 2;  // of one network, or one account

// Mail.
inline constexpr std::size_t kMailNameCharsMax = 150;                     // beside an address
inline constexpr std::size_t kMailSubjectCharsMax = 250;                  // a title and the words around it
inline constexpr std::size_t kMailBodyBytesMax = std::size_t{64} * 1024;  // of each part, before it is encoded
inline constexpr std::size_t kMailExtraHeadersMax = 4;
inline constexpr int kMailConnectMs = 10'000;
inline constexpr int kMailSendMs = 60'000;                 // one mail, from connecting to the server's last reply
inline constexpr std::size_t kSecretLineBytesMax = 1'024;  // a password or token that the operator gives
inline constexpr std::size_t kMailSpoolFilesMax = 10'000;
inline constexpr int kMailAttemptsMax = 48;
inline constexpr std::int64_t kMailRetryMsMin = 15'000;  // doubles with each failure
inline constexpr std::int64_t kMailRetryMsMax = 60LL * 60 * 1000;

// Codes and links in mails.
inline constexpr int kMailCodeAttemptsMax = 5;
inline constexpr std::int64_t kMailLinkMs = 7LL * 24 * 60 * 60 * 1000;
inline constexpr std::int64_t kMailAgainMs = 60'000;  // between codes for /my; another mail within it has the same code
inline constexpr int kMailsPerMailboxMax = 10;        // a day, whatever they are for
inline constexpr std::int64_t kMyPageMs = 30LL * 60 * 1000;  // how long the list at /my stays open

// The outbox (server/mail/outbox.h).
inline constexpr int kPlaceholderMs = 200;          // as long as no mail was sent since the start
inline constexpr int kPlaceholderMsMax = 10'000;    // of a placeholder
inline constexpr int kMailsOfMyInARowMax = 3;       // that open /my, while others wait
inline constexpr std::size_t kMailConnections = 4;  // to the mail server, at once
inline constexpr std::size_t kMailConnectionsMax = 32;
inline constexpr std::size_t kOutboxAheadMax = 8;     // mails read ahead for each connection
inline constexpr std::size_t kOutboxReadMax = 1'024;  // mails in memory, with those not written back yet
inline constexpr int kOutboxReadMs = 50;              // between two reads, however often mails are queued
inline constexpr std::size_t kOutboxBatchMax = 100;   // mails read at once
inline constexpr int kOutboxPollMs = 1'000;
inline constexpr int kOutboxPauseMsMax = 60'000;  // while the mail server cannot be reached, from kOutboxPollMs on
inline constexpr int kOutboxReportMs = 1'000;     // results are written back at least this often
inline constexpr int kOutboxSweepMs = 60 * 60 * 1000;
inline constexpr int kOutboxStopMs = 5'000;            // for the mails being sent, when the server stops
inline constexpr std::size_t kOutboxTasksMax = 1'000;  // tasks deferred until after a reply

// Quarantine.
inline constexpr std::size_t kQuarantinePageRows = 50;
inline constexpr std::size_t kQuarantineStepRows = 1'000;  // decided in one transaction
inline constexpr std::size_t kQuarantineStepsMax = 20;     // in one request; the rest needs another one

// The guard (server/signing/guard.h). Rates count ten minutes.
inline constexpr std::uint32_t kFreeSignatures = 100;  // of one address, before it needs a challenge
inline constexpr std::uint32_t kFreeSignaturesMax = 1'000'000'000;
inline constexpr std::int64_t kSignMsMin = 1'500;  // nobody types a signature faster than this
inline constexpr std::int64_t kSignMsMinMax = 60'000;
inline constexpr std::int64_t kRateWindowMs = 10LL * 60 * 1000;
inline constexpr std::size_t kRateEntriesMax = 131'072;  // addresses and networks, 24 bytes each
inline constexpr std::size_t kRateNameBytesMax = 64;
inline constexpr std::int64_t kChallengeMs = 5LL * 60 * 1000;
inline constexpr std::size_t kUsedChallengesMax = 262'144;
inline constexpr std::size_t kBlockedDomainsMax = 200'000;
inline constexpr std::size_t kBlockedDomainsFileBytesMax = 8'388'608;
inline constexpr int kChallengeBitsMin = 16;  // 65,536 hashes: 0.02 to 0.1 s on a phone; each bit doubles it
inline constexpr int kChallengeBitsMax = 22;
// How often one address may do something, as multiples of the free signatures. An IPv4 /24 or IPv6 /48 may do
// kNetworkTimes as much. Above kSignaturesTimesMax signatures have to wait; a school of 10,000 stays below.
inline constexpr double kNetworkTimes = 8;
inline constexpr double kSignaturesTimesMax = 128;
inline constexpr double kUnsolvedTimesMax = 5;  // without scripts, beyond the free ones
inline constexpr double kConfirmTimesMax = 50;  // typed codes and opened links
inline constexpr double kMailAgainTimesMax = 10;
inline constexpr double kMyCodeTimesMax = 5;
inline constexpr double kOpenMyTimesMax = 10;
inline constexpr double kChallengeAskedTimesMax = 200;
// Mails caused by signatures, from all addresses together. Beyond these, everybody needs a challenge.
inline constexpr double kCampaignMailTimes = 32;
inline constexpr double kServerMailTimes = 128;
inline constexpr int kTooManyRetryS = 30;  // the minimum, so that a crowd does not come back all at once

// Another server that the operator has looked at (server/http/fetch.h).
inline constexpr int kFetchMs = 5'000;
inline constexpr std::size_t kFetchBytesMax = 65'536;

// Operating the server.
inline constexpr std::uint64_t kDiskFreeBytesMin = std::uint64_t{256} * 1024 * 1024;  // with less, it is not ready
inline constexpr std::int64_t kProbeAfterMs = 15'000;     // after this long without a commit, the disk is tested
inline constexpr std::int64_t kStorageSilentMs = 60'000;  // without a commit, although tested: not ready
inline constexpr std::size_t kWriteQueueReadyMax = kWriteQueueMax / 10 * 9;
inline constexpr int kReadyAgainS = 5;  // Retry-After while the server is not ready
inline constexpr unsigned kDrainSecondsMax = 300;
inline constexpr std::size_t kMetricsTokenBytesMin = 16;

// Names of one mailbox in one campaign.
inline constexpr std::size_t kNamesPerMailboxMax = 3;

// Pages in frames, partners' pages, share pictures: cache sizes and queues.
inline constexpr std::size_t kFrameAncestorsBytesMax = 4'096;  // proxies accept 8 kB of response headers
inline constexpr std::size_t kCachedVariantsMax = 256;
inline constexpr std::size_t kSharePicturesKept = 64;       // about 50 kB each
inline constexpr std::size_t kSharePicturesWaiting = 16;    // 20 ms each to draw
inline constexpr std::size_t kSharePictureAskersMax = 256;  // of one picture, while it is drawn

// Earlier releases of the widget's files that are also served (server/assets/releases.h), 0.8 MB each in memory.
inline constexpr std::size_t kWidgetReleasesMax = 32;

// A signature stored in the browser while the server cannot be reached.
inline constexpr int kKeptSignatureDays = 14;

// A campaign's picture (server/pictures/picture.h), checked before anything is decoded.
inline constexpr std::size_t kPictureFileBytesMax = std::size_t{20} * 1024 * 1024;
inline constexpr int kPicturePixelsMax = 50'000'000;
inline constexpr int kPictureSidePxMax = 16'383;  // what WebP can hold
inline constexpr int kPictureWidthPxMin = 320;
inline constexpr int kPictureRatioMax = 3;            // of one side to the other
inline constexpr std::size_t kPictureFilesKept = 64;  // in memory, about 100 kB each

// Versions of a campaign that are kept, about 10 kB each.
inline constexpr std::size_t kCampaignVersionsMax = 1'000;
inline constexpr std::size_t kVersionsShown = 20;  // on a campaign's page

// The picture of a shared link.
inline constexpr std::size_t kShareImageBytesMax = std::size_t{300} * 1024;  // more is not fetched by social networks
inline constexpr std::size_t kShareImageLineCharsMax = 200;  // of a line beside the title; the rest is ignored

}  // namespace undersigned::limits
