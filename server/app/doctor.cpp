#include <algorithm>
#include <iomanip>
#include <ostream>

#include "server/app/checkup.h"
#include "server/app/command_line.h"
#include "server/app/commands.h"
#include "server/app/explain.h"

namespace undersigned::app {
namespace {

const char* verdict_name(Verdict verdict) {
  switch (verdict) {
    case Verdict::Ok:
      return "ok";
    case Verdict::Warning:
      return "warning";
    case Verdict::Problem:
      return "problem";
  }
  return "";
}

std::uint64_t count(const Findings& findings, Verdict verdict) {
  return static_cast<std::uint64_t>(std::count_if(
      findings.begin(), findings.end(), [verdict](const Finding& finding) { return finding.verdict == verdict; }));
}

}  // namespace

int doctor(const Options& options, const Console& console) {
  Findings findings;
  check_setup(options, findings);
  const MailNeeded mail_needed = check_data(options, findings);
  check_mail(options, mail_needed, findings);
  if (options.online == Online::Yes) check_online(options, findings);

  for (const Finding& finding : findings) {
    console.out << std::left << std::setw(9) << verdict_name(finding.verdict) << finding.subject << ": "
                << finding.words << '\n';
  }
  const std::uint64_t problems = count(findings, Verdict::Problem);
  console.out << counted(problems, "problem") << ", " << counted(count(findings, Verdict::Warning), "warning") << ".\n";
  return problems == 0 ? kExitOk : kExitFailed;
}

}  // namespace undersigned::app
