"""A comparison as one HTML page that needs nothing else: to be mailed, printed, kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, StrictUndefined

from storage.references.compare import Comparison

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ found.shape.title }} and our record</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem;
       color: #1a1a1a; background: #fff; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2.5rem; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
caption { text-align: left; padding: .3rem 0; color: #444; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-top: 1px solid #ccc; }
thead th { border-top: 0; } q { color: #444; } .scroll { overflow-x: auto; }
</style>
</head>
<body>
<main>
<h1>{{ found.shape.title }} and our record</h1>
<p>{{ file }}{% if found.first %}, {{ found.first }} to {{ found.last }}{% endif %}.
A working paper of the team: it names people whom what leaves the team would not.</p>
<p><strong>{{ found.pairs|length }}</strong> people in both,
<strong>{{ found.only_ours|length }}</strong> only ours,
<strong>{{ found.only_theirs|length }}</strong> only theirs,
<strong>{{ found.unclear|length }}</strong> unclear.</p>
{% macro table(title, caption, columns, rows) %}
<h2>{{ title }}</h2>
{% if rows %}<div class="scroll"><table><caption>{{ caption }}</caption>
<thead><tr>{% for name in columns %}<th scope="col">{{ name }}</th>{% endfor %}</tr></thead>
<tbody>
{% for row in rows %}
<tr>{% for cell in row %}<td>{{ "" if cell is none else cell }}</td>{% endfor %}</tr>
{% endfor %}</tbody></table></div>{% else %}<p>None.</p>{% endif %}
{% endmacro %}
{{ table("Only theirs, by the stage that lost it", "Rows of theirs that we lack", ("Stage", "Rows"),
         stages) }}
{{ table("Only theirs", "Each with what became of it here",
         ("Their row", "Name", "Day", "Place", "Stage", "What it did"), theirs) }}
{{ table("Only ours", "Victims of ours that they lack, and whether their own rule wants them",
         ("Victim", "Incident", "Name", "Day", "Place", "Review", "Their rule"), ours) }}
{{ table("Differing", "Where both state a value",
         ("Their row", "Victim", "Field", "Theirs", "Ours", "What our article says"), differing) }}
{{ table("Unclear", "Rows that fit two of ours about equally", ("Their row", "Name", "Could be"),
         unclear) }}
{{ table("In both", "With the evidence", ("Their row", "Victim", "Incident", "How", "Evidence"),
         pairs) }}
</main>
</body>
</html>
"""
_ENVIRONMENT = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)


def page(found: Comparison, said: Mapping[tuple[str, str], str], file: str) -> str:
    """The page; everything in it that came from a file or an article is escaped."""
    return _ENVIRONMENT.from_string(_PAGE).render(found=found, file=file, **_tables(found, said))


def _tables(found: Comparison, said: Mapping[tuple[str, str], str]) -> dict[str, list[Any]]:
    stages = Counter(row.lost.stage for row in found.only_theirs)
    return {
        "stages": [*stages.most_common()],
        "theirs": [
            (row.row, row.name, row.day, row.place, row.lost.stage, row.lost.says)
            for row in found.only_theirs
        ],
        "ours": [
            (one.victim_id, one.incident_id, one.name, one.day, one.place, one.review, one.wanted)
            for one in found.only_ours
        ],
        "differing": [
            (pair.row, pair.victim_id, item.field, item.theirs, item.ours,
             said.get((pair.victim_id, item.field)))
            for pair in found.pairs
            for item in pair.differs
        ],
        "unclear": [
            (row.row, row.name, " or ".join(f"{who} ({bits:.1f})" for who, bits in row.could_be))
            for row in found.unclear
        ],
        "pairs": [
            (pair.row, pair.victim_id, pair.incident_id, pair.how,
             "; ".join(f"{item.saw} ({item.weight:+.1f})" for item in pair.evidence
                       if item.trait != "prior" and item.weight))
            for pair in found.pairs
        ],
    }  # fmt: skip
