"""One address per story: the form we keep, the form we compare, and whose story it is.

``canonical`` gives an address that can still be fetched; ``key`` folds what must never
part two addresses of one story (scheme, ``www.``, a closing slash).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urljoin, urlsplit, urlunsplit

from pipeline import shipped

_DEFAULT_PORT = {"http": 80, "https": 443}
_STRAY = re.compile(r"[\x00-\x20\x7f]+")
_AMPERSAND = re.compile(r"&(?:amp|#0*38|#x0*26);", re.IGNORECASE)
_PERCENT = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_SESSION = re.compile(
    r";(?:jsessionid|phpsessid|sid)=[^/;?]*|/\(S\([a-z0-9]{24}\)\)(?=/)",  # Java's and .NET's
    re.IGNORECASE,
)
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?|\[[0-9a-f:.]+\]")
_TWIN_HOST = re.compile(r"^(?:www\.)?(?:amp|m|mobile|touch|wap|print)\.(?=[^.]+\.[^.]+)")
_TWIN_PATHS = (
    re.compile(r"^/(?:amp|print)(?=/.)", re.IGNORECASE),
    re.compile(r"^/mobile(?=/(?:article|story)/.)", re.IGNORECASE),  # else a section: Mobile, Ala.
    re.compile(r"(?<=.)/(?:amp|amphtml|print|printable)(?:/(?:index\.html?)?)?$", re.IGNORECASE),
    re.compile(r"[._-](?:amp|print)(?=\.(?:html?|php|aspx?)$)", re.IGNORECASE),
    re.compile(r"(?<=\w)\.(?:amp|print)$", re.IGNORECASE),
)
_TWIN_PARAMETERS = {
    "amp": None,  # whatever the value
    "amp_js_v": None,
    "amp_gsa": None,
    "usqp": None,
    "noamp": None,
    "outputtype": ("amp",),
    "output": ("amp", "print"),
    "mode": ("print", "amp", "jqm"),
    "view": ("print", "amp", "mobile"),
    "format": ("print", "amp"),
    "type": ("amp",),
    "print": None,
    "printable": None,
    "printerfriendly": None,
    "mobile": None,
    "mobilecgbypass": None,
    "clienttype": ("generic", "mobile", "printable"),
    "m": ("1", "0", "true"),
}
_AMP_CACHE = re.compile(r"^/(?:[acirv]|wp)/(s/)?([^/?]+\.[^/?]+(?:/.*)?)$")
_AMP_VIEWER = re.compile(r"^/amp/(s/)?([^/?]+\.[^/?]+(?:/.*)?)$")
_REDIRECTORS = (
    (re.compile(r"^(?:www\.)?google\.[a-z.]{2,6}$"), re.compile(r"^/url$"), ("url", "q")),
    (re.compile(r"^news\.google\.[a-z.]{2,6}$"), re.compile(r"^/news/url$"), ("url",)),
    (re.compile(r"^(?:www\.)?bing\.com$"), re.compile(r"^/news/apiclick\.aspx$"), ("url",)),
    (re.compile(r"^lm?\.facebook\.com$"), re.compile(r"^/l\.php$"), ("u",)),
    (re.compile(r"^(?:www\.)?facebook\.com$"), re.compile(r"^/sharer(?:/sharer)?\.php$"), ("u",)),
    (re.compile(r"^l\.instagram\.com$"), re.compile(r"^/"), ("u",)),
    (re.compile(r"^(?:www\.)?youtube\.com$"), re.compile(r"^/redirect$"), ("q",)),
    (re.compile(r"^out\.reddit\.com$"), re.compile(r"^/"), ("url",)),
    (re.compile(r"^(?:www\.)?linkedin\.com$"), re.compile(r"^/(?:redir/)?redirect$"), ("url",)),
    (re.compile(r"^(?:twitter|x)\.com$"), re.compile(r"^/intent/tweet$"), ("url",)),
    (re.compile(r"^t\.umblr\.com$"), re.compile(r"^/redirect$"), ("z",)),
    (re.compile(r"^r\.search\.yahoo\.com$"), re.compile(r"^/"), ("RU",)),
    (re.compile(r"^feedproxy\.[a-z.]+$"), re.compile(r"^/"), ("url", "u", "link")),
)
_ARCHIVED = re.compile(r"^/web/\d{1,14}(?:[a-z]{2}_)?/(.+)$")
_FEED_PROXIES = re.compile(
    r"^(?:feedproxy\.google\.com|feeds?\.feedburner\.com|feeds\d*\.feedburner\.com|rss\.app|"
    r"feeds\.feedblitz\.com|rssfeeds\.[a-z0-9-]+\.com|news\.google\.com|t\.co|bit\.ly|"
    r"ow\.ly|dlvr\.it|trib\.al|buff\.ly|fb\.me|tinyurl\.com|flip\.it|apple\.news)$"
)

#: Those that answer with a page of theirs, and lead nobody on.
_PAGES_OF_THEIR_OWN = ("news.google.com", "apple.news")


def canonical(url: str, *, base: str | None = None) -> str:
    """The one form of a story's address that we keep; still an address one can fetch.

    >>> canonical("HTTP://WWW.Daily.example:80/a/../story/amp/?utm_source=x&b=2&a=1#top")
    'http://www.daily.example/story/?a=1&b=2'
    """
    here = _tidy(url, base)
    while _is_page(here):  # each unwrapping can uncover another; every round only takes away
        following = _once(here)
        if following == here:
            break
        here = following
    return here


@lru_cache(maxsize=8192)
def key(url: str) -> str:
    """What two addresses of one story share: compare and store identities by this.

    >>> key("https://www.daily.example/story/") == key("http://daily.example/story")
    True
    """
    own = canonical(url)
    if not _is_page(own):
        return own
    parts = urlsplit(own)
    host = parts.netloc.removeprefix("www.")
    path = re.sub(r"/(?:index|default)\.(?:html?|php|aspx?)$", "/", parts.path)
    path = path.rstrip("/") or "/"
    query = f"?{parts.query}" if parts.query else ""
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return f"{host}{path}{query}{fragment}"


def host(url: str) -> str:
    """The host of an address, lower case, without its port; empty when it has none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".").lower()
    except ValueError:
        return ""


def site(url: str) -> str:
    """What an outlet is called by where nothing else is known; empty for addresses we made up.

    >>> site("https://www.ledger.example/man-shot"), site("https://redacted.invalid/e716d9b6")
    ('ledger.example', '')
    """
    name = host(url).removeprefix("www.")
    return "" if name.endswith(".invalid") else name


def registrable_domain(url: str) -> str:
    """The domain somebody registered, by the public suffix list that is shipped with ``tld``.

    >>> registrable_domain("https://news.local.daily.co.uk/x")
    'daily.co.uk'
    """
    return _registrable(host(url) if "/" in url or ":" in url else url.lower().rstrip("."))


def covers(domains: Iterator[str] | tuple[str, ...], url: str) -> bool:
    """Whether an address lies on one of the domains or under it."""
    name = host(url)
    return any(name == domain or name.endswith(f".{domain}") for domain in domains)


def resolve_canonical(page_url: str, declared: str | None) -> tuple[str, str | None]:
    """The story's own address and, when the page points elsewhere, whose story it repeats.

    A page may name another address of itself only within its own registrable domain;
    an address elsewhere says where the story came from. AMP caches and feed proxies are
    nobody's own address, there the declared one counts.
    """
    own = canonical(page_url)
    if not declared or declared.strip() in ("", page_url):
        return own, None
    other = canonical(declared, base=page_url)
    if not _is_page(other) or other == own or _is_front_page(other, own):
        return own, None
    if registrable_domain(own) == registrable_domain(other) or _is_proxy(own):
        return other, None
    return own, other


def is_tracking(name: str, value: str = "") -> bool:
    """Whether a query parameter only says how somebody came to the page."""
    exact, unless_number, prefixes = _tracking_names()
    folded = name.casefold()
    if folded in unless_number:
        return not value.isdecimal()
    return folded in exact or folded.startswith(prefixes)


def _is_page(url: str) -> bool:
    """Whether an address is one of http or https that can be taken apart."""
    try:
        parts = urlsplit(url)
        return parts.scheme in _DEFAULT_PORT and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _once(url: str) -> str:
    parts = urlsplit(url)
    if (inner := _unwrap(parts)) is not None:
        return _tidy(inner, None)
    name = _TWIN_HOST.sub("www.", parts.netloc)
    return urlunsplit((parts.scheme, name, _path(parts.path), _query(parts.query), parts.fragment))


def _tidy(url: str, base: str | None) -> str:
    """Join, strip and normalise what the grammar of addresses leaves open."""
    text = _AMPERSAND.sub("&", _STRAY.sub("", url))
    if text.startswith("//") and base is None:
        text = f"https:{text}"
    try:
        parts = urlsplit(urljoin(base, text) if base else text)
        port = parts.port
        name = _ascii_host(parts.hostname or "")
    except ValueError:
        return text
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORT or not _HOST.fullmatch(name):
        return text
    netloc = name if port in (None, _DEFAULT_PORT[scheme]) else f"{name}:{port}"
    fragment = parts.fragment if parts.fragment.startswith("!") else ""
    path = _dots(_escape(parts.path, "/:@!$&'()*+,;="))
    return urlunsplit(
        (
            scheme,
            netloc,
            path,
            _escape(parts.query, "/:@!$&'()*+,;=?[]"),
            _escape(fragment, "/:@!$&'()*+,;=?"),
        )
    )


def _ascii_host(name: str) -> str:
    name = name.lower().rstrip(".")
    if ":" in name:
        return f"[{name}]"
    return ascii_host(name)


def ascii_host(name: str) -> str:
    """A host's name as addresses hold it. Raises ``UnicodeError`` for what none can be called.

    >>> ascii_host("www.año.example"), ascii_host("daily.example")
    ('www.xn--ao-zja.example', 'daily.example')
    """
    return name if name.isascii() else name.encode("idna").decode("ascii")


def _escape(text: str, safe: str) -> str:
    """Percent-encoding in one form: what needs none has none, hex digits are capitals."""
    text = _PERCENT.sub(_decode_unreserved, text)
    return quote(text, safe=f"%{safe}", errors="replace").replace("%%", "%25%")


def _decode_unreserved(match: re.Match[str]) -> str:
    char = chr(int(match.group(1), 16))
    return char if char in _UNRESERVED else match.group().upper()


def _dots(path: str) -> str:
    """Resolve ``.`` and ``..`` and double slashes; an empty path is the root."""
    steps: list[str] = []
    for step in path.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps.append(step)
    closing = "/" if steps and path.endswith(("/", "/.", "/..")) else ""
    return "/" + "/".join(steps) + closing


def _path(path: str) -> str:
    path = _dots(_SESSION.sub("", path))
    for pattern in _TWIN_PATHS:
        kept = pattern.sub("", path)
        if kept != path:
            path = f"{kept}/" if path.endswith("/") and not kept.endswith("/") else kept
    return _dots(path)


def _query(query: str) -> str:
    """Parameters in order, without those that track or that ask for a twin of the page."""
    kept = [
        (name, value)
        for name, _, value in (part.partition("=") for part in query.split("&") if part)
        if not is_tracking(unquote(name), value) and not _asks_for_twin(name, value)
    ]
    return "&".join(f"{name}={value}" if value else name for name, value in sorted(kept))


def _asks_for_twin(name: str, value: str) -> bool:
    folded = name.casefold()
    if folded not in _TWIN_PARAMETERS:
        return False
    values = _TWIN_PARAMETERS[folded]
    return values is None or value.casefold() in values


def _unwrap(parts: SplitResult) -> str | None:
    """The address inside an AMP cache, a redirector or an archive, if it is one."""
    name = parts.hostname or ""
    query = f"?{parts.query}" if parts.query else ""
    if name == "cdn.ampproject.org" or name.endswith(".cdn.ampproject.org"):
        return _inner(_AMP_CACHE.match(parts.path), query)
    if re.fullmatch(r"(?:www\.)?(?:google\.[a-z.]{2,6}|bing\.com)", name):
        inner = _inner(_AMP_VIEWER.match(parts.path), query)
        if inner is not None:
            return inner
    if name == "web.archive.org" and (match := _ARCHIVED.match(parts.path)):
        return _with_scheme(match.group(1)) + query
    return _redirected(name, parts)


def _inner(match: re.Match[str] | None, query: str) -> str | None:
    if match is None:
        return None
    return f"{'https' if match.group(1) else 'http'}://{unquote(match.group(2))}{query}"


def _with_scheme(text: str) -> str:
    """Undo what path normalisation did to an embedded ``https://``."""
    match = re.match(r"(https?):/+", text, re.IGNORECASE)
    return f"{match.group(1).lower()}://{text[match.end() :]}" if match else f"http://{text}"


def _redirected(name: str, parts: SplitResult) -> str | None:
    for hosts, path, names in _REDIRECTORS if parts.query else ():
        if hosts.match(name) and path.match(parts.path):
            values = dict(parse_qsl(parts.query))
            for parameter in names:
                if values.get(parameter, "").startswith(("http://", "https://")):
                    return values[parameter]
    return None


def leads_on(url: str) -> bool:
    """Whether an address is a feed proxy's or a shortener's, whose redirect tells the story's.

    >>> leads_on("https://feedproxy.google.com/~r/daily/~3/x1/"), leads_on("https://daily.example/a")
    (True, False)
    """
    return _is_proxy(url) and host(url) not in _PAGES_OF_THEIR_OWN


def _is_proxy(url: str) -> bool:
    name = host(url)
    return name.endswith("cdn.ampproject.org") or _FEED_PROXIES.match(name) is not None


def _is_front_page(declared: str, own: str) -> bool:
    """A front page declared by a story is a slip of the content system, not an identity."""
    return urlsplit(declared).path in ("", "/") and urlsplit(own).path not in ("", "/")


@lru_cache(maxsize=4096)
def _registrable(name: str) -> str:
    if not name or re.fullmatch(r"[\d.]+|[0-9a-f:]*:[0-9a-f:.]*", name):
        return name
    from tld import get_fld  # six megabytes, for whoever asks

    found = get_fld(f"http://{name}", fail_silently=True, search_private=True)
    return found if found else ".".join(name.split(".")[-2:])


@cache
def _tracking_names() -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    lines = shipped.text("tracking_parameters.txt").splitlines()
    words = [word for line in lines if (word := line.split("#")[0].strip().casefold())]
    return (
        frozenset(word for word in words if not word.endswith(("*", "~"))),
        frozenset(word[:-1] for word in words if word.endswith("~")),
        tuple(word[:-1] for word in words if word.endswith("*")),
    )
