"""Is this text safe to leave the house: what must not, found by shape and checksum."""
