"""What holds for the Scrapy project as such: it loads, it is polite, it cannot be taken over."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from crawler.settings import user_agent
from crawler.sources import NoContact, Source, require_contact
from crawler.worker import Worker

ROOT = Path(__file__).parents[2]
_STRICT = "error::scrapy.exceptions.ScrapyDeprecationWarning"
SPIDERS = (
    "feeds",
    "gdelt",
    "google_news",
    "listings",
    "mediacloud",
    "searches",
    "sitemaps",
    "stories",
    "wayback",
)


def project() -> Settings:
    settings = Settings()
    settings.setmodule("crawler.settings")
    return settings


def scrapy(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", _STRICT, "-m", "scrapy", *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_scrapy_lists_the_spiders() -> None:
    assert scrapy("list").stdout.split() == list(SPIDERS)


@pytest.mark.parametrize("name", SPIDERS)
def test_spiders_begin_with_start(name: str) -> None:
    """Scrapy no longer calls ``start_requests``: a spider that only has that would do nothing."""
    spider = SpiderLoader.from_settings(project()).load(name)
    assert any("start" in vars(base) for base in spider.__mro__[:-3])
    assert not hasattr(spider, "start_requests")


@pytest.mark.parametrize("name", SPIDERS)
def test_file_and_spider_agree(name: str) -> None:
    spider = SpiderLoader.from_settings(project()).load(name)
    assert spider.__module__ == f"crawler.spiders.{name}"


@pytest.mark.parametrize("kind", ["EXTENSIONS", "DOWNLOADER_MIDDLEWARES", "SPIDER_MIDDLEWARES"])
def test_nothing_is_loaded_that_is_not_listed(kind: str) -> None:
    """Above all not the console and the remote control, which run what anyone here sends them."""
    loaded = list(project().get_component_priority_dict_with_base(kind))
    assert loaded == list(project().getdict(kind))
    assert not [name for name in loaded if "telnet" in name or "remote" in name]


def test_manners_and_safety_are_on() -> None:
    settings = project()
    assert settings.getbool("ROBOTSTXT_OBEY")
    assert settings.getbool("AUTOTHROTTLE_ENABLED")
    assert settings.getfloat("DOWNLOAD_DELAY") >= 1
    assert settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN") == 1
    assert settings.getint("DOWNLOAD_MAXSIZE") <= 10_000_000
    assert settings.getfloat("DOWNLOAD_TIMEOUT") <= 60
    assert not settings.getbool("TELNETCONSOLE_ENABLED")
    assert not settings.getbool("REMOTE_CONTROL_ENABLED")
    assert not settings.getbool("COOKIES_ENABLED")


def test_the_user_agent_says_whom_to_write_to() -> None:
    assert "desk@daily.example" in user_agent("desk@daily.example")
    assert user_agent(None).startswith("Casebook/")


def test_the_open_web_is_not_crawled_anonymously() -> None:
    public = Source("daily", "The Daily", ("daily.example",), feeds=("https://daily.example/f",))
    private = Source("demo", "Demo", ("demo.example",), private_network=True)
    own = Source("own", "Own", ("own.example",), contact="me@own.example")
    require_contact([private, own], None)
    require_contact([public], "desk@daily.example")
    with pytest.raises(NoContact, match=r"“daily” is on the open web.*set CASEBOOK_CONTACT"):
        require_contact([private, public], None)


def test_a_live_workers_name_is_taken_and_a_dead_ones_is_free(tmp_path: Path) -> None:
    first, second = Worker(tmp_path), Worker(tmp_path)
    assert first.name != second.name
    with second.predecessors() as names:
        assert first.name not in names
    first.release()
    third = Worker(tmp_path)
    assert third.name == first.name
    with third.predecessors() as names:
        assert second.name not in names
    second.release()
    with third.predecessors() as names:
        assert second.name in names
        meanwhile = Worker(tmp_path)  # what is handed back for a dead one must not be its
        assert meanwhile.name not in names
    meanwhile.release()
    third.release()
