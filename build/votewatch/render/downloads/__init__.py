"""The whole record as files: what each table and column means, the rows, and CSV, Parquet and SQLite made of them."""
