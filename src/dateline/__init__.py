"""Dateline reads what many outlets published about the same events and writes one record."""
