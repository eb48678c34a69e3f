"""A made-up project: the real register and codebooks, made-up rows."""

import csv
import shutil
from pathlib import Path

from analysis.argument.ledger import finding
from analysis.argument.register import read_register
from analysis.evidence.codebooks import SOURCES
from analysis.evidence.evidence import open_evidence
from analysis.evidence.schemas import TABLES

REAL = Path(__file__).parents[2]

GOOD, FAIR, POOR = "good-1", "fair-1", "poor-1"
GRADES = {GOOD: "B", FAIR: "C", POOR: "D"}


class MadeUp:
    """A project folder whose tables start empty; ``add`` appends rows with sensible provenance."""

    def __init__(self, root):
        self.root = root
        (root / "pyproject.toml").write_text("[tool.tumen]\n", encoding="utf-8")
        shutil.copytree(REAL / "data" / "codebooks", root / "data" / "codebooks")
        for name in ("claims.toml", "preferences.toml"):
            shutil.copy(REAL / "data" / name, root / "data" / name)
        (root / "data" / "tables").mkdir()
        self.rows = {name: [] for name in TABLES}
        self.written = {}
        own = {"title": "A page", "publisher": "An outlet", "issuer": "An outlet", "accessed_on": "2024-01-01"}
        own |= {"licence": "made up"}
        sources = [
            own | {"source_id": s, "url": f"https://example.org/{s}", "issuer_grade": g, "publisher_grade": g}
            for s, g in GRADES.items()
        ]
        self._write(root / "data" / "sources.csv", SOURCES, sources)

    def add(self, table, row_id, known_on="2024-06-01", **fields):
        provenance = {
            "row_id": row_id,
            "issuer": "An outlet",
            "source_id": GOOD,
            "known_on": known_on,
            "known_basis": "release",
            "access": "read",
            "credibility": "2",
            "status": "documented",
            "lineage": "press",
        }
        self.rows[table].append(provenance | fields)
        return self

    def judge(self, claim_id, as_of="2024-12-31"):
        for name, schema in TABLES.items():
            if self.written.get(name) != self.rows[name]:
                self._write(self.root / "data" / "tables" / f"{name}.csv", schema, self.rows[name])
                self.written[name] = [dict(row) for row in self.rows[name]]
        register = read_register(self.root / "data" / "claims.toml")
        return finding(open_evidence(as_of, self.root), register, claim_id)

    def verdict(self, claim_id, as_of="2024-12-31"):
        return SHORT[self.judge(claim_id, as_of).verdict]

    @staticmethod
    def _write(path, schema, rows):
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(schema.columns), restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    # ------------------------------------------------------------------ rows that many tests need

    def act(self, row_id, treaty, act, date, **fields):
        own = {"treaty": treaty, "act": act, "date": date, "subject": "RUS", "object": "PRK", "known_on": date}
        return self.add("treaty_acts", row_id, **(own | fields))

    def provision(self, row_id, treaty, provision, strength, reading="text", **fields):
        own = {"treaty": treaty, "article": "4", "provision": provision, "strength": strength, "reading": reading}
        return self.add("provisions", row_id, **(own | {"paraphrase": "help at once"} | fields))

    def said(self, row_id, speaker, subject, kind, bears_on, **fields):
        own = {"speaker": speaker, "subject": subject, "kind": kind, "bears_on": bears_on, "date": "2024-06-01"}
        return self.add(
            "statements", row_id, **(own | {"topic": "a topic", "gist": "words", "language": "en"} | fields)
        )

    def vote(self, row_id, symbol, date, vote="yes", result="adopted", **fields):
        own = {"symbol": symbol, "document": "resolution", "date": date, "topic": "sanctions", "category": "sanctions"}
        own |= {"result": result, "votes_for": "15", "state": "RUS", "vote": vote, "known_on": date}
        return self.add("council_votes", row_id, **(own | fields))

    def paragraph(self, row_id="p1", resolution="1718", topic="arms", **fields):
        own = {"resolution": resolution, "paragraph": "8 (b)", "number_seen": "yes", "in_force_from": "2006-10-14"}
        own |= {"addressee": "PRK and all member states", "direction": "from PRK", "topic": topic}
        return self.add("sanctions_paragraphs", row_id, "2006-10-14", **(own | {"act_forbidden": "arms"} | fields))

    def deed(self, row_id, date="2024-02-18", kind="breach", lawful="no", finder="actor", **fields):
        own = {"date": date, "act": "a deed", "kind": kind, "subject": "RUS", "object": "PRK", "paragraphs": "p1"}
        return self.add("protection_acts", row_id, **(own | {"lawful": lawful, "finder": finder} | fields))

    def sent(self, row_id, item="containers", lineage="USA", **fields):
        own = {"reported_on": "2024-06-17", "subject": "PRK", "object": "RUS", "item": item, "cumulative": "yes"}
        own |= {"unit": "containers" if item == "containers" else "missiles", "estimate_group": row_id}
        return self.add("transfers", row_id, lineage=lineage, **(own | {"bound": "unquantified"} | fields))

    def missile(self, row_id, row_type="debris_finding", lineage="UN-monitors", **fields):
        own = {"row_type": row_type, "period_start": "2024-01-02", "subject": "PRK", "object": "RUS", "against": "UKR"}
        own |= {"location": "Kharkiv", "missile_type": "Hwasong-11", "measure": "none", "bound": "missing"}
        return self.add("missile_use", row_id, lineage=lineage, **(own | {"finding": "debris"} | fields))

    def trade(self, row_id, year, value, **fields):
        own = {"subject": "CHN", "object": "RUS", "year": str(year), "flow": "total", "value": str(value)}
        own |= {"bound": "exact", "unit": "usd_bn", "basis": "GACC", "known_on": f"{year + 1}-01-14"}
        return self.add("trade_annual", row_id, **(own | fields))

    def share(self, row_id, subject, partner, year, rank="", share="", convention="single_states", **fields):
        own = {"subject": subject, "object": partner, "period_start": f"{year}-01-01", "period_end": f"{year}-12-31"}
        own |= {"measure": "total", "rank": rank, "share": share, "bound": "exact" if share else "missing"}
        own |= {
            "convention": convention,
            "basis": "KOTRA" if subject == "PRK" else "FCS",
            "known_on": f"{year + 1}-03-01",
        }
        return self.add("trade_shares", row_id, **(own | fields))

    def met(self, row_id, date, kind="met", host="CHN", **fields):
        own = {"date": date, "place": "a city", "subject": "CHN", "object": "RUS", "participants": "Xi;Putin"}
        return self.add(
            "meetings", row_id, **(own | {"level": "top", "kind": kind, "host": host, "known_on": date} | fields)
        )

    def distance(self, row_id, pair, year, distance, scale="all", vintage="July 2025", **fields):
        own = {"subject": pair[0], "object": pair[1], "year": str(year), "scale": scale, "vintage": vintage}
        own |= {
            "states": "1",
            "distance": str(distance),
            "least": str(max(distance - 0.1, 0)),
            "most": str(distance + 0.1),
        }
        return self.add("ideal_distances", row_id, **(own | fields))

    def agreement(self, row_id, pair, year, agreement, texts="without_ukraine", states=1, shared=80, **fields):
        own = {"subject": pair[0], "object": pair[1], "year": str(year), "texts": texts, "states": str(states)}
        own |= {"shared_votes": str(shared), "agreement": str(agreement)}
        return self.add("assembly_agreement", row_id, **(own | fields))

    def test_of(self, row_id, helper, help="words", **fields):
        own = {"event": "Strikes on Iran", "event_start": "2025-06-13", "date": "2025-06-23", "in_need": "IRN"}
        own |= {"helper": helper, "help": help, "act": "condemns them", "speaks": "against", "known_on": "2025-06-23"}
        return self.add("solidarity_tests", row_id, **(own | fields))

    def pact(self, row_id, patron, start, end="", fate="in_force", autocratic="yes", **fields):
        own = {"alliance": row_id, "patron": patron, "parties": f"{patron};KOR", "kind": "bilateral", "duty": "defence"}
        own |= {"start": start, "end": end, "fate": fate, "soviet_collapse": "no", "autocratic": autocratic}
        return self.add("alliances", row_id, **(own | fields))

    def institution(self, row_id, alliance, side, indicator, answer, **fields):
        own = {"alliance": alliance, "parties": "USA;KOR", "side": side, "indicator": indicator, "answer": answer}
        return self.add("institutions", row_id, **(own | {"bound": "missing", "date": "2023"} | fields))

    def event(self, row_id, date, subject="CHN", object="", kind="visit", **fields):
        own = {"date": date, "event": "an event", "kind": kind, "dimension": "diplomatic", "subject": subject}
        return self.add("events", row_id, **(own | {"object": object, "level": "top", "known_on": date} | fields))

    def launch(self, row_id, date, outcome, vehicle="Chollima-1", attempt="yes", **fields):
        own = {"date": date, "subject": "PRK", "vehicle": vehicle, "payload": "Malligyong-1", "attempt": attempt}
        return self.add("launches", row_id, **(own | {"outcome": outcome, "known_on": date} | fields))

    def helped(self, row_id, date, lineage, stance="alleged", kind="technology", **fields):
        own = {"event": "Russian help with a rocket", "subject": "RUS", "object": "PRK", "assistance": "advice"}
        own |= {"dimension": "military", "kind": kind, "date": date, "known_on": date, "status": "alleged"}
        return self.add("events", row_id, lineage=lineage, stance=stance, **(own | fields))

    def standing(self, row_id, state, measure, value, year=2023, **fields):
        own = {"state": state, "measure": measure, "year": str(year), "value": str(value), "bound": "exact"}
        unit = {"first_partner_share": "percent", "treaties_in_force": "treaties"}.get(measure, "partners")
        return self.add("standings", row_id, **(own | {"unit": unit, "basis": "one count"} | fields))

    def oil(self, row_id, period, barrels, category="oil_reported", **fields):
        own = {"subject": "RUS", "object": "PRK", "period_start": period, "period_end": period, "category": category}
        own |= {"measure": "reported", "value": str(barrels), "bound": "exact", "unit": "barrels"}
        return self.add("energy", row_id, **(own | fields))

    def uttered(self, row_id, expert, bears_on, gist, **fields):
        own = {"expert": expert, "row_type": "utterance", "gist": gist, "bears_on": bears_on, "lineage": "expert"}
        return self.add("experts", row_id, **(own | fields))


SHORT = {
    "supported": "S",
    "supported_with_qualification": "Q",
    "mixed": "M",
    "contradicted": "C",
    "not_testable": "NT",
}
