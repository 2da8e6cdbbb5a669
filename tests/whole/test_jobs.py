"""docs/jobs.md, pasted line by line."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from tests.whole.desk import STORY, Desk

PAGE = Path(__file__).parents[2] / "docs" / "jobs.md"
#: What asks a site on the web, which no test does.
ABROAD = {"sources", "crawl", "fetch"}
OTHER = {
    "url": "http://www.ashportpost.example/shooting",
    "title": "Ashport deputies wound woman",
    "text": "ASHPORT, Ohio — Ashport County deputies shot and wounded Mara Quillfeather, 41, on"
    " Sunday night, the sheriff said.\n\nQuillfeather was unarmed, the sheriff said.",
    "published": "2025-06-02",
    "outlet": "Ashport Post",
}


def jobs() -> dict[str, list[list[str]]]:
    """The lines of each job, as a shell takes them."""
    _, *parts = PAGE.read_text("utf-8").split("\n## ")
    found = {}
    for part in parts:
        heading, _, body = part.partition("\n")
        lines = [line.strip() for line in body.splitlines() if line.startswith("    ")]
        found[heading] = [shlex.split(line) for line in lines]
    return found


def pasted(desk: Desk, words: list[str]) -> None:
    """Run one line where its wildcards lead to."""
    spread: list[str] = []
    for word in words[1:]:
        parent = desk.folder / word.removesuffix("*")
        spread += [str(one) for one in sorted(parent.iterdir())] if word.endswith("/*") else [word]
    desk.run(*spread)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A record of two incidents, the first told by two articles."""
    desk = Desk(tmp_path_factory.mktemp("jobs"))
    again = STORY | {"url": f"{STORY['url']}-again", "published": "2025-06-03"}
    for told in ([STORY, again], [OTHER]):
        (desk.folder / "in.jsonl").write_text("\n".join(map(json.dumps, told)))
        desk.run("ingest", desk.folder / "in.jsonl")
    return desk


@pytest.mark.parametrize("job", jobs())
def test_each_line_does_what_it_is_there_for(
    request: pytest.FixtureRequest, desk: Desk, job: str
) -> None:
    lines = jobs()[job]
    assert lines
    server = ""
    for words in lines:
        if words[0] == "createdb":
            address = make_url(request.getfixturevalue("empty_postgres"))
            server = address.set(drivername="postgresql").render_as_string(hide_password=False)
        elif words[1] not in ABROAD:
            assert words[0] == "casebook"
            pasted(desk, [server if server and "://localhost" in one else one for one in words])
