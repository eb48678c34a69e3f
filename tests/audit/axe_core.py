"""axe-core on a page in the browser: what it finds, in words that say what to mend."""

from pathlib import Path

import axe_playwright_python
from views import rest

SCRIPT = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
COLOURS = ("color-contrast", "link-in-text-block")
"""The rules among them that look at a colour; all others judge marks, names and boxes."""
RUN = """async ([only, off, within]) => {
  const done = await axe.run(within, {runOnly: only, rules: off, resultTypes: ['violations'], preload: false});
  const faults = done.violations.flatMap(rule => rule.nodes.map(node =>
    `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary.replace(/\\s+/g, ' ')}`));
  return {faults, passed: done.passes.map(rule => rule.id)};
}"""
MOST_ALIKE = 12
EMPTY_PICTURES = """() => document.querySelectorAll('svg[role=img]').forEach(picture =>
  [...picture.children].forEach(child => child.matches('title, desc') || child.remove()))"""
THIN = """most => {
  const plain = ['class', 'role', 'scope', 'tabindex', 'type', 'dir', 'lang', 'style', 'colspan', 'rowspan', 'open'];
  const marks = one => [...one.attributes].map(({name, value}) =>
    plain.includes(name) ? `${name}=${value}` : name + (value.trim() ? '' : ' is empty')).sort();
  const shape = one => one.nodeType === 3 ? (one.data.trim() ? 'text' : '') : one.nodeType !== 1 ? '' :
    `<${one.localName} ${marks(one)}>${[...new Set([...one.childNodes].map(shape))].join('')}</>`;
  for (const kind of ['li', 'tr', 'a[href]']) {
    const known = new Map(), more = [];
    for (const one of document.querySelectorAll(`main ${kind}`)) {
      const key = `${one.parentElement.localName} ${one.parentElement.className} ${shape(one)}`;
      known.set(key, (known.get(key) ?? 0) + 1);
      if (known.get(key) > most) more.push(one);
    }
    more.forEach(one => one.remove());
  }
}"""
"""Of entries, rows and links whose marks, classes, roles and languages are all the same, the first few stay.

What differs between them is words and addresses, of which axe-core asks only whether they are empty, and so does this;
ids and where links lead are judged for all of them elsewhere. The rest would take nine tenths of the time.
"""
BOXES = """() => [...document.body.querySelectorAll('*')].map(one => {
  const {x, y, width, height} = one.getBoundingClientRect();
  const seen = one.checkVisibility({visibilityProperty: true, opacityProperty: true});
  return [one.localName, x, y, width, height, seen].join();
}).join('\\n')"""
"""Every element, where it stands, and whether it is seen: where this is the same, only colours can differ."""


def check(page, contrast=True, within=":root", colours_only=False):
    """Faults of a page as it stands, and the names of the rules that something passed.

    The children of an SVG with ``role="img"`` are presentational: no assistive technology meets them, and axe-core
    would take half of its time to walk through thousands of marks. They are taken out before; the element itself
    and its name are checked.

    Parameters
    ----------
    page : playwright.sync_api.Page
    contrast : bool
        Whether to apply the rule ``color-contrast`` too, whose time grows with the square of a table's cells.
    within : str
        Selector of the part to look at.
    colours_only : bool
        Whether to apply the rules of :data:`COLOURS` alone.
    """
    rest(page)
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(THIN, MOST_ALIKE)
        page.evaluate(EMPTY_PICTURES)
        page.evaluate(SCRIPT)  # not a script tag: the page's own policy may forbid those
    only = {"type": "rule", "values": list(COLOURS)} if colours_only else {"type": "tag", "values": list(TAGS)}
    off = {} if contrast else {"color-contrast": {"enabled": False}}
    found = page.evaluate(RUN, [only, off, within])
    return found["faults"], set(found["passed"])
