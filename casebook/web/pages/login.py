"""Logging in and out, one's own tokens, and everybody's accounts for who looks after them."""

from __future__ import annotations

from threading import Lock

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from casebook.web.forms import Form, address_of
from casebook.web.numbers import as_number
from casebook.web.shell import (
    LOGIN_COOKIE,
    NotFound,
    Refused,
    Shown,
    Site,
    back,
    reader_of,
    render,
    site_of,
)
from storage import accounts, teamwork
from storage.accounts import Role


def form(request: Request) -> Response:
    """Where one logs in."""
    if site_of(request).local is not None:
        return back("/")
    following = request.query_params.get("next", "/")
    data = {"next": following, "says": "", "name": ""}
    return render(request, Shown("login.html", data, title="Log in"))


def log_in(request: Request, sent: Form) -> Response:
    """Checks the limit, then the password; what fails is counted and told to nobody."""
    site, now = site_of(request), site_of(request).clock()
    name, address = sent.get("name", "").strip(), address_of(request)
    try:
        _check(request, name, sent.get("password", ""))
    except accounts.TooManyFailures as fault:
        return _again(request, sent, str(fault), 429)
    except accounts.WrongLogin as fault:
        return _again(request, sent, str(fault), 403)
    with site.write() as session:
        cookie = accounts.log_in(session, name, now=now)
        teamwork.note_write(session, "login", name, by=name, address=address, now=now)
    return _logged_in(site, back(sent.get("next", "/")), cookie)


def _logged_in(site: Site, answer: Response, cookie: str) -> Response:
    """An answer by which the browser stays logged in as long as we take its cookie."""
    answer.set_cookie(
        LOGIN_COOKIE, cookie, max_age=int(accounts.LASTS.total_seconds()), httponly=True,
        samesite="lax", secure=site.https,
    )  # fmt: skip
    return answer


#: Passwords are tried one after another: else many sent at once were all tried before one counted.
_TRYING = Lock()


def _check(request: Request, name: str, password: str) -> None:
    """Whether they belong together; a failure counts. Raises what :mod:`storage.accounts` does."""
    site, now, address = site_of(request), site_of(request).clock(), address_of(request)
    with _TRYING:
        try:
            with site.read() as session:
                accounts.check_limit(session, name, address, now=now)
                accounts.verify(session, name, password)
        except accounts.WrongLogin:
            with site.write() as session:
                accounts.note_failure(session, name, address, now=now)
                teamwork.note_write(
                    session, "failed login", name[:60], by="", address=address, now=now
                )
            raise


def _again(request: Request, sent: Form, says: str, status: int) -> Response:
    data = {"next": sent.get("next", "/"), "says": says, "name": sent.get("name", "")}
    return render(request, Shown("login.html", data, title="Log in", status=status))


def log_out(request: Request, _sent: Form) -> Response:
    reader, now = reader_of(request), site_of(request).clock()
    with site_of(request).write() as session:
        accounts.log_out(session, request.cookies.get(LOGIN_COOKIE, ""))
        teamwork.note_write(
            session, "logout", reader.name, by=reader.name, address=address_of(request), now=now
        )
    answer = back("/login")
    answer.delete_cookie(LOGIN_COOKIE)
    answer.headers["Clear-Site-Data"] = '"cache"'  # who goes back finds no page that was seen
    return answer


# ---------------------------------------------------------------------------------- one's own


def mine(request: Request, session: Session) -> Shown:
    """Who one is, and the tokens one's scripts use."""
    reader = reader_of(request)
    data = {
        "tokens": accounts.tokens(session, reader.name),
        "local": site_of(request).local is not None,
        "secret": None,
    }
    return Shown("mine.html", data, title="Account")


def make_token(request: Request, sent: Form) -> Response:
    """Shows the new token, once."""
    reader, site = reader_of(request), site_of(request)
    if site.local is not None:
        raise Refused("tokens belong to accounts: make one with `casebook account add`")
    now = site.clock()
    with site.write() as session:
        secret = accounts.make_token(session, reader.name, sent.get("label", ""), now=now)
        teamwork.note_write(
            session,
            "token",
            sent.get("label", ""),
            by=reader.name,
            address=address_of(request),
            now=now,
        )
        data = {"tokens": accounts.tokens(session, reader.name), "local": False, "secret": secret}
    return render(request, Shown("mine.html", data, title="Account"))


def revoke_token(request: Request, sent: Form) -> Response:
    reader, site = reader_of(request), site_of(request)
    number = as_number(sent.get("token", ""))
    with site.write() as session:
        own = {token.id for token in accounts.tokens(session, reader.name)}
        if number is None or number not in own:
            raise NotFound("you have no such token")
        accounts.revoke(session, number, now=site.clock())
        teamwork.note_write(
            session, "revoke token", str(number), by=reader.name, address=address_of(request),
            now=site.clock(),
        )  # fmt: skip
    return back("/account")


def change_password(request: Request, sent: Form) -> Response:
    """A new password for who knows the old one; every other login of theirs ends."""
    reader, site, now = reader_of(request), site_of(request), site_of(request).clock()
    if site.local is not None:
        raise Refused("there is no password to change: nobody logs in here")
    _check(request, reader.name, sent.get("old", ""))
    with site.write() as session:
        accounts.set_password(session, reader.name, sent.get("new", ""))
        if sent.get("revoke") == "yes":
            accounts.revoke_all(session, reader.name, now=now)
        cookie = accounts.log_in(session, reader.name, now=now)
        teamwork.note_write(
            session, "password", reader.name, by=reader.name, address=address_of(request), now=now
        )
    return _logged_in(site, back("/account?said=Your+password+is+changed"), cookie)


# ---------------------------------------------------------------------------------- everybody's


def everybody(request: Request, session: Session) -> Shown:
    """All accounts, for an admin."""
    need(request, Role.ADMIN)
    data = {"accounts": accounts.every(session), "roles": list(Role)}
    return Shown("accounts.html", data, title="Accounts")


def need(request: Request, role: Role) -> None:
    """Raises :class:`Refused` for who is less."""
    reader = reader_of(request)
    if not reader.role.covers(role):
        article = "an" if role[0] in "ae" else "a"
        raise Refused(f"this takes {article} {role}; you are {reader.role}")


def change_account(request: Request, sent: Form) -> Response:
    """Make an account, give it another role or password, close it."""
    need(request, Role.ADMIN)
    site, reader, now = site_of(request), reader_of(request), site_of(request).clock()
    name, what = sent.get("name", ""), sent.get("what", "")
    with site.write() as session:
        match what:
            case "add":
                role = _role(sent)
                accounts.create(session, name, sent.get("password", ""), role, now=now)
            case "role":
                if name == reader.name:
                    raise Refused("you cannot change your own role; another admin can")
                accounts.set_role(session, name, _role(sent))
            case "close":
                if name == reader.name:
                    raise Refused("you cannot close the account you are using")
                accounts.close(session, name, now=now)
            case _:
                raise NotFound(f"there is nothing “{what}” to do with an account")
        teamwork.note_write(
            session, f"account {what}", name, by=reader.name, address=address_of(request), now=now
        )
    return back("/accounts")


def _role(sent: Form) -> Role:
    try:
        return Role(sent.get("role", ""))
    except ValueError as fault:
        raise accounts.AccountError(f"a role is one of {', '.join(Role)}") from fault
