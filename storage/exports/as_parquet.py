"""Parquet: typed columns, batch by batch; what is nested is JSON text, as in CSV."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from types import MappingProxyType
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from storage.columns import as_json

_BATCH = 2_000
_WORDS = pa.list_(pa.string())

#: Columns that are not text; every kind uses a name in one sense only.
_TYPES = MappingProxyType(
    {
        **dict.fromkeys(
            ("age", "age_min", "age_max", "shots_fired", "article_count", "outlet_count",
             "independent_sources", "version", "article_version", "start", "end", "cursor",
             "decision_id"),
            pa.int64(),
        ),
        **dict.fromkeys(("relevance", "confidence"), pa.float64()),
        **dict.fromkeys(
            ("relevant", "hedged", "fatal", "body_camera", "name_released"), pa.bool_()
        ),
        **dict.fromkeys(
            ("aliases", "agencies", "officers", "urls", "reasons", "incident_ids"), _WORDS
        ),
    }
)  # fmt: skip


def write(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], out: IO[bytes]) -> int:
    """A reader's version is text (``version`` of a claim), an article's a number."""
    types = dict(_TYPES)
    if "claim_id" in columns:
        types["version"] = pa.string()
    schema = pa.schema([(name, types.get(name, pa.string())) for name in columns])
    cells = {name: _plain if name in types else _text for name in columns}
    count = 0
    rows = iter(rows)
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        while batch := list(islice(rows, _BATCH)):
            count += len(batch)
            made = [{name: cells[name](row.get(name)) for name in columns} for row in batch]
            writer.write_table(pa.Table.from_pylist(made, schema=schema))
    return count


def _plain(value: Any) -> Any:
    return value


def _text(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else as_json(value)
