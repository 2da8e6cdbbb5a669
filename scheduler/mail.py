"""Sends the letters that wait, by SMTP; what is not taken is tried again, ever later."""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from scheduler.guarded import looked_up, told
from scheduler.workplace import Workplace
from storage import letters
from storage.letters import Letter

_TIMEOUT = 30.0  # seconds
_LEASE = timedelta(minutes=2)
_LONGEST_PAUSE = timedelta(hours=6)
_AT_ONCE = 50  # letters


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in, and in whose name."""

    host: str
    port: int = 587
    security: str = "starttls"  # or "tls", or "none"
    user: str | None = None
    password: str | None = None
    sender: str = "casebook@localhost"


def send_waiting(place: Workplace, server: MailServer, *, now: datetime) -> Counter[str]:
    """Send what is due; counts of ``sent`` and ``to be tried again``.

    Each letter is claimed and noted by itself, so that two do not send the same; one that is
    killed between sending and noting sends again: rather twice than never.
    """
    counts: Counter[str] = Counter()
    while counts.total() < _AT_ONCE:
        with place.database.write() as session:
            item = letters.claim(session, now=now, until=now + _LEASE)
        if item is None:
            break
        try:
            send(item, server, now=now)
        except (OSError, smtplib.SMTPException) as fault:
            pause = min(timedelta(minutes=2**item.attempts), _LONGEST_PAUSE)
            with place.database.write() as session:
                letters.not_sent(session, item.id, message=_first_line(fault), retry_at=now + pause)
            counts["to be tried again"] += 1
            continue
        with place.database.write() as session:
            letters.sent(session, item.id, now=now)
        counts["sent"] += 1
    return counts


def send(item: Letter, server: MailServer, *, now: datetime) -> None:
    """Hand one letter in. Raises ``OSError`` or ``SMTPException``."""
    looked_up(server.host, server.port)  # else one would wait for a name server without limit
    kind = smtplib.SMTP_SSL if server.security == "tls" else smtplib.SMTP
    own = _own_name()
    with kind(server.host, server.port, own, timeout=_TIMEOUT) as connection:
        if server.security == "starttls":
            connection.starttls(context=ssl.create_default_context())
        if server.user:
            connection.login(server.user, server.password or "")
        connection.send_message(message(item, server, now=now))


def _own_name() -> str | None:
    """What we call ourselves where the library need not, or must not, find out by itself."""
    try:
        full = told(socket.getfqdn)
    except TimeoutError:
        return "[127.0.0.1]"
    return full if "." in full else None


def message(item: Letter, server: MailServer, *, now: datetime) -> EmailMessage:
    """Text, and HTML beside it where there is some. A line break never gets into a header."""
    mail = EmailMessage()
    mail["From"] = server.sender
    mail["To"] = item.to
    mail["Subject"] = " ".join(item.subject.split())
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = make_msgid(domain="casebook.invalid")
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(item.text)
    if item.html is not None:
        mail.add_alternative(item.html, subtype="html")
    return mail


def _first_line(fault: BaseException) -> str:
    text = str(fault).strip()
    return text.splitlines()[0] if text else type(fault).__name__
