"""The store of answers on PostgreSQL, or on a database that speaks its protocol, for any number of API processes."""
