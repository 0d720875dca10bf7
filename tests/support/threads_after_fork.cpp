// For the ThreadSanitizer build. Some tests fork a child that mounts a small medium or gives up privileges and then
// runs the program's own code, threads too. ThreadSanitizer ends such a child unless it is told that this is meant;
// it watches the child all the same.
extern "C" const char* __tsan_default_options() { return "die_after_fork=0"; }
