"""How this database weighs claims: kept with it, so that whoever writes to it weighs alike."""

from __future__ import annotations

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from pipeline.incident.policy import Policy
from storage.engine import one_at_a_time
from storage.prepared import ask
from storage.tables import about, incident

_KEY = "consensus"
_STORED = select(about.c.value).where(about.c.key == _KEY)


def policy_of(session: Session) -> Policy:
    """The policy that was set, else the defaults; asked once a transaction."""
    if _KEY not in session.info:
        stored = ask(session, _STORED)
        session.info[_KEY] = Policy.parse(stored[0].value) if stored else Policy.default()
    policy: Policy = session.info[_KEY]
    return policy


def set_policy(session: Session, text: str | None) -> Policy:
    """Weigh by this from now on (none: by the defaults); every incident is to be shown anew."""
    policy = Policy.default() if text is None else Policy.parse(text)
    one_at_a_time(session)
    session.info.pop(_KEY, None)
    session.execute(delete(about).where(about.c.key == _KEY))
    if text is not None:
        session.execute(about.insert().values(key=_KEY, value=text))
    session.execute(update(incident).values(stale=True))
    return policy
