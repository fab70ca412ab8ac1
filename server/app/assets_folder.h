// The default folder of the widget's files.
#pragma once

#include <string>

namespace undersigned::app {

// The folder of an installation, or of a build tree, relative to the program.
std::string default_assets_folder();

}  // namespace undersigned::app
