"""Takes the pictures in docs/screens/ of the demo's record: ``python docs/screens.py``.

Needs ``make demo`` first, Chromium, and the development tools. Persons and outlets in the
pictures are invented, but for Stephon Clark.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).parent
SHOTS = (
    ("inbox", "/", {}),
    ("incident", "/incidents/I3", {"click": ".values .val a"}),
    ("pair", "/queue/next", {}),
    ("coverage", "/incidents/I3/coverage", {}),
    ("matrix-dark", "/incidents/I3/matrix", {"color_scheme": "dark"}),
    ("map", "/incidents/map", {}),
    ("phone", "/incidents/I3", {"viewport": {"width": 390, "height": 800}}),
)


def main() -> None:
    demo = HERE.parent / "demo" / "casebook.db"
    if not demo.exists():
        sys.exit("run `make demo` first: its record is what the pictures show")
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "casebook.db"
        shutil.copy(demo, copy)
        casebook = [sys.executable, "-m", "casebook", "--db", f"sqlite:///{copy}"]
        command = [*casebook, "serve", "--port", "0", "--by", "kim"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None
            line = next(text for text in server.stdout if "http://" in text)
            found = re.search(r"http://[^/]+", line)
            assert found is not None
            try:
                with sync_playwright() as driver:
                    path = shutil.which("chromium") or shutil.which("google-chrome")
                    browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
                    take(browser, found[0])
                    browser.close()
            finally:
                server.terminate()


def take(browser: Browser, url: str) -> None:
    (HERE / "screens").mkdir(exist_ok=True)
    for name, path, told in SHOTS:
        asked = {"viewport": {"width": 1180, "height": 760}} | told
        click = asked.pop("click", None)
        page = browser.new_context(**asked).new_page()
        page.goto(url + path)
        if click:
            page.locator(click).first.click()
            page.wait_for_selector("#said .saying")
        page.screenshot(path=HERE / "screens" / f"{name}.png")


if __name__ == "__main__":
    main()
