"""The words for cars, makes among them, that readers of flight and of weapons share."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

_LIST = tomllib.loads(files("pipeline").joinpath("data/vehicles.toml").read_text("utf-8"))
KINDS = tuple(_LIST["kinds"].split())
MAKES = tuple(_LIST["makes"].split())
#: One car, as a group of a pattern that is read without regard to capitals.
CAR = rf"(?:{'|'.join(map(re.escape, KINDS + MAKES))})"
