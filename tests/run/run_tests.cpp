#include "tests/run/run_tests.h"

#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

namespace undersigned::testing {
namespace {

// Stays false if cases are only listed or help is printed.
bool ran_nothing = false;
std::vector<std::string> checked_nothing;

class NoticeEmptyTests : public doctest::IReporter {
 public:
  explicit NoticeEmptyTests(const doctest::ContextOptions& /*options*/) {}

  void test_run_end(const doctest::TestRunStats& stats) override {
    ran_nothing = stats.numTestCasesPassingFilters == 0;
  }
  void test_case_start(const doctest::TestCaseData& test) override { name_ = test.m_name; }
  void test_case_end(const doctest::CurrentTestCaseStats& stats) override {
    if (stats.numAssertsCurrentTest == 0) checked_nothing.push_back(name_);
  }

  void report_query(const doctest::QueryData& /*query*/) override {}
  void test_run_start() override {}
  void test_case_reenter(const doctest::TestCaseData& /*test*/) override {}
  void test_case_exception(const doctest::TestCaseException& /*exception*/) override {}
  void subcase_start(const doctest::SubcaseSignature& /*subcase*/) override {}
  void subcase_end() override {}
  void log_assert(const doctest::AssertData& /*assert*/) override {}
  void log_message(const doctest::MessageData& /*message*/) override {}
  void test_case_skipped(const doctest::TestCaseData& /*test*/) override {}

 private:
  std::string name_;
};

REGISTER_LISTENER("notice_empty_tests", 1, NoticeEmptyTests);

}  // namespace

int run_tests(int argc, char** argv) {
  const int status = doctest::Context(argc, argv).run();
  if (ran_nothing) std::cerr << "No test case ran: the filter matches none.\n";
  for (const std::string& name : checked_nothing) std::cerr << "Checks nothing: " << name << "\n";
  return ran_nothing || !checked_nothing.empty() ? EXIT_FAILURE : status;
}

}  // namespace undersigned::testing
