"""The processes of ``casebook schedule`` and ``casebook work``: small, for they run for months.

Nothing is imported here that only its children need.
"""

from __future__ import annotations

import sys

from pydantic import SecretStr

from casebook.settings import Settings, SettingsError
from crawler.sources import SourcesError, read_sources
from scheduler.clock import Plan
from scheduler.logs import set_up_logging
from scheduler.mail import MailServer
from scheduler.notices import Channels
from scheduler.schedules import BadSchedule, Schedule
from scheduler.service import Service, helper, install_signals
from scheduler.workplace import Errand, Workplace
from storage.archive import Archive, ArchiveError
from storage.engine import open_database
from storage.faults import DatabaseError

#: The word that asks for a helper and not for the scheduler.
HELPING = "helping"


def plan_of(settings: Settings) -> Plan:
    """The settings, as far as the clock needs them."""
    return Plan(
        sources=settings.sources,
        contact=settings.contact,
        crawls=settings.crawls,
        crawl_minutes=settings.crawl_minutes,
        memory_mb=settings.memory_mb,
        log_form=settings.log_format,
        log_level=settings.log_level,
        zone=settings.zone,
        channels=Channels(settings.mail_to, _opened(settings.notice_webhook)),
        mail_server=_mail_server(settings),
        export_dir=settings.export_dir,
        export=settings.export,
        backup_dir=settings.backup_dir,
        backup=settings.backup,
        push_to=_opened(settings.push_to),
        push=settings.push,
        ping_url=_opened(settings.ping_url),
        ping_minutes=settings.ping_minutes,
        digest=settings.digest or None,
        webhook_secret=_opened(settings.webhook_secret),
        webhook_private=settings.private_webhooks,
        keep_irrelevant_days=settings.keep_irrelevant_days or None,
        keep_sent_days=settings.keep_sent_days,
    )


def _mail_server(settings: Settings) -> MailServer | None:
    if settings.smtp_host is None:
        return None
    return MailServer(
        host=settings.smtp_host,
        port=settings.smtp_port,
        security=settings.smtp_security,
        user=settings.smtp_user,
        password=_opened(settings.smtp_password),
        sender=settings.mail_from,
    )


def _opened(secret: SecretStr | None) -> str | None:
    return secret.get_secret_value() if secret is not None else None


def serve(settings: Settings, *, helping: bool = False) -> None:
    """Run the service until it is stopped."""
    read_sources(settings.sources)  # a mistake is said now, not at the first tick
    for key in ("digest", "export", "backup", "push"):
        _check_line(key, getattr(settings, key), settings.zone)
    settings.pass_on()
    database = open_database(settings.database)
    try:
        with Archive(settings.archive) as archive:
            place = Workplace(database, archive, Errand(config=settings.fingerprint))
            service = (helper if helping else Service)(place, plan_of(settings))
            install_signals(service)
            service.run()
    finally:
        database.dispose()


def _check_line(key: str, line: str, zone: str) -> None:
    """Raises :class:`SettingsError` for a time no job can have; of the digest, "" is never."""
    try:
        Schedule(key, cron=line if line or key != "digest" else None, zone=zone).checked()
    except BadSchedule as fault:
        raise SettingsError(f"the setting “{key}” cannot be used: {fault}") from fault


def main() -> int:
    """Options come by the environment: ``casebook schedule`` put them there."""
    try:
        settings = Settings.read()
        set_up_logging(form=settings.log_format, level=settings.log_level)
        serve(settings, helping=HELPING in sys.argv[1:])
    except (SettingsError, SourcesError, DatabaseError, ArchiveError) as why:
        sys.stderr.write(f"casebook: {why}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
