"""Formulas are said in words."""

import pytest

from analysis.press.formulas import formula
from analysis.press.spoken import spoken_formula


@pytest.mark.parametrize(
    ("latex", "words"),
    [
        (r"\frac{1}{f} = n - 1", "the fraction 1 over 𝑓, end of fraction, equals 𝑛 minus 1"),
        (r"\sqrt{h_1 + 2}", "the square root of ℎ sub 1 plus 2"),
        ("x^2", "𝑥 to the power 2"),
    ],
)
def test_a_formula_is_said_in_words(latex, words):
    said = spoken_formula(formula(latex, False).mathml)
    plain = str.maketrans({"𝑓": "f", "𝑛": "n", "ℎ": "h", "𝑥": "x"})
    assert said.translate(plain) == words.translate(plain)
