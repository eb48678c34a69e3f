"""What must stand in a page's file, told as faults: ids, headings, languages, links, and what is loaded."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from built_editions import Page

SCRIPTS = {
    "ko": re.compile(r"[\uac00-\ud7a3\u3131-\u318e]"),
    "ja": re.compile(r"[\u3040-\u30ff]"),
    "zh": re.compile(r"[\u4e00-\u9fff]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
}
WRITTEN_IN = {"ko": ("ko",), "ja": ("ja",), "zh": ("zh", "ja", "ko"), "ru": ("ru", "uk", "be", "bg", "sr", "kk", "mn")}
"""Languages that a script may stand for."""
NAMING = ("aria-labelledby", "aria-describedby", "aria-controls", "for", "headers")
"""Attributes that name ids."""
LOADS = {"src", "srcset", "poster", "data", "background", "action", "formaction", "ping", "manifest"}
PLACE = re.compile(r"url\(\s*[\"']?([^\"')]{0,40})")


def ids(page: Page) -> list[str]:
    """Ids that stand twice, and names of ids that are not there."""
    found = [f"twice: {one}" for one, count in page.ids.items() if count > 1]
    for attribute in NAMING:
        for tag in page.soup(attrs={attribute: True}):
            words = tag[attribute] if isinstance(tag[attribute], list) else tag[attribute].split()
            found += [f"{attribute} of {tag.name} names {word}" for word in words if word not in page.ids]
    return found if page.ids else ["no id"]


def headings(page: Page) -> list[str]:
    """Whether the first heading is the only title, each level follows the one above it, and each says something."""
    heads = page.soup.find("main").find_all(re.compile("^h[1-6]$"))
    levels = [int(head.name[1]) for head in heads]
    found = [] if levels[:1] == [1] and levels.count(1) == 1 else [f"levels {levels[:5]}: not one title, at the start"]
    for head, before, level in zip(heads[1:], levels, levels[1:], strict=False):
        if level > before + 1:
            found.append(f"h{level} after h{before}: {head.get_text(strip=True)}")
    return found + ["an empty heading" for head in heads if not head.get_text(strip=True)]


def languages(page: Page) -> list[str]:
    """Words in another script that do not name their language."""
    found = [] if page.soup.html.get("lang") else ["the page names no language"]
    for text in page.soup.find_all(string=lambda text: any(script.search(text) for script in SCRIPTS.values())):
        if text.find_parent(["style", "script", "svg"]):
            continue
        said = (text.find_parent(lang=True) or {"lang": "none"})["lang"].partition("-")[0]
        needed = {language for language, script in SCRIPTS.items() if script.search(text)}
        if said not in {one for language in needed for one in WRITTEN_IN[language]}:
            found.append(f"{said} is said of {text.strip()[:60]!r}")
    return found


def links(page: Page, there) -> list[str]:
    """Links that lead nowhere.

    Parameters
    ----------
    page : Page
    there : callable
        Gives another page of the same folder by the stem of its file.
    """
    found, folder = [], page.path.parent
    for link in [tag["href"] for tag in page.soup("a", href=True)]:
        parts = urlsplit(link)
        if parts.scheme in ("http", "https"):
            found += [] if parts.netloc else [f"{link}: no host"]
            continue
        if parts.scheme or parts.netloc or parts.query:
            found.append(f"{link}: no way to follow that")
            continue
        target = folder / unquote(parts.path) if parts.path else page.path
        if not (target.is_file() and target.resolve().is_relative_to(folder.resolve())):
            found.append(f"{link}: there is no such file")
        elif parts.fragment and target.suffix == ".html" and unquote(parts.fragment) not in there(target.stem).ids:
            found.append(f"{link}: the page has no such place")
    return found


def loads(page: Page) -> list[str]:
    """What a page would fetch or run: files, frames, handlers, addresses in styles."""
    found = [f"a {tag.name}" for tag in page.soup(["iframe", "object", "embed", "base"])]
    for tag in page.soup(True):
        found += [f"{tag.name} has a handler: {name}" for name in tag.attrs if name.startswith("on")]
        names = LOADS & set(tag.attrs)
        if tag.name in ("link", "image", "use"):
            names |= {"href", "xlink:href"} & set(tag.attrs)
        told = [(name, str(tag[name])) for name in names]
        found += [f"{tag.name} {name}={text[:80]}" for name, text in told if not text.startswith(("data:", "#"))]
    styles = "".join(tag.get_text() for tag in page.soup("style"))
    styles += "".join(tag["style"] for tag in page.soup(style=True))
    found += ["@import in a style"] if "@import" in styles else []
    return found + [f"url({place})" for place in PLACE.findall(styles) if not place.startswith(("data:", "#"))]
