"""Keeps the catalogs in step with the code: extracts messages, updates the languages, compiles.

    python tools/translations.py [--add LANGUAGE]

The files depend on the code and the translations alone: no clock, no line numbers, messages in order.
"""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path
from typing import NamedTuple

from babel import Locale
from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from analysis.figures.language import unit_messages

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "analysis"
KEYWORDS = {
    "_": None, "N_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2),
    "phrase": (1,), "nphrase": (1, 2),
}  # fmt: skip


class Domain(NamedTuple):
    """A set of catalogs: its name, the folder of its languages, and what the messages are read from."""

    name: str
    folder: Path
    sources: tuple[tuple[str, str], ...]


DOMAINS = (
    Domain(
        "press",
        PACKAGE / "press" / "locale",
        (("press/**.py", "python"), ("press/templates/**.j2", "jinja2")),
    ),
    Domain(
        "study",
        PACKAGE / "figures" / "locale",
        (("evidence/**.py", "python"), ("argument/**.py", "python"), ("figures/**.py", "python")),
    ),
)


class Undated(Catalog):
    """A catalog whose head names no day, no person and no tool's version."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        kept = ("Project-Id-Version", "Language", "Plural-Forms", "MIME-Version", "Content-Type",
                "Content-Transfer-Encoding")  # fmt: skip
        return [(name, value) for name, value in super().mime_headers if name in kept]


def undated(catalog: Catalog, domain: str) -> Undated:
    """The same messages under a head that repeats."""
    language = str(catalog.locale) if catalog.locale else "every language"
    kept = Undated(
        catalog.locale, domain, header_comment=f"# Messages of the {domain}: {language}.", project="tumen", version="1",
        fuzzy=False,
    )  # fmt: skip
    for message in catalog:
        if message.id:
            message.locations = [(path, None) for path in sorted({path for path, _ in message.locations})]
            kept[message.id] = message
    return kept


def extracted(domain: Domain) -> Undated:
    """The messages that the code holds now."""
    catalog = Catalog()
    options = {pattern: {"encoding": "utf-8", "silent": "false"} for pattern, _ in domain.sources}
    found = extract_from_dir(
        PACKAGE, list(domain.sources), options, KEYWORDS, ("Translators:",), strip_comment_tags=True
    )
    for path, line, message, comments, context in sorted(found, key=lambda entry: (entry[0], entry[1])):
        where = [(f"analysis/{path}", line)]
        catalog.add(message, None, where, auto_comments=comments, context=context)
    if domain.name == "study":  # what stands around numbers is made from the units
        for message in dict.fromkeys(unit_messages().values()):
            catalog.add(message, None, [("analysis/evidence/units.py", 1)], context="unit")
    return undated(catalog, domain.name)


def po_text(catalog: Catalog) -> bytes:
    """A catalog as its file."""
    target = io.BytesIO()
    write_po(target, catalog, width=116, sort_output=True, include_lineno=False, ignore_obsolete=True)
    return target.getvalue()


def mo_bytes(catalog: Catalog) -> bytes:
    """A catalog as gettext reads it; what is untranslated or fuzzy stays out."""
    target = io.BytesIO()
    write_mo(target, catalog)
    return target.getvalue()


def read(path: Path, domain: str) -> Undated:
    """The catalog of a language as it stands in its file."""
    with path.open("rb") as source:
        return undated(read_po(source, locale=path.parents[1].name, domain=domain), domain)


def updated(path: Path, domain: Domain, template: Catalog) -> Undated:
    """The catalog of a language with the messages of the template; a message that is gone falls out."""
    with path.open("rb") as source:
        catalog = read_po(source, locale=path.parents[1].name, domain=domain.name)
    catalog.update(template, no_fuzzy_matching=True, update_header_comment=False, keep_user_comments=True)
    return undated(catalog, domain.name)


def files() -> dict[Path, bytes]:
    """Every template, catalog and compiled catalog as it should be."""
    made = {}
    for domain in DOMAINS:
        template = extracted(domain)
        made[domain.folder / f"{domain.name}.pot"] = po_text(template)
        for path in sorted(domain.folder.glob(f"*/LC_MESSAGES/{domain.name}.po")):
            catalog = updated(path, domain, template)
            made[path] = po_text(catalog)
            made[path.with_suffix(".mo")] = mo_bytes(catalog)
    return made


def add(language: str) -> None:
    """An empty catalog of each domain for a language, where there is none."""
    for domain in DOMAINS:
        name = str(Locale.parse(language.replace("-", "_")))
        path = domain.folder / name / "LC_MESSAGES" / f"{domain.name}.po"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(po_text(undated(Catalog(name), domain.name)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--add", metavar="LANGUAGE", help="make the catalogs of a language first, by its BCP 47 tag")
    options = parser.parse_args()
    if options.add:
        add(options.add)
    for path, content in files().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        if path.suffix == ".po":
            with path.open("rb") as source:
                catalog = read_po(source)
            entries = [message for message in catalog if message.id]
            open_ = sum(message.fuzzy or not all(_strings(message)) for message in entries)
            print(f"{path.relative_to(ROOT)}: {len(entries)} messages, {open_} to translate", file=sys.stderr)


def _strings(message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


if __name__ == "__main__":
    main()
