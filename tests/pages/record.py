"""Record pages and what we make of them: the diff of ``expected.json`` is the review.

python tests/pages/record.py                      rewrite every expectation
python tests/pages/record.py NAME URL [TEMPLATE]  add a page of the bundled newsroom
"""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from casebook.demo.addresses import page
from casebook.demo.desk import Story, stories
from pipeline.extract import extract
from pipeline.records import Article, OutletPlace, Page

PAGES = Path(__file__).parent
FETCHED = "2026-01-01T00:00:00+00:00"


def load_page(case: Path) -> Page:
    """The page of a case as a crawl would hand it over."""
    meta = json.loads((case / "meta.json").read_text("utf-8"))
    return Page(
        url=meta["url"],
        body=(case / "page.html").read_bytes(),
        fetched_at=datetime.fromisoformat(meta["fetched_at"]),
        content_type=meta["content_type"],
        outlet=OutletPlace(**meta["outlet"]),
    )


def as_json(article: Article) -> dict[str, Any]:
    """What is held: what a reader of the page would check first."""
    return {
        "title": article.title,
        "byline": article.byline,
        "dateline": article.dateline,
        "published": article.published and article.published.isoformat(),
        "published_precision": str(article.published_precision),
        "canonical_url": article.canonical_url,
        "syndicated_from": article.syndicated_from,
        "text": article.text.split("\n\n"),
    }


def add(name: str, url: str, template: str | None = None) -> Path:
    """Keep one page of the newsroom as it is now; later changes of its template leave it alone."""
    story = next(story for story in stories() if story.url == url)
    kept = page(story, template)
    case = PAGES / (template or story.outlet.template) / name
    case.mkdir(parents=True, exist_ok=True)
    (case / "page.html").write_bytes(kept.body)
    write(case / "meta.json", meta_of(story, kept.content_type))
    return case


def meta_of(story: Story, content_type: str) -> dict[str, object]:
    outlet = story.outlet
    home = {"city": outlet.city, "county": outlet.county, "state": outlet.state}
    return {
        "url": story.url,
        "fetched_at": FETCHED,
        "content_type": content_type,
        "outlet": {"outlet": outlet.name, **home, "timezone": outlet.timezone},
    }


def expect(case: Path) -> None:
    write(case / "expected.json", as_json(extract(load_page(case))))


def write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", "utf-8")


def main(arguments: list[str]) -> None:
    if arguments:
        expect(add(*arguments))
        return
    for meta in sorted(PAGES.glob("*/*/meta.json")):
        expect(meta.parent)


if __name__ == "__main__":
    main(sys.argv[1:])
