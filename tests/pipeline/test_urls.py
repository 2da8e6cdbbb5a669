"""One story, one address: a table of pairs, and what holds for every address."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.urls import canonical, covers, host, key, registrable_domain, resolve_canonical

STORY = "https://www.daily.example/news/man-shot/"
PLAIN = "https://www.daily.example/news/man-shot"
A = "https://www.daily.example/a"
AMP = "https://www-daily-example.cdn.ampproject.org"

# Different spellings of one address: they share the canonical form.
SAME = [
    # scheme and host
    (STORY, STORY),
    ("HTTPS://www.daily.example/news/man-shot/", STORY),
    ("https://WWW.Daily.Example/news/man-shot/", STORY),
    ("https://www.daily.example./news/man-shot/", STORY),
    ("https://www.daily.example:443/news/man-shot/", STORY),
    ("http://www.daily.example:80/x", "http://www.daily.example/x"),
    ("http://www.daily.example:8080/x", "http://www.daily.example:8080/x"),
    ("https://www.daily.example:80/x", "https://www.daily.example:80/x"),
    ("https://editor:secret@www.daily.example/news/man-shot/", STORY),
    ("//www.daily.example/news/man-shot/", STORY),
    ("https://www.daily.example", "https://www.daily.example/"),
    ("https://www.daily.example?x=1", "https://www.daily.example/?x=1"),
    ("https://www.nachrichten-müller.example/a", "https://www.xn--nachrichten-mller-f3b.example/a"),
    ("http://[2001:DB8::1]:80/a", "http://[2001:db8::1]/a"),
    ("http://127.0.0.1:8765/a", "http://127.0.0.1:8765/a"),
    # white space and entities
    (f"  {STORY}\n", STORY),
    ("https://www.daily.example/news/\nman-shot/", STORY),
    ("https://www.daily.example/a?b=1&amp;c=2", "https://www.daily.example/a?b=1&c=2"),
    ("https://www.daily.example/a?b=1&#38;c=2", "https://www.daily.example/a?b=1&c=2"),
    ("\thttps://www.daily.example/a\t", "https://www.daily.example/a"),
    # path
    ("https://www.daily.example/a/../news/man-shot/", STORY),
    ("https://www.daily.example/./news/./man-shot/", STORY),
    ("https://www.daily.example//news//man-shot//", STORY),
    ("https://www.daily.example/../../news/man-shot/", STORY),
    ("https://www.daily.example/news/man%2Dshot/", STORY),
    ("https://www.daily.example/news/%6dan-shot/", STORY),
    ("https://www.daily.example/caf%c3%a9", "https://www.daily.example/caf%C3%A9"),
    ("https://www.daily.example/café", "https://www.daily.example/caf%C3%A9"),
    ("https://www.daily.example/a b", "https://www.daily.example/ab"),
    ("https://www.daily.example/a%20b", "https://www.daily.example/a%20b"),
    ("https://www.daily.example/a|b", "https://www.daily.example/a%7Cb"),
    ("https://www.daily.example/100%", "https://www.daily.example/100%"),
    ("https://www.daily.example/story;jsessionid=A1B2C3", "https://www.daily.example/story"),
    ("https://www.daily.example/story;JSESSIONID=1?b=1", "https://www.daily.example/story?b=1"),
    (
        "https://www.daily.example/(S(lit3py55t21z5v55vlm25s55))/news/man-shot/",
        STORY,
    ),
    (f"{STORY}?CFID=4711&CFTOKEN=81726354", STORY),
    (f"{STORY}?ASPSESSIONIDQQACBRTT=ABCDEF", STORY),
    ("https://www.daily.example/(S(short))/a", "https://www.daily.example/(S(short))/a"),
    ("https://www.daily.example/a/b/..", "https://www.daily.example/a/"),
    # fragment
    (f"{STORY}#comments", STORY),
    (f"{STORY}#", STORY),
    (f"{STORY}#:~:text=shot%20by", STORY),
    (f"{STORY}#storylink=cpy", STORY),
    (f"{STORY}#!/page/2", f"{STORY}#!/page/2"),
    # tracking
    (f"{STORY}?utm_source=twitter", STORY),
    (f"{STORY}?utm_source=a&utm_medium=b&utm_campaign=c", STORY),
    (f"{STORY}?UTM_Source=a", STORY),
    (f"{STORY}?utm_source", STORY),
    (f"{STORY}?fbclid=IwAR0abc", STORY),
    (f"{STORY}?gclid=1&gbraid=2&wbraid=3", STORY),
    (f"{STORY}?msclkid=1", STORY),
    (f"{STORY}?twclid=1&ttclid=2", STORY),
    (f"{STORY}?igshid=1", STORY),
    (f"{STORY}?mc_cid=88f1&mc_eid=UNIQID", STORY),
    (f"{STORY}?_hsenc=1&_hsmi=2", STORY),
    (f"{STORY}?mkt_tok=1", STORY),
    (f"{STORY}?ocid=msedgntp&cvid=1", STORY),
    (f"{STORY}?ftag=CNM-00-10aab7e&linkId=5", f"{STORY}?linkId=5"),
    (f"{STORY}?smid=tw-share", STORY),
    (f"{STORY}?wpisrc=nl_headlines&wpmm=1", STORY),
    (f"{STORY}?ref=push_alert", STORY),
    (f"{STORY}?referrer=home", STORY),
    (f"{STORY}?cid=social_fb", STORY),
    (f"{STORY}?cmpid=x&ncid=y", STORY),
    (f"{STORY}?ns_mchannel=social", STORY),
    (f"{STORY}?at_medium=RSS&at_campaign=KARANGA", STORY),
    (f"{STORY}?xtor=RSS-3", STORY),
    (f"{STORY}?pk_campaign=x&mtm_source=y", STORY),
    (f"{STORY}?_ga=2.1&_gl=1*abc", STORY),
    (f"{STORY}?__twitter_impression=true", STORY),
    (f"{STORY}?guccounter=1&guce_referrer=x", STORY),
    (f"{STORY}?taid=1&trk=feed", STORY),
    (f"{STORY}?source=rss", STORY),
    (f"{STORY}?src=twitter", STORY),
    (f"{STORY}?feature=share", STORY),
    (f"{STORY}?share=facebook&nb=1", f"{STORY}?nb=1"),
    (f"{STORY}?replytocom=41", STORY),
    (f"{STORY}?itm_source=parsely-api", STORY),
    (f"{STORY}?icid=hp_top", STORY),
    (f"{STORY}?s_cid=1&s_kwcid=2", f"{STORY}?s_cid=1"),
    (f"{STORY}?clienttype=generic&mobilecgbypass", STORY),
    (f"{STORY}?utm_source=x&id=5", f"{STORY}?id=5"),
    (f"{STORY}?id=5&utm_source=x&page=2", f"{STORY}?id=5&page=2"),
    (f"{STORY}?PHPSESSID=abc&p=77", f"{STORY}?p=77"),
    # order and form of parameters
    (f"{STORY}?b=2&a=1", f"{STORY}?a=1&b=2"),
    (f"{STORY}?a=2&a=1", f"{STORY}?a=1&a=2"),
    (f"{STORY}?", STORY),
    (f"{STORY}?&&a=1&", f"{STORY}?a=1"),
    (f"{STORY}?a=", f"{STORY}?a"),
    (f"{STORY}?q=%7e", f"{STORY}?q=~"),
    # AMP twins
    (f"{STORY}amp/", STORY),
    (f"{STORY}amp", PLAIN),
    (f"{PLAIN}/amp/", STORY),
    (f"{STORY}amp/index.html", PLAIN),
    ("https://www.daily.example/amp/news/man-shot/", STORY),
    ("https://www.daily.example/AMP/news/man-shot/", STORY),
    ("https://amp.daily.example/news/man-shot/", STORY),
    (f"{STORY}?amp", STORY),
    (f"{STORY}?amp=1", STORY),
    (f"{STORY}?amp=true&amp_js_v=0.1", STORY),
    (f"{STORY}?outputType=amp", STORY),
    (f"{STORY}?outputType=amp&utm_source=upday", STORY),
    (f"{STORY}?output=amp", STORY),
    (f"{STORY}?outputType=xml", f"{STORY}?outputType=xml"),
    (f"{PLAIN}.amp", PLAIN),
    (f"{PLAIN}.amp.html", f"{PLAIN}.html"),
    (f"{PLAIN}-amp.html", f"{PLAIN}.html"),
    (f"{STORY}amp/amp/", STORY),
    # AMP caches and viewers
    (f"{AMP}/c/s/www.daily.example/news/man-shot/", STORY),
    ("https://cdn.ampproject.org/c/s/www.daily.example/news/man-shot/amp/", STORY),
    (f"{AMP}/v/s/www.daily.example/news/man-shot/?usqp=m", STORY),
    ("https://cdn.ampproject.org/c/www.daily.example/a", "http://www.daily.example/a"),
    ("https://www.google.com/amp/s/www.daily.example/news/man-shot/", STORY),
    ("https://www.google.com/amp/s/amp.daily.example/news/man-shot/", STORY),
    ("https://www.bing.com/amp/s/www.daily.example/news/man-shot/", STORY),
    # mobile and print twins
    ("https://m.daily.example/news/man-shot/", STORY),
    ("https://mobile.daily.example/news/man-shot/", STORY),
    ("https://www.m.daily.example/news/man-shot/", STORY),
    ("https://touch.daily.example/news/man-shot/", STORY),
    ("https://wap.daily.example/news/man-shot/", STORY),
    ("https://www.daily.example/mobile/article/man-shot", "https://www.daily.example/article/man-shot"),
    ("https://www.daily.example/mobile/2024/05/man-shot", "https://www.daily.example/mobile/2024/05/man-shot"),
    (f"{STORY}?m=1", STORY),
    (f"{STORY}?m=202405", f"{STORY}?m=202405"),
    (f"{STORY}print/", STORY),
    (f"{STORY}print", PLAIN),
    ("https://www.daily.example/print/news/man-shot/", STORY),
    (f"{STORY}?print=true", STORY),
    (f"{STORY}?mode=print", STORY),
    (f"{STORY}?view=print", STORY),
    (f"{STORY}?view=archive", f"{STORY}?view=archive"),
    ("https://www.daily.example/story_print.html", "https://www.daily.example/story.html"),
    # what carries another address
    ("https://www.google.com/url?q=https%3A%2F%2Fwww.daily.example%2Fa&sa=D", A),
    ("https://www.google.com/url?rct=j&url=https://www.daily.example/news/man-shot/&ct=ga", STORY),
    ("https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.daily.example%2Fa&h=AT", A),
    ("https://lm.facebook.com/l.php?u=https%3A%2F%2Fwww.daily.example%2Fa", A),
    ("https://l.instagram.com/?u=https%3A%2F%2Fwww.daily.example%2Fa&e=1", A),
    ("https://out.reddit.com/t3_1?url=https%3A%2F%2Fwww.daily.example%2Fa", A),
    ("https://www.bing.com/news/apiclick.aspx?url=https%3a%2f%2fwww.daily.example%2fa", A),
    ("https://www.youtube.com/redirect?q=https%3A%2F%2Fwww.daily.example%2Fa", A),
    ("https://web.archive.org/web/20240514/https://www.daily.example/news/man-shot/", STORY),
    ("https://web.archive.org/web/2024id_/https://www.daily.example/news/man-shot/", STORY),
    ("https://web.archive.org/web/2024/http://www.daily.example/a?b=1", f"http{A[5:]}?b=1"),
    ("https://www.google.com/search?q=https://a.example/", "https://www.google.com/search?q=https://a.example/"),
    # not addresses of pages: left as they are
    ("mailto:desk@daily.example", "mailto:desk@daily.example"),
    ("javascript:void(0)", "javascript:void(0)"),
    ("tel:+15550100", "tel:+15550100"),
    ("", ""),
    ("http://", "http://"),
    ("https://www.daily.example:99999/", "https://www.daily.example:99999/"),
    ("http://[broken/", "http://[broken/"),
]  # fmt: skip

# Addresses of different stories: nothing may make them one.
DIFFERENT = [
    (STORY, "https://www.daily.example/news/man-shot-2/"),
    (f"{STORY}?id=1", f"{STORY}?id=2"),
    (f"{STORY}?p=1", STORY),
    (f"{STORY}?cid=101", f"{STORY}?cid=102"),
    (f"{STORY}?source=3001", f"{STORY}?source=3002"),
    ("https://www.daily.example/A", "https://www.daily.example/a"),
    ("https://www.daily.example/a", "https://sports.daily.example/a"),
    ("https://www.daily.example/a", "https://www.weekly.example/a"),
    ("https://www.daily.example:8001/a", "https://www.daily.example:8002/a"),
    ("https://www.daily.example/?s=police&feed=rss2", "https://www.daily.example/?s=police"),
    ("https://www.daily.example/news/camp", "https://www.daily.example/news/c"),
    ("https://www.daily.example/news/blueprint/", "https://www.daily.example/news/blue/"),
    ("https://www.daily.example/#!/a", "https://www.daily.example/#!/b"),
    ("https://www.daily.example/a%2Fb", "https://www.daily.example/a/b"),
    ("https://ample.example/a", "https://www.le.example/a"),
    ("https://www.daily.example/mobile/2024/05/shot", "https://www.daily.example/2024/05/shot"),
]

# What key() folds beyond canonical().
ONE_KEY = [
    ("http://www.daily.example/a", "https://www.daily.example/a"),
    ("https://daily.example/a", "https://www.daily.example/a"),
    ("https://www.daily.example/a/", "https://www.daily.example/a"),
    ("https://www.daily.example/a/index.html", "https://www.daily.example/a/"),
    ("https://www.daily.example/index.php", "https://www.daily.example"),
    ("https://m.daily.example/a?utm_source=x", "http://daily.example/a/"),
    ("https://amp.daily.example/a/", "https://www.daily.example/a/amp"),
]


def test_the_table_is_long_enough() -> None:
    assert len(SAME) + len(DIFFERENT) + len(ONE_KEY) >= 150


@pytest.mark.parametrize(("url", "expected"), SAME)
def test_canonical(url: str, expected: str) -> None:
    assert canonical(url) == expected


@pytest.mark.parametrize(("url", "expected"), SAME)
def test_canonical_of_canonical_is_itself(url: str, expected: str) -> None:
    assert canonical(expected) == expected
    assert key(expected) == key(url)


@pytest.mark.parametrize(("left", "right"), DIFFERENT)
def test_different_stories_stay_apart(left: str, right: str) -> None:
    assert key(left) != key(right)


@pytest.mark.parametrize(("left", "right"), ONE_KEY)
def test_one_key(left: str, right: str) -> None:
    assert key(left) == key(right)


def test_relative_to_a_page() -> None:
    assert canonical("../b?utm_source=x", base="https://a.example/c/d/") == "https://a.example/c/b"


hosts = st.sampled_from(
    ["www.daily.example", "m.daily.example", "amp.m.daily.example", "www.google.com",
     "cdn.ampproject.org", "web.archive.org", "l.facebook.com", "127.0.0.1:81", "é.example"]
)  # fmt: skip
words = st.sampled_from(
    ["a", "amp", "print", "..", "", ".", "c", "s", "web", "2024", "url", "l.php", "x.amp.html",
     "%41", "%", "http:", "https:", "www.daily.example", ";sid=1", "é", "~", "index.html"]
)  # fmt: skip
queries = st.sampled_from(
    ["", "?", "?b=1&a=2", "?utm_x=1", "?amp=1&q=%2f", "?u=https%3A%2F%2Fb.example%2Famp%2F",
     "?url=https://b.example/?utm_a=1%26b=2", "?q=http://m.b.example/&a", "#!x", "?a=b=c&&d"]
)  # fmt: skip
addresses = st.builds(
    lambda scheme, name, steps, query: f"{scheme}://{name}/{'/'.join(steps)}{query}",
    st.sampled_from(["http", "https", "HTTP"]),
    hosts,
    st.lists(words, max_size=6),
    queries,
)


@settings(deadline=None)
@given(addresses)
def test_canonical_is_idempotent(url: str) -> None:
    assert canonical(canonical(url)) == canonical(url)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_has_a_canonical_form(text: str) -> None:
    assert canonical(canonical(text)) == canonical(text)
    assert isinstance(key(text), str)


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_path_has_a_canonical_form(text: str) -> None:
    url = canonical(f"https://daily.example/{text}")
    assert canonical(url) == url


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.daily.example/a", "daily.example"),
        ("https://news.local.daily.co.uk/a", "daily.co.uk"),
        ("https://someone.blogspot.com/", "someone.blogspot.com"),
        ("http://127.0.0.1:8000/a", "127.0.0.1"),
        ("http://[::1]:8000/a", "::1"),
        ("daily.example", "daily.example"),
        ("localhost", "localhost"),
        ("https://city.k12.ca.us/x", "city.k12.ca.us"),
    ],
)
def test_registrable_domain(url: str, domain: str) -> None:
    assert registrable_domain(url) == domain


@pytest.mark.parametrize(
    ("page", "declared", "expected"),
    [
        (STORY, None, (STORY, None)),
        (STORY, "", (STORY, None)),
        (STORY, STORY, (STORY, None)),
        (STORY, "/a", (A, None)),
        (f"{STORY}?page=2", STORY, (STORY, None)),
        ("https://local.daily.example/a", A, (A, None)),
        # another outlet's page keeps its own address and says whose story it is
        (STORY, "https://www.wire.example/story/1", (STORY, "https://www.wire.example/story/1")),
        ("https://a.blogspot.com/", "https://b.blogspot.com/", ("https://a.blogspot.com/", "https://b.blogspot.com/")),
        # proxies are nobody's address
        ("https://feedproxy.google.com/~r/daily/1", STORY, (STORY, None)),
        ("https://t.co/abc", STORY, (STORY, None)),
        ("https://cdn.ampproject.org/c/s/www.daily.example/news/man-shot/", STORY, (STORY, None)),
        # slips of content systems
        (STORY, "https://www.daily.example/", (STORY, None)),
        (STORY, "javascript:void(0)", (STORY, None)),
        (STORY, "http://[broken", (STORY, None)),
    ],
)  # fmt: skip
def test_resolve_canonical(
    page: str, declared: str | None, expected: tuple[str, str | None]
) -> None:
    assert resolve_canonical(page, declared) == expected


def test_covers_a_domain_and_what_lies_below_it() -> None:
    domains = ("daily.example",)
    assert covers(domains, "https://www.daily.example/a")
    assert covers(domains, "https://daily.example/a")
    assert not covers(domains, "https://notdaily.example/a")
    assert not covers(domains, "https://daily.example.evil.example/a")
    assert host("not an address") == ""
