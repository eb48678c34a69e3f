"""Names in their own script: read on a page, in the script of their language, since that page was public."""

import unicodedata

import pytest
from data_folder import DataFolder

from analysis.evidence.checks import find_faults, unused_sources
from analysis.evidence.evidence import open_evidence
from analysis.evidence.schemas import TABLES
from analysis.evidence.store import open_store
from analysis.project import find_project

SCRIPTS = {"ko": "HANGUL", "zh": "CJK", "ru": "CYRILLIC", "uk": "CYRILLIC"}


@pytest.fixture(scope="module")
def store():
    return open_store(find_project().data)


def test_every_name_is_in_the_script_of_its_language(store):
    for name in store.frame("codebooks/names").itertuples():
        letters = [unicodedata.name(sign) for sign in name.original if sign.isalpha()]
        assert letters and all(letter.startswith(SCRIPTS[name.language]) for letter in letters), name.name_id


def test_every_name_is_one_that_the_tables_use(store):
    treaties = store.frame("codebooks/treaties")["name"]
    speakers = set(store.frame("statements")["speaker"])
    bodies = {issuer.partition(" (")[0] for name in TABLES for issuer in store.frame(name)["issuer"]}
    for name in store.frame("codebooks/names").itertuples():
        if name.kind == "document":
            assert name.name == treaties[name.treaty], name.name_id
        else:
            assert name.name in (speakers if name.kind == "person" else bodies), name.name_id
            assert not name.treaty


def test_every_page_of_a_name_bears_a_day(store):
    days = store.frame("sources")["published_on"]
    assert all(days[source] for source in store.frame("codebooks/names")["source_id"])


def named(root, *names):
    """A folder with names: (original, source, day of its page)."""
    folder = DataFolder(root)
    for number, (original, source, day) in enumerate(names):
        folder.source(source)
        folder._rows["sources"][-1]["published_on"] = day
        folder._rows["codebooks/names"].append(
            {"name_id": f"name-{number}", "name": "The keeper", "kind": "person", "language": "ko",
             "original": original, "source_id": source}
        )  # fmt: skip
    folder.write()
    return folder


def shown(root, day, **kw):
    return list(open_evidence(day, root, **kw).originals()["original"])


def test_a_name_is_in_view_with_its_page_and_the_latest_form_stands(tmp_path):
    named(tmp_path, ("등대지기", "page-1", "2020-03"), ("등대지기님", "page-2", "2021-01-01"), ("지기", "page-3", ""))
    assert shown(tmp_path, "2020-03-30") == []
    assert shown(tmp_path, "2020-03-31") == ["등대지기"]
    assert shown(tmp_path, "2030-01-01") == ["등대지기님"]
    assert shown(tmp_path, "2030-01-01", exclude=("page-2",)) == ["등대지기"]


def test_a_name_without_its_source_is_a_fault_and_its_source_is_used(tmp_path):
    folder = named(tmp_path, ("등대지기", "page-1", "2020-03-01"))
    store = open_store(tmp_path / "data")
    assert find_faults(store) == [] and "page-1" not in unused_sources(store)
    folder._rows["codebooks/names"][0] |= {"source_id": "nowhere", "treaty": "NONE_1900"}
    folder.write()
    faults = [str(fault) for fault in find_faults(open_store(tmp_path / "data"))]
    assert len(faults) == 2 and all("codebooks/names.csv" in fault for fault in faults)
