"""What may end a process is done by one of its own, and it is known what it was ended by."""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from scheduler import bounded
from scheduler.apart import HANGS, WORK, Apart, EndsItsProcess


@pytest.fixture
def apart() -> Iterator[Apart]:
    with Apart(work=1) as one:
        yield one


def test_it_is_done_by_another_process_and_by_the_same_again(apart: Apart) -> None:
    number = apart.call(os.getpid)
    assert number != os.getpid() == apart.call(os.getppid)
    assert apart.call(os.getpid) == number
    apart.close()
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


def test_whoever_has_threads_can_have_it_done(apart: Apart) -> None:
    found: list[int] = []
    one = threading.Thread(target=lambda: found.append(apart.call(os.getppid)))
    one.start()
    one.join()
    assert found == [os.getpid()]


def test_what_ends_it_twice_is_told_and_the_next_call_is_answered(apart: Apart) -> None:
    with pytest.raises(EndsItsProcess):
        apart.call(os.abort)
    assert apart.call(len, "four") == 4


def test_who_was_asked_to_end_is_not_blamed_for_it(apart: Apart) -> None:
    here = os.getpid()
    asked = f"import os, signal\nif os.getpid() != {here}: signal.raise_signal(signal.SIGTERM)"
    assert apart.call(exec, asked) is None


def test_a_library_that_works_for_ever_ends_it(apart: Apart) -> None:
    with pytest.raises(EndsItsProcess):
        apart.call(re.match, r"(a+)+$", "a" * 60 + "b")


def test_its_limits_come_one_after_the_other_on_a_busy_machine_too() -> None:
    """Python's own ends work first, then that of its process; only then nothing is known of it."""
    assert bounded.LONGEST < WORK < HANGS / 4


def test_it_takes_no_more_memory_than_it_may(apart: Apart) -> None:
    with pytest.raises(MemoryError):
        apart.call(bytearray, 10**9)


def test_it_takes_no_more_than_whoever_started_us_allows() -> None:
    """Who may less than its limits (a container, a unit of systemd) has one all the same."""
    limited = (
        "import os, resource\n"
        "from scheduler.apart import Apart\n"
        "resource.setrlimit(resource.RLIMIT_DATA, (500_000_000, 500_000_000))\n"
        "resource.setrlimit(resource.RLIMIT_CPU, (60, 60))\n"
        "with Apart() as one:\n"
        "    print(one.call(os.getppid) == os.getpid())"
    )
    assert _printed(limited) == "True\n"


def test_what_it_prints_is_no_word_of_ours() -> None:
    """Whoever started us reads ours as JSON, and to its end."""
    prints = (
        "import os\n"
        "from scheduler.apart import Apart\n"
        "with Apart() as one:\n"
        "    print(one.call(os.write, 1, b'no JSON'))"
    )
    assert _printed(prints) == "7\n"


def _printed(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout


def test_a_fault_says_where_it_was(apart: Apart, caplog: pytest.LogCaptureFixture) -> None:
    try:
        apart.call(exec, "raise ValueError('no such day')")
    except ValueError:
        logging.getLogger(__name__).exception("it failed")
    assert 'File "<string>", line 1' in caplog.text
