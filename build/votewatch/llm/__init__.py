"""The only door to a language model, and the rules that its words must pass."""
