"""What a reader may find cut, covered or out of reach in a page as the browser lays it out."""

from views import script

MEASURE = script("layout.js")

SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
"""What a reader may ask of text (success criterion 1.4.12), set as an object: a policy may bar tags of style."""


def faults(page) -> list[str]:
    """What is cut, covered, or beside the window, at the page's present size."""
    found = page.evaluate(MEASURE)
    assert found["texts"] > 15, "there is text to measure"
    said = [f"beside the window: {one}" for one in found["wide"]] + [f"cut: {one}" for one in found["cut"]]
    said += [f"one over the other: {one}" for one in found["over"]]
    if found["page"] > 0:
        said.append(f"the page scrolls sideways by {found['page']} px")
    return list(dict.fromkeys(said))
