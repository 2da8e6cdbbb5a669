"""What this is, and whose work is in it."""

from __future__ import annotations

from sqlalchemy.orm import Session
from starlette.requests import Request

from casebook.web.shell import Shown


def show(_request: Request, _session: Session) -> Shown:
    """The emptiest page there is: what others are measured against."""
    return Shown("about.html", {}, title="About")
