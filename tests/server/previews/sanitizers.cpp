// What sanitizers cannot know of the libraries that draw, which are not built with them. For every test that draws.
// TSan does not see GLib's locks, which are futexes of its own, so it takes what Pango hands to its helper threads for
// races; G_SLICE=always-malloc in the test's environment does the same for memory that goes from thread to thread.
// LSan does not look into the caches that fontconfig and Pango keep to the end of the process.

extern "C" {

const char* __tsan_default_suppressions();  // NOLINT(bugprone-reserved-identifier): the name the sanitizer asks for
const char* __lsan_default_suppressions();  // NOLINT(bugprone-reserved-identifier)

const char* __tsan_default_suppressions() {  // NOLINT(bugprone-reserved-identifier)
  return "race:libfontconfig.so\n"
         "race:libglib-2.0.so\n"
         "race:libpangoft2-1.0.so\n"
         "race:libpango-1.0.so\n"
         "race:libharfbuzz.so\n"
         "race:libcairo.so\n";
}

const char* __lsan_default_suppressions() {  // NOLINT(bugprone-reserved-identifier)
  return "leak:libfontconfig.so\n";
}

}  // extern "C"
