"""Every page test has a browser whose cookie the driver sets."""

import pytest

from pages.components import auth
from tests.pages import driver


@pytest.fixture(autouse=True)
def browser_cookie(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is signed in until the test says so."""
    monkeypatch.setattr(driver, "_cookie", "")
    monkeypatch.setattr(auth, "session_token", driver.current_cookie)
    monkeypatch.setattr("streamlit.components.v2.manifest_scanner.scan_component_manifests", lambda *_a, **_k: [])
