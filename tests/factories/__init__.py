"""Rows for tests: `make_x(session, **overrides)` adds one valid row, flushes, and gives it back."""
