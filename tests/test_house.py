"""Conventions worth having are tests: imports point one way, every command is documented."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from importlib import import_module
from pathlib import Path

import pytest

from storage import inclusion

HOUSE = Path(__file__).parent.parent
OURS = ("pipeline", "storage", "crawler", "scheduler", "casebook")
MAY_IMPORT = {
    "pipeline": set(),
    "storage": {"pipeline"},
    "crawler": {"pipeline", "storage"},
    "scheduler": {"pipeline", "storage", "crawler"},
    "casebook": {"pipeline", "storage", "crawler", "scheduler"},
}
NEVER = {
    "pipeline": {"scrapy", "sqlalchemy", "apscheduler", "requests", "urllib.request", "socket"},
    "storage": {"scrapy", "apscheduler"},
    "crawler": {"sqlalchemy", "apscheduler"},
    "scheduler": {"typer", "starlette", "fastapi"},
    "casebook": set(),
}
ONLY_IN = {"scrapy": {"crawler"}, "alembic": {"storage"}, "apscheduler": {"scheduler"}}
MODULES = sorted(path for name in OURS for path in (HOUSE / name).rglob("*.py"))


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def modules_of(path: Path) -> Iterator[str]:
    """What it imports, and where that is a package, what of it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_imports_point_one_way(path: Path) -> None:
    room = path.relative_to(HOUSE).parts[0]
    for name in imports_of(path):
        top = name.split(".")[0]
        if top in OURS and top != room:
            assert top in MAY_IMPORT[room], f"{room} must not import {name}"
        assert name not in NEVER[room], f"{room} must not import {name}"
        assert top not in NEVER[room], f"{room} must not import {name}"
        if top in ONLY_IN:
            assert room in ONLY_IN[top], f"only {ONLY_IN[top]} may import {top}"


def test_rows_stay_inside_storage() -> None:
    """Others are handed a session and hand it on; what they ask stands in functions of storage."""
    handed = {"sqlalchemy.orm.Session", "sqlalchemy.engine.make_url"}
    asked = [
        f"{path.relative_to(HOUSE)}: {name}"
        for path in MODULES
        if path.relative_to(HOUSE).parts[0] != "storage"
        for name in modules_of(path)
        if name.startswith(("storage.tables", "sqlalchemy")) and name not in handed
        if not name.startswith("sqlalchemy.exc.")
    ]
    assert asked == []


ANSWERS_OF_THE_MOMENT = re.compile(
    r"\b(?:datetime\.(?:utc)?now|date\.today|time\.(?:time|monotonic)|os\.(?:environ|getenv))\b"
)


def test_reading_asks_neither_clock_nor_environment_nor_chance() -> None:
    """The same page, read by the same version, gives the same bytes."""
    for path in (path for path in MODULES if path.relative_to(HOUSE).parts[0] == "pipeline"):
        assert {"time", "random", "secrets", "uuid"}.isdisjoint(imports_of(path)), path
        assert ANSWERS_OF_THE_MOMENT.search(path.read_text("utf-8")) is None, path


def folder_of(name: str) -> str:
    """What is a room of its own in a house: a folder, or a file that lies in none."""
    kind, *rest = name.split(".")
    return f"{kind}.{rest[0]}" if rest else kind


def test_no_two_folders_of_pipeline_need_each_other() -> None:
    """A step may lean on a folder and a folder on a step, but never both on each other."""
    needs: dict[str, set[str]] = {}
    for path in sorted((HOUSE / "pipeline").rglob("*.py")):
        here = folder_of(dotted(path, HOUSE))
        named = {folder_of(name) for name in modules_of(path) if name.startswith("pipeline.")}
        needs.setdefault(here, set()).update(named - {here})
    assert {"pipeline.roles", "pipeline.people"} <= set(needs)
    assert "pipeline.roles" in needs["pipeline.people"]
    assert circle_in(needs) == []


def circle_in(needs: dict[str, set[str]]) -> list[str]:
    """Some that need each other, the first again at the end; none where there are none."""
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as circle:
        return list(circle.args[1])
    return []


def dotted(path: Path, house: Path) -> str:
    """A module as imports name it.

    >>> dotted(Path("/house/casebook/cli/__init__.py"), Path("/house"))
    'casebook.cli'
    """
    return ".".join(path.relative_to(house).with_suffix("").parts).removesuffix(".__init__")


def needs_within(house: Path, modules: Iterable[Path]) -> dict[str, set[str]]:
    """Which of the modules each one imports, be it in a function or for its types alone."""
    paths = {dotted(path, house): path for path in modules}
    needs = {}
    for here, path in paths.items():
        named = {name if name in paths else name.rpartition(".")[0] for name in modules_of(path)}
        needs[here] = (named & paths.keys()) - {here}
    return needs


def test_no_two_modules_need_each_other() -> None:
    needs = needs_within(HOUSE, MODULES)
    assert "scheduler.clock" in needs["scheduler.rounds"], "imports are found"
    assert circle_in(needs) == []


def test_modules_that_need_each_other_are_found(tmp_path: Path) -> None:
    """Though one of them asks only for a type, and the other only when it is called."""
    clock, rounds, mail = (tmp_path / f"{name}.py" for name in ("clock", "rounds", "mail"))
    typed = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from clock import Clock\n"
    rounds.write_text(typed, "utf-8")
    clock.write_text("def table():\n    import rounds\n", "utf-8")
    mail.write_text("from rounds import ring\n", "utf-8")
    assert circle_in(needs_within(tmp_path, [rounds, mail])) == []
    found = circle_in(needs_within(tmp_path, [clock, rounds, mail]))
    assert set(found) == {"clock", "rounds"}


def test_trafilatura_is_known_to_one_file_only() -> None:
    knowing = {path.name for path in MODULES if "trafilatura" in set(imports_of(path))}
    assert knowing == {"extract.py"}


def commands() -> Iterator[tuple[str, str]]:
    """Every command with its help."""
    from casebook.cli import command
    from casebook.cli.table import COMMANDS

    for name in COMMANDS:
        yield name, command(name).help or ""


@pytest.mark.parametrize(("name", "text"), list(commands()), ids=lambda value: str(value)[:20])
def test_every_command_has_help_and_is_documented(name: str, text: str) -> None:
    documented = (HOUSE / "docs" / "commands.md").read_text("utf-8")
    assert text.strip().endswith(".")
    assert f"casebook {name}" in documented or f"`{name}`" in documented


def test_the_list_of_commands_says_what_their_files_do() -> None:
    from casebook.cli import commands_in
    from casebook.cli.table import COMMANDS

    rooms = {path.stem for path in (HOUSE / "casebook" / "cli").glob("*.py")}
    rooms = {room for room in rooms if hasattr(import_module(f"casebook.cli.{room}"), "register")}
    found = {
        name: (room, " ".join((told.help or "").partition("\n\n")[0].split()))
        for room in sorted(rooms)
        for name, told in commands_in(room).items()
    }
    assert found == COMMANDS


def test_commands_are_grouped_alike_in_the_help_and_in_the_documentation() -> None:
    from casebook.cli.table import COMMANDS, SECTIONS

    grouped = [name for names in SECTIONS.values() for name in names]
    assert sorted(grouped) == sorted(COMMANDS)
    documented = (HOUSE / "docs" / "commands.md").read_text("utf-8")
    _, *parts = documented.split("\n## ")
    told = {part.partition("\n")[0]: part for part in parts}
    assert list(told) == list(SECTIONS)
    for heading, names in SECTIONS.items():
        for name in names:
            assert f"casebook {name}" in told[heading] or f"`{name}`" in told[heading], name


def test_the_list_of_commands_loads_none_of_them() -> None:
    """Nor what they work with: whoever asks what there is need not wait."""
    program = (
        "import sys; from casebook.cli import main; sys.argv[1:] = ['--help']\n"
        "try: main()\n"
        "finally: print(*({'sqlalchemy', 'pydantic', 'casebook.cli.look'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert "follow-up" in done.stdout
    assert done.stdout.splitlines()[-1] == ""


def test_the_command_line_starts_without_the_crawler_s_machinery() -> None:
    """Every command would wait for it, and only the crawl's own process needs it."""
    program = (
        "import sys; from casebook.cli import command; from casebook.cli.table import COMMANDS;"
        "list(map(command, COMMANDS));"
        "sys.exit(bool({'scrapy', 'twisted'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_a_command_on_a_file_starts_without_what_only_a_server_needs(tmp_path: Path) -> None:
    """Nor with what reads pages or counts in columns; and it collects garbage once it is loaded."""
    heavy = {
        "psycopg", "alembic", "numpy", "pyarrow", "trafilatura", "scrapy", "starlette", "jinja2",
    }  # fmt: skip
    program = (
        "import sys; from storage.engine import open_database; open_database(sys.argv[1]).dispose()"
        "\nfrom casebook.cli import command_line"
        "\ncommand_line()(['incidents', '--db', sys.argv[1]], standalone_mode=False)"
        "\nimport gc; assert gc.isenabled() and gc.get_freeze_count()"
        f"\nprint('loaded', *({heavy} & set(sys.modules)))"
    )
    url = f"sqlite:///{tmp_path / 'casebook.db'}"
    made = [sys.executable, "-c", program, url]
    subprocess.run(made, check=True, capture_output=True)  # makes it, which takes more
    done = subprocess.run(made, check=True, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "loaded"


def test_the_clock_runs_without_the_reader_and_what_writes_files() -> None:
    """It stays for months beside whatever else the machine does; its children do the work."""
    program = (
        "import sys; import scheduler.service;"
        "print(*({'trafilatura', 'scrapy', 'pyarrow', 'pypdf', 'pandas'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)
    assert done.stdout.split() == []


def test_the_container_holds_all_that_is_read_at_run_time() -> None:
    lines = (HOUSE / "deploy" / "Containerfile").read_text("utf-8").splitlines()
    install = next(at for at, line in enumerate(lines) if "pip install" in line)
    told = [line.split()[1:-1] for line in lines[:install] if line.startswith("COPY")]
    copied = {name for names in told for name in names}
    assert {*OURS, "seeds", "pyproject.toml", "constraints.txt"} <= copied
    assert lines[install].endswith("-e ."), "inclusion rules stand in seeds/, beside the packages"


NAMED_MODULE = re.compile(r"`((?:[a-z_]+/)*[a-z_0-9]+\.py)`")
LINK = re.compile(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)")
OUTSIDE = {HOUSE / "README.md", HOUSE / "CONTRIBUTING.md", HOUSE / "CHANGELOG.md"}
DOCS = sorted({*(HOUSE / "docs").glob("*.md"), *OUTSIDE})
NAMED_TEST = re.compile(r"`(test_\w+)`")


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_docs_name_modules_that_are_there(path: Path) -> None:
    if path.name == "experiments.md":  # what was tried and dropped is named as it was
        return
    rooms = (*OURS, "tests", "benchmarks", "docs")
    there = [f"/{one.relative_to(HOUSE)}" for room in rooms for one in (HOUSE / room).rglob("*.py")]
    told = set(NAMED_MODULE.findall(path.read_text("utf-8")))
    assert [one for one in told if not any(path.endswith(f"/{one}") for path in there)] == []


def test_docs_name_tests_that_are_there() -> None:
    there = {
        node.name
        for path in (HOUSE / "tests").rglob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
    }
    told = [name for path in DOCS for name in NAMED_TEST.findall(path.read_text("utf-8"))]
    assert told
    assert [name for name in told if name not in there] == []


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_links_of_the_docs_lead_somewhere(path: Path) -> None:
    lost = []
    for file, heading in LINK.findall(path.read_text("utf-8")):
        to = (path.parent / file).resolve() if file else path
        found = to.exists() and (not heading or to.suffix != ".md" or heading in headings(to))
        lost += [] if found else [f"{file}#{heading}"]
    assert lost == []


def headings(path: Path) -> set[str]:
    """Of a page in Markdown, as links name them."""
    told = (line.lstrip("# ") for line in path.read_text("utf-8").splitlines() if line[:1] == "#")
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in told}


def test_a_password_of_any_letters_reaches_the_database() -> None:
    """Compose puts it in as it is: in an address an @ or a / of it would end what stands before."""
    lines = (HOUSE / "deploy" / "compose.yaml").read_text("utf-8").splitlines()
    set_by = [line.split(":")[0].strip() for line in lines if "${POSTGRES_PASSWORD" in line]
    assert set_by == ["POSTGRES_PASSWORD", "PGPASSWORD"]


@pytest.mark.parametrize("unit", sorted((HOUSE / "deploy").glob("*.service")), ids=lambda p: p.name)
def test_a_service_writes_for_its_own_group_and_where_the_docs_say(unit: Path) -> None:
    """Names of the living and the dead, and of who decides about them, are not everybody's."""
    set_to = dict(
        line.split("=", 1) for line in unit.read_text("utf-8").splitlines() if "=" in line
    )
    assert int(set_to["UMask"], 8) & 0o007 == 0o007
    assert set_to["StateDirectoryMode"] == "0750"
    told = (HOUSE / "docs" / "operating.md").read_text("utf-8")
    assert unit.name in told[told.index("cp deploy/casebook.service") :].splitlines()[0]
    assert set_to["WorkingDirectory"] in told
    assert set_to["ExecStart"].split()[0] in told
    assert set_to["Environment"].removeprefix("CASEBOOK_CONFIG=") in told
    # what it cannot start without is written before it is started
    assert told.index("Set `contact` and `sources") < told.index("systemctl enable --now")


def test_nothing_lies_at_the_top_but_what_is_known_there() -> None:
    """A download or a profile beside the README is committed by the next ``git add``."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=HOUSE, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("no clone: nobody knows what is committed")
    at_the_top = {name for name in listed.stdout.splitlines() if "/" not in name}
    known = {path.name for path in OUTSIDE} | {
        ".gitignore", "LICENSE", "Makefile", "constraints.txt", "pyproject.toml", "scrapy.cfg"
    }  # fmt: skip
    assert at_the_top == known


def test_what_is_installed_has_every_file_that_is_read() -> None:
    """Weights, templates, shapes and rules of inclusion go with the modules into a wheel."""
    told = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    rooms = [room.removesuffix("*") for room in told["packages"]["find"]["include"]]
    lying = {
        path
        for room in rooms
        for path in (HOUSE / room).rglob("*")
        if path.is_file() and path.suffix != ".py" and path.name != "py.typed"
        if "__pycache__" not in path.parts
    }
    taken = {
        path
        for package, patterns in told["package-data"].items()
        for pattern in patterns
        for path in HOUSE.joinpath(*package.replace("*", "").split(".")).glob(pattern)
    }
    assert inclusion.HERE / "washington-post.toml" in lying
    assert lying - taken == set()
