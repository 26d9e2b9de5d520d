"""What the record means: pure functions from roll calls to decisions. No I/O, no clock, no chance."""
