"""Settings: one spelling of addresses, one clear sentence for what cannot be used, no production by accident."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core import config
from core.config import BadSettings, settings


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    settings.cache_clear()
    yield
    settings.cache_clear()


def test_without_settings_all_is_local(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("IELTS_HOME")
    read = settings()

    assert (read.host, read.port, read.database_url, read.is_production) == ("127.0.0.1", 8501, None, False)
    assert read.ielts_home == config.ROOT / ".data"


def test_an_empty_value_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "")
    monkeypatch.setenv("PORT", "")

    assert settings().database_url is None
    assert settings().port == 8501


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg", "postgresql+psycopg2"])
def test_every_spelling_of_the_database_becomes_one(monkeypatch: pytest.MonkeyPatch, scheme: str) -> None:
    monkeypatch.setenv("DATABASE_URL", f"{scheme}://a:b@host:5433/ielts")

    assert settings().database_url == "postgresql://a:b@host:5433/ielts"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "many"),
        ("PORT", "70000"),
        ("DATABASE_URL", "sqlite:///x"),
        ("PUBLIC_ORIGIN", "ielts.example"),
        ("MODE", "prod"),
        ("BCRYPT_ROUNDS", "1"),
    ],
)
def test_what_cannot_be_used_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(BadSettings, match=f"^The setting {name} cannot be used: "):
        settings()


def test_production_needs_a_pepper_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODE", "production")
    with pytest.raises(BadSettings, match="PASSWORD_PEPPER"):
        settings()

    monkeypatch.setenv("PASSWORD_PEPPER", "a long random text")
    with pytest.raises(BadSettings, match="STRIPE_SECRET_KEY"):
        settings()


def test_production_needs_a_real_payment_service(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODE", "production")
    monkeypatch.setenv("PASSWORD_PEPPER", "a long random text")
    monkeypatch.setenv("STRIPE_SECRET_KEY", "sk_live_none")
    with pytest.raises(BadSettings, match="STRIPE_WEBHOOK_SECRET"):
        settings()

    monkeypatch.setenv("STRIPE_WEBHOOK_SECRET", "whsec_none")
    assert settings().is_production


def test_secrets_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PASSWORD_PEPPER", "SMTP_PASSWORD", "OPENAI_API_KEY", "STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"):
        monkeypatch.setenv(name, "hidden-value")
    monkeypatch.setenv("DATABASE_URL", "postgresql://a:hidden-value@host/ielts")

    assert "hidden-value" not in repr(settings())
    assert "hidden-value" not in str(settings())


def test_every_setting_stands_in_the_example_and_in_the_operations_page() -> None:
    names = {name.upper() for name in config.Settings.model_fields}
    for page in (".env.example", "docs/operations.md"):
        text = (config.ROOT / page).read_text(encoding="utf-8")
        assert {name for name in names if name not in text} == set()


def test_a_relative_home_is_meant_from_the_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IELTS_HOME", "elsewhere")
    monkeypatch.chdir("/")

    assert settings().ielts_home == Path(config.ROOT / "elsewhere")
