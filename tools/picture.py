"""Make the picture of the README from the published PDF of the main edition: three pages side by side."""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2
from PIL import Image

ROOT = Path(__file__).parents[1]
PDF = ROOT / "reports" / "published" / "article" / "tumen-article.pdf"
PICTURE = ROOT / "docs" / "report.png"
SHOWN = ("Table 1.1", "Figure 10.3")  # the pages that hold these, beside the cover
WIDTH, GAP, PAPER = 560, 24, (232, 235, 238)


def main() -> None:
    """Write ``docs/report.png``."""
    if not PDF.exists():
        sys.exit(f"{PDF.relative_to(ROOT)} is not there yet: run make report first.")
    document = pypdfium2.PdfDocument(PDF)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    numbers = [0, *(next(n for n, text in enumerate(texts) if mark in text) for mark in SHOWN)]
    pages = [document[number].render(scale=2).to_pil().convert("RGB") for number in numbers]
    pages = [page.resize((WIDTH, round(page.height * WIDTH / page.width)), Image.Resampling.LANCZOS) for page in pages]
    picture = Image.new("RGB", (GAP + len(pages) * (WIDTH + GAP), pages[0].height + 2 * GAP), PAPER)
    for place, page in enumerate(pages):
        picture.paste(page, (GAP + place * (WIDTH + GAP), GAP))
    PICTURE.parent.mkdir(exist_ok=True)
    picture.save(PICTURE, optimize=True)


if __name__ == "__main__":
    main()
