"""Reads and checks the tables; as-of views; sources and grades; a quantity that knows where it came from."""
