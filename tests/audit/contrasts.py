"""Contrast of every text of a page with its ground, in linear time."""

from views import script

FAINT = script("contrast.js")
