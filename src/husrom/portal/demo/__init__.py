"""The example run that `husrom demo` shows: the real programme with example dates and role-named people."""
