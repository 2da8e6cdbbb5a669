"""Our linking against Splink on DuckDB: the same invented reports, comparisons and blocking.

    python -m benchmarks.linkage_splink [REPORTS …]      needs: pip install "casebook[bench]"

Each side runs in a process of its own on the reports of ``linkage_speed.py``, which it loads first
from a file of its own kind: Splink a table, ours what the database keeps of each report. Splink
compares given name, surname, day, town, state and age in the levels ours looks at, blocks on the
same cells of days and on the full name, and learns from the reports themselves. Ours uses the
shipped weights; what fitting them on 5,000 of the reports would take is printed as its training.
CPU counts all threads. Loading, with our lists of names and places, is told by itself. Memory is
the peak of the process when it has its clusters, its input included, whole and above what it took
with its libraries loaded and nothing else; Splink's with the training that it cannot do without.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pipeline import names
from pipeline.columns.many import Many
from pipeline.compare import Model
from pipeline.lexicon import gazetteer, name_counts
from pipeline.linking import linkable
from pipeline.linking.linkable import Linkable
from pipeline.naming import name_spelling
from pipeline.resolve import resolve

CELL = 8
THRESHOLD = 0.92
SAMPLE = 5_000


def main() -> None:
    if len(sys.argv) > 2 and sys.argv[1] in _SIDES:
        _SIDES[sys.argv[1]](Path(sys.argv[2]))
        return
    import tempfile  # which, as all that only this process needs, no side has in its memory

    from benchmarks import asking

    asked = asking.parser(__doc__)
    asked.add_argument("reports", type=int, nargs="*", default=[10_000, 100_000])
    for size in asked.parse_args().reports:
        with tempfile.TemporaryDirectory() as folder:
            rows = Path(folder) / "reports.parquet"
            _write(size, rows)
            found = {side: _measured(side, rows) for side in _SIDES}
        for side, line in found.items():
            print(f"{size} reports, {side}: {_said(line)}", flush=True)
        ours, theirs = found["casebook"], found["splink"]
        for what, with_training in (("predict + cluster", False), ("with training", True)):
            parts = [sum(side["cpu"][: 3 if with_training else 2]) for side in (ours, theirs)]
            print(f"  CPU {what}: {parts[0] / parts[1]:.2f} of Splink's")
        whole, above = (ours[kind] / theirs[kind] for kind in ("memory", "above"))
        print(f"  memory: {whole:.2f} of Splink's, {above:.2f} above the libraries", flush=True)


def _said(line: dict[str, Any]) -> str:
    predict, cluster, train = line["cpu"]
    return (
        f"loading {line['loading']:.2f}, predict {predict:.2f} + cluster {cluster:.2f} CPU s, "
        f"training {train:.1f}; {line['memory']:.0f} MB, {line['above']:.0f} above the libraries; "
        f"{line['figures']}"
    )


def _measured(side: str, rows: Path) -> dict[str, Any]:
    import subprocess

    command = [sys.executable, "-m", "benchmarks.linkage_splink", side, str(rows)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _peak() -> float:
    """In MB, of this program: ``ru_maxrss`` begins with what the process that started it took."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(status["VmHWM"].split()[0]) / 1024


def _tell(
    loading: float, cpu: list[float], memory: tuple[float, float], cluster_of: dict[str, Any]
) -> None:
    from benchmarks.train_linkage import figures

    gold = {anchor: anchor.split("-")[0] for anchor in cluster_of}
    number = {name: at for at, name in enumerate(sorted(set(cluster_of.values()), key=str))}
    scored = figures(gold, {anchor: number[name] for anchor, name in cluster_of.items()})
    empty, full = memory
    told = {"memory": full, "above": full - empty, "figures": str(scored)}
    print(json.dumps({"loading": loading, "cpu": cpu} | told))


# --- the two sides --------------------------------------------------------------------------


def _casebook(rows: Path) -> None:
    empty, model = _peak(), Model.load()
    spent = [time.process_time()]
    name_counts.given_ppm(""), name_spelling.are_nicknames("", " "), gazetteer.place("")
    with rows.with_suffix(".jsonl").open(encoding="utf-8") as lines:
        reports = Many.of(linkable.from_json(json.loads(line)) for line in lines)
    spent.append(time.process_time())
    found = resolve(reports, (), model)
    spent.append(time.process_time())
    memory = _peak()
    sample = reports[:SAMPLE]
    incident = {anchor: anchor.split("-")[0] for anchor in sample.anchors}
    cluster_of = {m.anchor: at for at, c in enumerate(found.clusters) for m in c.members}
    from benchmarks.train_linkage import Labelled, fit, pairs_of

    began = time.process_time()
    fit(pairs_of([Labelled("invented", list(sample), incident, 1.0)]), {})
    trained = time.process_time() - began
    cpu = [spent[2] - spent[1], 0.0, trained]
    _tell(spent[1] - spent[0], cpu, (empty, memory), cluster_of)


def _splink(rows: Path) -> None:
    import duckdb
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    def gaps(column: str, *most: int) -> dict[str, Any]:
        gap = f"abs({column}_l - {column}_r)"
        null = {
            "sql_condition": f"{column}_l IS NULL OR {column}_r IS NULL",
            "label_for_charts": "null",
            "is_null_level": True,
        }
        levels = [
            {"sql_condition": f"{gap} <= {n}", "label_for_charts": f"up to {n}"} for n in most
        ]
        other = {"sql_condition": "ELSE", "label_for_charts": "more"}
        return {"output_column_name": column, "comparison_levels": [null, *levels, other]}

    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("given", [0.92, 0.8]),
            cl.JaroWinklerAtThresholds("surname", [0.92, 0.8]),
            gaps("day", 0, 1, 3, 10),
            cl.ExactMatch("town"),
            cl.ExactMatch("state"),
            gaps("age", 0, 1, 3, 10),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("state", "cell_a"),
            block_on("state", "cell_b"),
            block_on("given", "surname"),
        ],
    )
    empty, started = _peak(), time.process_time()
    connection = duckdb.connect()
    connection.execute("CREATE TABLE reports AS SELECT * FROM read_parquet(?)", [str(rows)])
    began = time.process_time()
    api = DuckDBAPI(connection=connection)
    linker = Linker(api.register("reports"), settings)
    rules = [block_on("given", "surname"), block_on("state", "day")]
    linker.training.estimate_probability_two_random_records_match(rules, recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in rules:
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    trained = time.process_time()
    found = linker.inference.predict(threshold_match_probability=THRESHOLD)
    predicted = time.process_time()
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(found, THRESHOLD)
    clustered = time.process_time()
    memory = _peak()
    told = clusters.as_record_list()
    _tell(
        began - started,
        [predicted - trained, clustered - predicted, trained - began],
        (empty, memory),
        {row["unique_id"]: row["cluster_id"] for row in told},
    )


_SIDES: dict[str, Callable[[Path], None]] = {"casebook": _casebook, "splink": _splink}


def _write(size: int, rows: Path) -> None:
    import pyarrow
    import pyarrow.parquet

    from benchmarks.linkage_speed import invented

    table = pyarrow.Table.from_pylist(list(_columns(invented(size))))
    pyarrow.parquet.write_table(table, rows)
    told = sorted(invented(size), key=lambda one: one.anchor)  # as they come from a database
    with rows.with_suffix(".jsonl").open("w", encoding="utf-8") as lines:
        lines.writelines(f"{json.dumps(linkable.to_json(one))}\n" for one in told)


def _columns(reports: Iterator[Linkable]) -> Iterator[dict[str, Any]]:
    for one in reports:
        day = one.dates[0].first.toordinal()
        shot = one.victims[0]
        name = names.parse(shot.name) if shot.name else None
        yield {
            "unique_id": one.anchor,
            "given": name.given if name else None,
            "surname": name.surname if name else None,
            "day": day,
            "cell_a": day // CELL,
            "cell_b": (day + CELL // 2) // CELL,
            "town": one.cities[0] if one.cities else None,
            "state": one.state,
            "age": shot.age_min,
        }


if __name__ == "__main__":
    main()
