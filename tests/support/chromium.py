"""Find the browser for the tests: the system's own, or Playwright's."""

import os
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

SHELLS = ("chromium-headless-shell", "chrome-headless-shell")  # without windows: half the computing for the same pages
NAMES = (*SHELLS, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium refuses to run its sandbox as root
MISSING = (
    "No Chromium here. Install it with your package manager (Debian: apt-get install chromium-headless-shell) or with "
    "'.venv/bin/python -m playwright install --with-deps chromium'; or set HERAUT_NO_BROWSER=1 to skip these tests."
)


def find() -> str | None:
    """The path of a Chromium that starts, or None."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


if __name__ == "__main__":
    found = find()
    if found is None:
        raise SystemExit(MISSING)
    print(found)
