"""The library on disk: one SQLite file. The only room with SQL."""
