"""The words for cars, makes among them, that readers of flight and of weapons share."""

from __future__ import annotations

import re
import tomllib

from pipeline import shipped

_LIST = tomllib.loads(shipped.text("vehicles.toml"))
KINDS = tuple(_LIST["kinds"].split())
MAKES = tuple(_LIST["makes"].split())
#: One car, as a group of a pattern that is read without regard to capitals.
CAR = rf"(?:{'|'.join(map(re.escape, KINDS + MAKES))})"
