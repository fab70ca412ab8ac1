// Prints the answers of the core's rules, for tests that compare them with independent data. A line is rule, argument
// and input, separated by tabs; so is the answer.
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
