"""SVG made small and made its own: ids apart, outlines in few digits, repeated styles as classes, one list of fonts.

The squeezed drawing looks as before: coordinates keep a few ten-thousandths of its side, and are left alone where
something enlarges them.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree

from analysis.fonts import SANS, SERIF, WEB_FAMILIES

SVG = "http://www.w3.org/2000/svg"
_OURS = dict(zip((SERIF, SANS), WEB_FAMILIES.values(), strict=True))
_SHAPES = {"path", "use", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "image"}
_LENGTHS = {"x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height", "points", "dx", "dy"}

_REFERENCE = re.compile(r"url\(\s*['\"]?#([^'\")\s]+)['\"]?\s*\)")
_SELECTOR = re.compile(r"#([A-Za-z_][\w-]*)")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_STEP = re.compile(r"([A-Za-z])([^A-Za-z]*(?:[eE][-+]?\d[^A-Za-z]*)*)")
_FONT = re.compile(r"(?:^|;)font:([^;]*?)(\d[\d.]*(?:px|pt|em|%)?)(?:/[^\s;]+)? ([^;]+)")
_ENLARGES = re.compile(r"(?:scale|matrix)\(([^)]*)\)")
_LARGE = 20
"""Extent from which a broken line needs a digit less: in figures, a fifteenth of a pixel is lost at most."""
_SAID_ANYWAY = ("", "stroke-dashoffset:0")
_SIZES = {"M": 2, "L": 2, "T": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "Z": 0}


def slim_svg(svg: str, prefix: str) -> str:
    """The same drawing in fewer bytes, every id and what refers to it set apart by ``prefix``.

    Ids that nothing refers to are dropped, the others are numbered. The title goes: page and file say it themselves.

    Parameters
    ----------
    svg : str
        Well-formed SVG, cleaned by :func:`~analysis.press.sanitise.clean_svg`.
    prefix : str
        Id of the drawing itself; several pictures of one page may not share ids.
    """
    root = ElementTree.fromstring(svg)
    for title in root.findall(f"{{{SVG}}}title"):
        root.remove(title)
    root.attrib.pop("version", None)
    _rename(root, prefix)
    _squeeze(root, _digits(root))
    _hoist_fonts(root)
    _hoist_styles(root)
    return ElementTree.tostring(root, encoding="unicode").replace(" />", "/>")


def unique_svg(svg: str, prefix: str) -> str:
    """A drawing for a page: :func:`slim_svg`, style sheets nested below its own id, so that they reach no further."""
    return nested(slim_svg(svg, prefix), prefix)


def nested(slim: str, prefix: str) -> str:
    """A slim drawing with its style sheets nested below its own id."""
    return re.sub(r"(<style[^>]*>)(.*?)(</style>)", rf"\g<1>#{prefix}{{\g<2>}}\g<3>", slim, flags=re.DOTALL)


# ------------------------------------------------------------------------------------------------------------- ids


def _rename(root: ElementTree.Element, prefix: str) -> None:
    styles = list(root.iter(f"{{{SVG}}}style"))
    ids = {element.attrib["id"] for element in root.iter() if "id" in element.attrib}
    used = {name for element in root.iter() for item in element.attrib.items() for name in _references(*item)}
    used |= {name for style in styles for name in _SELECTOR.findall(style.text or "")}
    names = {name: f"{prefix}-{number}" for number, name in enumerate(sorted(used & ids), 1)}
    for element in root.iter():
        name = element.attrib.pop("id", None)
        for key, value in list(element.attrib.items()):
            if key.rpartition("}")[2] == "href":
                del element.attrib[key]
                element.attrib["href"] = f"#{names[value[1:]]}" if value[1:] in names else value
            elif "url(" in value:
                element.attrib[key] = _REFERENCE.sub(lambda m: f"url(#{names.get(m[1], m[1])})", value)
        if name in names:
            element.attrib["id"] = names[name]
    for style in styles:
        style.text = _SELECTOR.sub(lambda m: "#" + names.get(m[1], m[1]), style.text or "")
        style.attrib.pop("type", None)
    root.attrib["id"] = prefix


def _references(key: str, value: str) -> list[str]:
    """Ids that an attribute refers to; a colour such as ``#ffffff`` is none."""
    if key.rpartition("}")[2] == "href":
        return [value[1:]] if value.startswith("#") else []
    return _REFERENCE.findall(value)


# ----------------------------------------------------------------------------------------------------- coordinates


def _digits(root: ElementTree.Element) -> int | None:
    """Digits after the point that a coordinate needs; None where something enlarges the drawing's parts."""
    box = [float(number) for number in _NUMBER.findall(root.attrib.get("viewBox", ""))]
    if len(box) != 4 or max(box[2:]) <= 0:
        return None
    for element in root.iter():
        inner = element is not root and "viewBox" in element.attrib
        factors = _ENLARGES.findall(" ".join(v for k, v in element.attrib.items() if "transform" in k.lower()))
        if inner or any(abs(float(number)) > 1.5 for text in factors for number in _NUMBER.findall(text)[:4]):
            return None
    return max(0, 5 - math.floor(math.log10(max(box[2:])) + 1))


def _squeeze(element: ElementTree.Element, digits: int | None) -> None:
    """Drop space between elements, needless groups and digits."""
    local = element.tag.rpartition("}")[2]
    if local == "style":
        element.text = re.sub(r"\s*([{}:;,])\s*", r"\1", (element.text or "").strip())
        return
    if digits is not None and local in _SHAPES:
        fine = digits - 1 if local in ("text", "use") and digits > 1 else digits
        for key in _LENGTHS & element.attrib.keys():
            element.attrib[key] = _NUMBER.sub(lambda m: _short(float(m[0]), fine), element.attrib[key])
    if "d" in element.attrib:
        element.attrib["d"] = _outline(element.attrib["d"], digits)
    if digits is not None and "transform" in element.attrib:
        element.attrib["transform"] = re.sub(r"translate\([^)]*\)", lambda m: _NUMBER.sub(
            lambda n: _short(float(n[0]), digits), m[0]), element.attrib["transform"])  # fmt: skip
    if local in ("text", "tspan"):
        _squeeze_style(element)
        for child in element:
            _squeeze(child, digits)
        return
    element.text = None if not (element.text or "").strip() else element.text
    _squeeze_style(element)
    children: list[ElementTree.Element] = []
    for child in list(element):
        _squeeze(child, digits)
        child.tail = None if not (child.tail or "").strip() else child.tail
        inner = child.tag.rpartition("}")[2]
        if inner in ("g", "defs") and not len(child):
            continue
        if inner == "path" and not child.attrib.get("d") and "id" not in child.attrib:
            continue  # draws nothing
        last = children[-1] if children else None
        if inner == "g" and not child.attrib and not child.tail:
            children += list(child)
        elif (
            inner == "g" and last is not None and last.tag == child.tag and last.attrib == child.attrib == _clip(child)
        ):
            last.extend(list(child))
        else:
            children.append(child)
    element[:] = children


def _clip(element: ElementTree.Element) -> dict[str, str]:
    """The clip path alone: neighbours that share it may share a group."""
    return {key: value for key, value in element.attrib.items() if key == "clip-path"}


def _squeeze_style(element: ElementTree.Element) -> None:
    if "style" in element.attrib:
        parts = [re.sub(r"\s*:\s*", ":", part.strip(), count=1) for part in element.attrib["style"].split(";")]
        parts = [re.sub(r"#(\w)\1(\w)\2(\w)\3\b", r"#\1\2\3", part) for part in parts if part not in _SAID_ANYWAY]
        element.attrib["style"] = ";".join(parts)


def _short(number: float, digits: int) -> str:
    text = f"{number:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    text = re.sub(r"^(-?)0\.", r"\1.", text)
    return "0" if text in ("", "-0", "-") else text


def _outline(text: str, digits: int | None) -> str:
    """An outline in relative steps between rounded points, so that no error adds up."""
    steps = _STEP.findall(text)
    if digits is None or any(letter not in _SIZES and letter != "z" for letter, _ in steps):
        return re.sub(r" ?([A-Za-z]) ?", r"\1", re.sub(r"\s+", " ", text.strip()))
    if digits > 1 and all(letter in "MLzZ" for letter, _ in steps) and _extent(text) > _LARGE:
        digits -= 1
    unit, written, last = 10**digits, [], ""
    x = y = start_x = start_y = 0
    for letter, body in steps:
        numbers = [round(float(number) * unit) for number in _NUMBER.findall(body)]
        letter = letter.upper()
        size = _SIZES[letter]
        if letter == "Z":
            written.append("z")
            x, y, last = start_x, start_y, "z"
            continue
        for at in range(0, len(numbers) - size + 1, size):
            group = numbers[at : at + size]
            if letter == "H":
                name, moves, x = "h", [group[0] - x], group[0]
            elif letter == "V":
                name, moves, y = "v", [group[0] - y], group[0]
            else:
                moves = [value - (y if index % 2 else x) for index, value in enumerate(group)]
                name = "l" if letter == "M" and at else letter.lower()
                if name == "l" and moves[1] == 0:
                    name, moves = "h", moves[:1]
                elif name == "l" and moves[0] == 0:
                    name, moves = "v", moves[1:]
                if name == "m" and not written:
                    name = "M"
                x, y = group[-2:]
            if letter == "M" and not at:
                start_x, start_y = x, y
            written.append("" if name == last and name not in "mM" else name)
            last = name
            written += _joined(moves, digits, bool(written[-1]))
    return "".join(written)


def _extent(text: str) -> float:
    numbers = [float(number) for number in _NUMBER.findall(text)]
    return max((max(side) - min(side) for side in (numbers[::2], numbers[1::2]) if side), default=0)


def _joined(moves: list[int], digits: int, first: bool) -> Iterator[str]:
    for move in moves:
        text = _fixed(move, digits)
        yield text if first or text[0] == "-" else f" {text}"
        first = False


def _fixed(value: int, digits: int) -> str:
    """A whole number of units as a decimal, without needless zeros."""
    if not digits:
        return str(value)
    sign, value = ("-", -value) if value < 0 else ("", value)
    whole, rest = divmod(value, 10**digits)
    if not rest:
        return f"{sign}{whole}"
    return f"{sign}{whole or ''}.{str(rest).zfill(digits).rstrip('0')}"


# ---------------------------------------------------------------------------------------------------------- styles


def _hoist_fonts(root: ElementTree.Element) -> None:
    """Say the commonest list of families once, at the root; where our own family leads, its page form before it."""
    found = [(element, match) for element in root.iter() if (match := _FONT.search(element.attrib.get("style", "")))]
    families = Counter(match[3] for _, match in found)
    if not families:
        if "font-family" in root.attrib:
            root.attrib["font-family"] = _with_ours(root.attrib["font-family"])
        return
    common = families.most_common(1)[0][0]
    for element, match in found:
        words, parts = match[1].split(), [f"font-size:{match[2]}"]
        parts += ["font-style:italic"] if "italic" in words or "oblique" in words else []
        weight = [word for word in words if word.isdigit() or word == "bold"]
        parts += [f"font-weight:{weight[0]}"] if weight and weight[0] not in ("400", "normal") else []
        parts += [] if match[3] == common else [f"font-family:{_with_ours(match[3])}"]
        style = element.attrib["style"]
        rest = (style[: match.start()] + ";" + style[match.end() :]).strip(";")
        element.attrib["style"] = ";".join(filter(None, [*parts, rest]))
    root.attrib["font-family"] = _with_ours(common)


def _with_ours(families: str) -> str:
    first = families.partition(",")[0].strip().strip("'\"")
    ending = "" if "serif" in families.rpartition(",")[2] else f", {'serif' if 'Serif' in first else 'sans-serif'}"
    return f"{_OURS[first]}, {families}{ending}" if first in _OURS else families


def _hoist_styles(root: ElementTree.Element) -> None:
    """Turn styles that stand on several elements into classes, and clip paths into classes of their own."""
    styles: dict[ElementTree.Element, list[str]] = {}
    for element in root.iter():
        style, clip = element.attrib.pop("style", ""), element.attrib.pop("clip-path", "")
        styles[element] = [part for part in (style, clip and f"clip-path:{clip}") if part]
    counts = Counter(style for parts in styles.values() for style in parts)
    taken = {name for element in root.iter() for name in element.attrib.get("class", "").split()}
    shared = [style for style, count in counts.items() if count > 1 and "!important" not in style]
    names = {style: f"s{number}" for number, style in enumerate(shared, 1)}
    if taken & set(names.values()):
        names = {}
    for element, parts in styles.items():
        if classes := [names[style] for style in parts if style in names]:
            element.attrib["class"] = " ".join(filter(None, [element.attrib.get("class"), *classes]))
        if left := [style for style in parts if style not in names]:
            element.attrib["style"] = ";".join(left)
    if not names:
        return
    sheet = ElementTree.Element(f"{{{SVG}}}style")
    sheet.text = "".join(f".{name}{{{style}}}" for style, name in names.items())
    old = [style for style in root.iter(f"{{{SVG}}}style")]
    if old:
        old[-1].text = (old[-1].text or "") + sheet.text
    else:
        root.insert(0, sheet)
