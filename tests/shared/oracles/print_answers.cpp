// Answers what the rules of the core say, for tests that hold them against somebody else's data: a line is the rule,
// its argument and the input, apart by tabs, and so is the answer's.
#include <iostream>
#include <string>
#include <string_view>

#include "shared/text/rules.h"

int main() {
  for (std::string line; std::getline(std::cin, line);) {
    const std::string_view question = line;
    const std::size_t argument = question.find('\t') + 1;
    const std::size_t input = question.find('\t', argument) + 1;
    std::cout << undersigned::apply_rule(question.substr(0, argument - 1),
                                         question.substr(argument, input - argument - 1), question.substr(input))
              << '\n';
  }
  return 0;
}
