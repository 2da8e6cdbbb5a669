"""Where an outlet is at home, and how near to it places lie."""

from __future__ import annotations

import math
from collections.abc import Iterable

from pipeline.lexicon import gazetteer, outlets
from pipeline.lexicon.gazetteer import County, Place
from pipeline.records import Article, OutletPlace


def home_of(article: Article) -> OutletPlace:
    """Where the outlet is at home: as its source says, else as its address tells."""
    if article.home.state:
        return article.home
    return outlets.home_of(article.url) or article.home


def home_spot(home: OutletPlace) -> Place | County | None:
    """The point an outlet writes from, as near as its city or county tells."""
    if home.state is None:
        return None
    city = gazetteer.place(home.city, home.state) if home.city else None
    counties = gazetteer.counties_named(home.county, home.state) if home.county else ()
    return city or next(iter(counties), None)


def reach_of(km: float) -> str:
    """In which ring around the outlet a place lies: what features are named by."""
    return next((str(limit) for limit in (10, 40, 80, 160, 300) if km <= limit), "far")


_NEAR_KM = 70.0
#: So many places of one name are looked at.
ROWS = 5


def is_near(here: Place, others: Iterable[Place]) -> bool:
    """Whether any lies within some 70 km, reckoned flat (good enough, and much faster)."""
    for other in others:
        height = (here.lat - other.lat) * 111.0
        if -_NEAR_KM <= height <= _NEAR_KM:
            width = (here.lon - other.lon) * 111.0 * math.cos(math.radians(here.lat))
            if height * height + width * width < _NEAR_KM * _NEAR_KM:
                return True
    return False
