"""No secret on the screen; what is missing comes first, with what to do."""

import pytest

from core import config
from core.actor import Role
from core.errors import NotAllowed
from core.operations import doctor
from db.models.accounts import User
from tests.factories.actors import actor_of

SECRET = "do-not-show-this"


def actor(*roles: Role):
    return actor_of(User(id=1, display_name="A", email="a@example.org", timezone="UTC"), roles=roles)


@pytest.fixture
def environment(home, monkeypatch: pytest.MonkeyPatch):
    def put(**values: str) -> None:
        for name, value in values.items():
            monkeypatch.setenv(name, value)
        config.settings.cache_clear()

    return put


def test_a_secret_says_only_that_it_is_set(environment) -> None:
    environment(
        DATABASE_URL=f"postgresql://app:{SECRET}@localhost/app",
        DIRECT_DATABASE_URL=f"postgresql://app:{SECRET}@localhost/app",
        ANALYTICS_DATABASE_URL=f"postgresql://app:{SECRET}@localhost/app",
        PASSWORD_PEPPER=SECRET,
        SMTP_PASSWORD=SECRET,
        OPENAI_API_KEY=SECRET,
        STRIPE_SECRET_KEY=SECRET,
        STRIPE_WEBHOOK_SECRET=SECRET,
    )
    shown = {setting.name: setting.value for setting in doctor.list_settings(actor(Role.admin))}

    assert SECRET not in repr(shown)
    assert all(shown[name.upper()] == "set" for name in doctor.SECRETS)
    assert shown["MODE"] == "development"


def test_a_field_that_settings_hide_is_a_secret_here_too() -> None:
    hidden = {name for name, field in config.Settings.model_fields.items() if field.repr is False}
    assert hidden == doctor.SECRETS


def test_a_fresh_machine_is_told_what_production_needs(environment) -> None:
    environment()
    checks = {check.name: check for check in doctor.list_checks(actor(Role.admin))}

    assert [name for name, check in checks.items() if check.is_ready] == ["OpenAI engine"]  # which nobody needs
    assert "SMTP_HOST" in checks["Mail"].sentence
    assert "PUBLIC_ORIGIN" in checks["Address"].sentence


def test_what_is_missing_comes_first(environment, home) -> None:
    environment(SMTP_HOST="localhost")
    (home / "backups").mkdir(parents=True)
    (home / "backups" / "today.dump").write_text("x")

    checks = doctor.list_checks(actor(Role.admin))

    assert [check.name for check in checks if check.is_ready] == ["Mail", "OpenAI engine", "Backups"]
    assert [check.is_ready for check in checks] == sorted(check.is_ready for check in checks)


def test_nobody_else_sees_settings() -> None:
    for see in (doctor.list_settings, doctor.list_checks):
        with pytest.raises(NotAllowed):
            see(actor(Role.learner, Role.tutor))
