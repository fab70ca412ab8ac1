// Suppressions for the drawing libraries, which are not built with sanitizers. For every test that draws.
// - TSan does not see GLib's locks, which use futexes directly, so it reports races in what Pango passes to its helper
//   threads. G_SLICE=always-malloc in the test's environment does the same for memory that moves between threads.
// - LSan does not look into the caches that fontconfig and Pango keep until the process ends.

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
