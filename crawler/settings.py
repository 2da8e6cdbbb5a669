"""How we behave on the web: the settings of the Scrapy project, read once, with their reasons."""

from __future__ import annotations

import os
from importlib.metadata import version

BOT_NAME = "casebook"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"

# Where things are; the crawl command passes its own.
CASEBOOK_DB = os.environ.get("CASEBOOK_DB") or "sqlite:///casebook.db"
CASEBOOK_ARCHIVE = os.environ.get("CASEBOOK_ARCHIVE") or "casebook-archive"
CASEBOOK_SOURCES = os.environ.get("CASEBOOK_SOURCES") or "seeds/sources.toml"
CASEBOOK_CONTACT = os.environ.get("CASEBOOK_CONTACT") or None
CASEBOOK_LEASE = float(os.environ.get("CASEBOOK_LEASE") or 40)  # seconds a silent crawl is trusted
CASEBOOK_HOSTS = int(os.environ.get("CASEBOOK_HOSTS") or 64)  # that one crawl is at, at most
CASEBOOK_MEDIACLOUD_KEY = os.environ.get("CASEBOOK_MEDIACLOUD_KEY") or None


def user_agent(contact: str | None) -> str:
    """Who we are and whom to write to.

    >>> user_agent("desk@daily.example").split("; ")[-1]
    'desk@daily.example)'
    """
    about = "; ".join(filter(None, ("news archive for research", contact)))
    return f"Casebook/{version('casebook')} ({about})"


USER_AGENT = user_agent(CASEBOOK_CONTACT)

# Manners.
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "Casebook"
DOWNLOAD_DELAY = 1.0  # a source may say otherwise
JITTERED = 0.5  # the least part of it that is waited, where nobody says otherwise
CONCURRENT_REQUESTS_PER_DOMAIN = 1
CONCURRENT_REQUESTS = 16
CONCURRENT_ITEMS = 1  # a page yields one; Scrapy would start a hundred tasks for it
AUTOTHROTTLE_ENABLED = True  # a server that answers slowly is asked more slowly
AUTOTHROTTLE_START_DELAY = 1.0
AUTOTHROTTLE_MAX_DELAY = 60.0
COOKIES_ENABLED = False
RETRY_ENABLED = False  # the frontier knows when to ask again

# The web is hostile.
DOWNLOAD_MAXSIZE = 10_000_000  # received or unpacked
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_TIMEOUT = 30  # seconds for a whole answer, however it drips
DNS_TIMEOUT = 15
REDIRECT_MAX_TIMES = 5
METAREFRESH_ENABLED = False
TWISTED_DNS_RESOLVER = "crawler.resolver.PublicResolver"
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False  # would run Python that anyone on this machine posts
# Certificates are not verified (Scrapy's default): many small papers let theirs run out, and what
# is fetched is public and kept with its digest.

# The frontier lives in the database: Scrapy's filter would only grow.
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"
# Scrapy imports what its base lists name, also where a project switches it off; so each list here
# is empty and the next says all there is.
DOWNLOAD_HANDLERS_BASE: dict[str, str] = {}
DOWNLOAD_HANDLERS = {
    "http": "crawler.handlers.PatientHandler",
    "https": "crawler.handlers.PatientHandler",
}
DOWNLOADER_MIDDLEWARES_BASE: dict[str, int] = {}
DOWNLOADER_MIDDLEWARES = {
    # Before robots.txt (100), so that robots.txt itself goes the same way. Knows the sites, too.
    "crawler.middlewares.Gatekeeper": 40,
    "crawler.robots.Robots": 100,
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": 590,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": 600,
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": 750,
    # Nearer to the wire than redirects and decompression: sees what was received.
    "crawler.middlewares.Recorder": 880,
}
# Costs a millisecond a page and finds mistakes in spiders being written; a test looks instead.
WARN_ON_GENERATOR_RETURN_VALUE = False
EXTENSIONS_BASE: dict[str, int] = {}
EXTENSIONS = {
    "scrapy.extensions.corestats.CoreStats": 0,
    "scrapy.extensions.memusage.MemoryUsage": 0,
    "scrapy.extensions.closespider.CloseSpider": 0,
    "scrapy.extensions.logstats.LogStats": 0,
    "crawler.throttle.Throttle": 0,
}
ITEM_PIPELINES = {"crawler.item_pipeline.KeepPages": 100}
# Each would hand every page through one generator more: all statuses are ours to judge, no
# referrer is sent, and addresses that are too long are left where they are found.
SPIDER_MIDDLEWARES_BASE: dict[str, int] = {}
LOG_LEVEL = "INFO"
