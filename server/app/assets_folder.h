// Where the widget's files are, if nobody says.
#pragma once

#include <string>

namespace undersigned::app {

// The folder of an installation, or of a build tree, as seen from the program.
std::string default_assets_folder();

}  // namespace undersigned::app
