"""The mail digest of the job radar: how it is composed, and how it is sent."""
