"""The peers of the poll API, and the load that all of them get."""
