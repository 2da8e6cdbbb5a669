"""No way of writing an address leads into a private network."""

from __future__ import annotations

import ipaddress

import pytest

from crawler.safety import is_public, refusal


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://0/",
        "http://10.1.2.3/",
        "http://172.16.0.1/",
        "http://192.168.1.1:8080/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://[::1]/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:a9fe:a9fe]/",
        "http://[2002:7f00:1::]/",
        "http://[64:ff9b::a9fe:a9fe]/",
        "http://[64:ff9b:1::a9fe:a9fe]/",
        "http://[::127.0.0.1]/",
        "http://[::ffff:0:10.0.0.1]/",
        "http://[fec0::1]/",
        "http://224.0.0.1/",
        "http://255.255.255.255/",
        "http://localhost/",
        "http://LOCALHOST./",
        "http://db.internal/",
        "http://printer.local/",
        "http://user@127.0.0.1/",
        "file:///etc/passwd",
        "ftp://daily.example/",
        "gopher://daily.example/",
        "data:text/html,x",
        "http:///x",
        "http://[broken/",
        "http://daily.example:99999/",
    ],
)
def test_refused(url: str) -> None:
    assert refusal(url) is not None


@pytest.mark.parametrize(
    "url",
    [
        "http://daily.example/",
        "https://www.daily.example:8443/a?b=c",
        "http://8.8.8.8/",
        "http://[2606:4700::1111]/",
        "http://1-2-3.example/",
        "http://locals.example/",
    ],
)
def test_allowed(url: str) -> None:
    assert refusal(url) is None


def test_a_private_source_may_be_on_loopback_but_not_in_the_file_system() -> None:
    assert refusal("http://127.0.0.1:8000/", private_network=True) is None
    assert refusal("file:///etc/passwd", private_network=True) is not None


def test_every_special_network_is_not_public() -> None:
    for network in ("0.0.0.0/8", "10.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "240.0.0.0/4"):
        assert not is_public(ipaddress.ip_network(network)[1])
