"""What a drawn figure shows, measured: every word with its box, and the marks that stand near them."""

import functools
from contextlib import contextmanager
from dataclasses import dataclass
from unittest import mock

import numpy as np
from matplotlib.text import Annotation, Text

from analysis.figures.style import house_style


@dataclass(frozen=True)
class Word:
    """One piece of text as drawn: its box in points, and how it looks."""

    text: str
    box: np.ndarray
    size: float
    colour: object
    artist: Text

    def overlap(self, other) -> float:
        """Depth in points by which two boxes lie over each other."""
        low, high = np.maximum(self.box[:2], other.box[:2]), np.minimum(self.box[2:], other.box[2:])
        return float(np.min(high - low))


@contextmanager
def _watched(found):
    plain = Text.draw

    def draw(self, renderer, *args, **kwargs):
        if self.get_visible() and self.get_text().strip():
            found[id(self)] = self
        return plain(self, renderer, *args, **kwargs)

    with mock.patch.object(Text, "draw", draw):
        yield


@functools.cache
@house_style
def words_of(figure):
    """Every piece of text that a figure really draws; ticks beyond the axes are not."""
    found = {}
    with _watched(found):
        figure.draw_without_rendering()
    scale, words = 72 / figure.dpi, []
    for text in found.values():
        box = Text.get_window_extent(text) if isinstance(text, Annotation) else text.get_window_extent()
        words.append(Word(text.get_text(), box.extents * scale, text.get_fontsize(), text.get_color(), text))
    return words
