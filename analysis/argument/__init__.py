"""Judges the claims of the register: evidence in, findings out."""
