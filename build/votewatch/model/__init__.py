"""Frozen values that every layer shares. Standard library only; no I/O and no HTML."""
