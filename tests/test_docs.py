"""The docs and the program say the same: commands, options, formats, columns, values."""

from __future__ import annotations

import ast
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from casebook.cli import command
from casebook.cli.table import COMMANDS
from casebook.settings import Settings
from pipeline.lexicon.agency_mentions import Kind
from pipeline.reader import READER_VERSION
from pipeline.records import AssertedBy, DatePrecision, PublishedPrecision
from scheduler import jobs
from scheduler.workplace import Workplace
from storage import exports, shapes
from storage.archive import Archive
from storage.engine import open_database
from storage.fields import FIELDS, NoSuchValue, typed_value
from storage.reviews import REVIEW_STATES
from storage.tables import DERIVED, metadata
from tests.receiver import apply

HOUSE = Path(__file__).parent.parent
DOCS = [HOUSE / "README.md", HOUSE / "CONTRIBUTING.md", *sorted((HOUSE / "docs").glob("*.md"))]
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
_CALL = re.compile(
    r"^(?:\s*[A-Z_]+=\S+)*\s*(?:\$ |\S*/)?casebook (?P<names>[a-z][a-z\\|-]*)(?P<rest>[^`]*)"
)
_OPTION = re.compile(r"(?<![\w-])--?[a-z][a-z-]*")


@cache
def options(name: str) -> frozenset[frozenset[str]]:
    """Every option of a command and of the commands below it, each with its other spellings."""
    found, todo = {frozenset(("--help",))}, [command(name)]
    while todo:
        one = todo.pop()
        todo += getattr(one, "commands", {}).values()
        found |= {frozenset((*told.opts, *told.secondary_opts)) for told in one.params}
    return frozenset(found)


def calls(*pages: Path) -> Iterator[tuple[str, str, str]]:
    """Where the docs call a command, its name, and what follows it."""
    for path in pages:
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            spans = re.findall(r"`([^`]+)`", line)
            spans += [line] if line.startswith(("    ", "$ ")) else []
            for match in (_CALL.match(span) for span in spans):
                for name in match["names"].replace("\\", "").split("|") if match else ():
                    yield f"{path.name}:{number}", name, match["rest"] if match else ""


def test_every_command_and_option_in_the_docs_is_there() -> None:
    found = list(calls(*DOCS))
    assert len(found) > 150, "the docs are not read"
    assert wrong_calls(found) == []


def wrong_calls(found: Iterable[tuple[str, str, str]]) -> list[str]:
    """Calls of commands, or with options, that are not there."""
    wrong = [f"{where}: casebook {name}" for where, name, _ in found if name not in COMMANDS]
    wrong += [
        f"{where}: casebook {name} {option}"
        for where, name, rest in found
        if name in COMMANDS
        for option in set(_OPTION.findall(rest)).difference(*options(name))
    ]
    return wrong


def test_what_is_not_released_yet_is_told_short_and_as_it_is_today(tmp_path: Path) -> None:
    """A merge that puts both sides one below the other brings back what was condensed."""
    text = (HOUSE / "CHANGELOG.md").read_text("utf-8")
    [own] = re.findall(r"^## \[Unreleased\]\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    titles = re.findall(r"^### .*$", own, re.MULTILINE)
    assert len(set(titles)) == len(titles), "a heading stands there twice"
    assert len(own.splitlines()) < 400, "condense it, or take out what a merge brought back"
    assert re.findall(r"reader's version is (\d+): `casebook replay", own) == [READER_VERSION]
    assert re.findall(r"^\| (?:\d+(?: to |, ))?(\d+) \|", own, re.MULTILINE)[-1] == READER_VERSION
    figures = (HOUSE / "docs" / "figures.md").read_text("utf-8")
    assert re.findall(r"today's is (\d+)", figures) == [READER_VERSION]
    (page := tmp_path / "CHANGELOG.md").write_text(own, "utf-8")
    found = list(calls(page))
    assert found
    assert wrong_calls(found) == []


def test_every_option_is_documented() -> None:
    told = "".join(path.read_text("utf-8") for path in DOCS)
    missing = [
        f"{name} {min(spellings)}"
        for name in COMMANDS
        for spellings in options(name)
        if any(one.startswith("-") for one in spellings)
        and not any(re.search(rf"(?<![\w-]){one}(?![\w-])", told) for one in spellings)
    ]
    assert missing == []


def test_settings_in_the_environment_are_settings() -> None:
    known = {(field.alias or name).upper() for name, field in Settings.model_fields.items()}
    apart = {"CONFIG", "REDACTION_KEY"}
    tests = {"TEST_POSTGRES", "MONTH_SOURCES", "SOAK_MINUTES", "SOAK_SOURCES"}
    for path in DOCS:
        for name in re.findall(r"CASEBOOK_([A-Z_]*[A-Z])", path.read_text("utf-8")):
            assert name.removesuffix("_FILE") in known | apart | tests, f"{path.name}: {name}"


def test_kinds_formats_and_shapes_are_those_of_the_docs() -> None:
    commands = (HOUSE / "docs" / "commands.md").read_text("utf-8")
    handing = (HOUSE / "docs" / "handing-over.md").read_text("utf-8")
    for kind in exports.KINDS:
        assert f"`{kind}`" in commands
    for fmt in (*exports.FORMATS, *exports.OPEN_FORMATS):
        assert fmt in commands
    agencies = {shape.agencies_shape for shape in shapes.built_in().values()}
    for name in set(shapes.built_in_names()) - agencies:
        assert f"`{name}`" in commands, name
        assert f"`{name}`" in handing, name
    told = re.search(r"`field` is one of: (.*?)\.", handing)
    assert told
    own = shapes.FIELDS[: shapes.FIELDS.index("victim_id")]
    assert tuple(re.findall(r"`(\w+)`", told[1])) == own


def rows_under(title: str, page: str) -> list[list[str]]:
    """The rows of the tables under a heading of a page, in cells."""
    text = (HOUSE / "docs" / page).read_text("utf-8")
    [own] = re.findall(rf"^## {title}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    rows = [line.strip("|").split("|") for line in own.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row] for row in rows]


# ---------------------------------------------------------------------------- how it is built


def defined_in(path: Path) -> set[str]:
    """Functions and classes of a module, methods by ``Class.method``."""
    made = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    top = [node for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, made)]
    own = {
        f"{node.name}.{each.name}"
        for node in top
        if isinstance(node, ast.ClassDef)
        for each in node.body
        if isinstance(each, made)
    }
    return {node.name for node in top} | own


def test_the_life_of_a_page_is_told_by_functions_that_are_there() -> None:
    steps = rows_under("The life of a page", "architecture.md")[1:]
    assert len(steps) > 50
    for _, module, functions in steps:
        path = HOUSE / module.strip("`")
        assert set(names(functions)) <= defined_in(path), module
        assert names(functions), module


def test_every_table_of_the_database_is_of_one_kind() -> None:
    kinds = rows_under("The tables", "architecture.md")[1:]
    told = [name for row in kinds for name in names(row[2])]
    assert sorted(told) == sorted(metadata.tables)
    derived = [
        name for row in kinds if row[1] == "dropped and made again" for name in names(row[2])
    ]
    assert set(derived) == {table.name for table in DERIVED}


ROOMS = ("storage", "crawler", "scheduler", "casebook")


def modules_of(room: Path) -> list[str]:
    """What answers a question of its own, by its path in the package.

    Not what only makes a folder a package, nor the migrations, of which each is for one version.
    """
    return sorted(
        str(path.relative_to(room))
        for path in room.rglob("*.py")
        if path.name != "__init__.py" or any(not _is_text(node) for node in _body(path))
        if path.parent.name != "versions"
    )


def _body(path: Path) -> list[ast.stmt]:
    return ast.parse(path.read_text("utf-8")).body


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def told_modules(text: str) -> list[str]:
    """The modules that the tables of a text name beside a question."""
    rows = re.findall(r"^\|.*\|(.*)\|$", text, re.MULTILINE)
    return sorted(name for cell in rows for name in re.findall(r"`([\w/]+\.py)`", cell))


@pytest.mark.parametrize("room", ROOMS)
def test_every_module_stands_beside_one_question(room: str) -> None:
    text = (HOUSE / "docs" / "architecture.md").read_text("utf-8")
    [own] = re.findall(rf"^### {room}/\n(.*?)(?=^#|\Z)", text, re.MULTILINE | re.DOTALL)
    told, there = Counter(told_modules(own)), Counter(modules_of(HOUSE / room))
    assert list(there - told) == [], "in no table"
    assert list(told - there) == [], "in a table twice, or gone"


def test_a_module_that_no_table_names_is_found(tmp_path: Path) -> None:
    for name in ("pages.py", "exports/__init__.py", "exports/as_csv.py", "web/__init__.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text('"""What is kept."""\n', "utf-8")
    (tmp_path / "exports" / "__init__.py").write_text("KINDS = ()\n", "utf-8")
    assert modules_of(tmp_path) == ["exports/__init__.py", "exports/as_csv.py", "pages.py"]
    told = told_modules(
        "| what did an address answer? | `pages.py`; twice `pages.py` |\n`as_csv.py`"
    )
    assert told == ["pages.py", "pages.py"]


# ------------------------------------------------------------------------------ what exports hold


def section(title: str) -> list[list[str]]:
    """The rows of the tables under a heading of the page on exports, in cells."""
    return [row for row in rows_under(title, "exports.md") if row[0].startswith("`")]


def names(cell: str) -> list[str]:
    return re.findall(r"`([\w.]+)`", cell)


WORDS = {field: names(row[1]) for row in section("Words that stand for values")
         for field in names(row[0])}  # fmt: skip


@pytest.mark.parametrize("kind", exports.KINDS)
def test_the_columns_of_an_export_are_those_of_the_docs(kind: str) -> None:
    real = list(exports._KINDS[kind][1])
    told = [names(row[0])[0] for row in section(kind) if "…" not in row[0]]
    if kind == "incidents":
        assert told[: len(real)] == real
        return
    if kind == "victims":
        facts = list(exports.INCIDENT_COLUMNS)
        told += [name for name in facts[2:] if name != "aliases"]
    assert told == real


def test_values_are_those_of_the_docs() -> None:
    assert WORDS["asserted_by"] == list(AssertedBy)
    assert WORDS["incident_date_precision"] == list(DatePrecision)
    assert WORDS["published_precision"] == list(PublishedPrecision)
    assert WORDS["type"] == list(Kind)
    assert WORDS["review"] == list(REVIEW_STATES)
    for field in FIELDS:
        try:
            typed_value(field, "no such word")
        except NoSuchValue as fault:
            if listed := re.search(r"write one of (.*)$", str(fault)):
                assert WORDS[field] == listed[1].split(", "), field


STORIES = [
    ("ledger", "34", "The officer was wearing a body camera."),
    ("courier", "35", "His mother, Ann Wrenfield, said he had no weapon."),
    ("herald", "34", "Police released body camera video of the shooting on Wednesday."),
]


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    """Real lines of every kind."""
    folder = tmp_path_factory.mktemp("exported")
    told = [
        {
            "url": f"https://{outlet}.example/a",
            "title": "Police officer fatally shoots man in Ashport",
            "text": (
                f"ASHPORT, Ohio — A police officer shot and killed Tobias Wrenfield, {age}, in the"
                " 200 block of Larch Street on Tuesday, Ashport police said.\n\nPolice said"
                f" Wrenfield held a knife when an officer fired twice. He died there.\n\n{more}"
            ),
            "published": "2026-02-25T18:00:00+00:00",
            "outlet": outlet,
        }
        for outlet, age, more in STORIES
    ]
    path = folder / "in.jsonl"
    path.write_text("".join(json.dumps(item) + "\n" for item in told), "utf-8")
    database = open_database(f"sqlite:///{folder / 'casebook.db'}")
    with Archive(folder / "archive") as archive:
        place = Workplace(database, archive)
        jobs.ingest(place, [path], now=NOW)
        jobs.read_waiting(place, now=NOW)
        jobs.resolve_waiting(place, now=NOW)
    found = {}
    with database.read() as session:
        for kind in exports.KINDS:
            exports.export(session, kind, "jsonl", out=(sink := io.StringIO()))
            found[kind] = [json.loads(line) for line in sink.getvalue().splitlines()]
    database.dispose()
    return found


def test_what_is_nested_has_the_keys_of_the_docs(lines: dict[str, list[dict[str, Any]]]) -> None:
    [line] = lines["incidents"]
    inside = {names(row[0])[0]: names(row[1]) for row in section("incidents")[-7:]}
    assert list(inside) == [
        "victims", "place", "agency_roles", "scope", "events", "conflicts", "articles",
    ]  # fmt: skip
    dissents = [item for items in line["conflicts"].values() for item in items]
    for name, found in (line | {"conflicts": dissents}).items():
        if name in inside:
            assert found, f"no {name} to look at"
            for item in found if isinstance(found, list) else [found]:
                assert item.keys() == set(inside[name]), name


def test_the_facts_of_an_article_are_those_of_an_incident(
    lines: dict[str, list[dict[str, Any]]],
) -> None:
    own = list(exports.INCIDENT_COLUMNS)
    facts = own[own.index("victims") : own.index("field_states") + 1]
    for article in lines["articles"]:
        assert article["facts"].keys() == set(facts)
        [report] = article["reports"]
        assert report.keys() == {"report_id", "incident_id", "why", *facts}


def test_a_claim_stands_where_it_says(lines: dict[str, list[dict[str, Any]]]) -> None:
    by_url = {article["url"]: article for article in lines["articles"]}
    for claim in lines["claims"]:
        source = by_url[claim["article_url"]][claim["in"] or "text"]
        quote = source[claim["start"] : claim["end"]] if claim["in"] else None
        assert claim["quote"] == quote
        assert (claim["basis"] == "inferred") == (quote is None)


def test_values_that_are_exported_are_in_the_docs(lines: dict[str, list[dict[str, Any]]]) -> None:
    for line in (*lines["incidents"], *lines["victims"], *lines["claims"], *lines["articles"]):
        for field, value in (*line.items(), *line.get("scope", {}).items()):
            if field in WORDS and isinstance(value, str):
                assert value in WORDS[field], field
    [line] = lines["incidents"]
    assert set(line["field_states"].values()) <= set(WORDS["field_states"])
    for role in line["agency_roles"]:
        assert role["type"] in WORDS["type"]
        assert role["role"] in WORDS["role"]
    assert {event["kind"] for event in line["events"]} <= set(WORDS["kind"])


def test_changes_applied_give_the_incidents(lines: dict[str, list[dict[str, Any]]]) -> None:
    table: dict[str, Any] = {}
    for item in lines["changes"]:
        apply(table, item)
    assert list(table.values()) == lines["incidents"]
