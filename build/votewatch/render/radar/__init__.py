"""The radar's page: private, of its own templates and words, and below no folder that is served."""
