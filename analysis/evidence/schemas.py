"""The tables of evidence, one pandera schema each."""

from __future__ import annotations

import pandera.pandas as pa

from analysis.evidence.tables_of_acts import ACTS
from analysis.evidence.tables_of_goods import GOODS
from analysis.evidence.tables_of_law import LAW

TABLES: dict[str, pa.DataFrameSchema] = {schema.name: schema for schema in (*LAW, *ACTS, *GOODS)}
"""Schemas of the evidence tables by name; the file is ``data/tables/<name>.csv``."""
