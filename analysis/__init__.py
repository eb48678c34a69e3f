"""Tumen: a published argument, tested claim by claim against cited evidence."""

__version__ = "0.1.0"
