"""What this server runs with, and what it still needs before learners may use it."""

from datetime import UTC, datetime, timedelta

from core.actor import Actor, Role
from core.clock import utc_now
from core.config import DEFAULT_PEPPER, Settings, settings
from core.operations.types import Check, Setting

SECRETS = frozenset(
    {
        "database_url",
        "direct_database_url",
        "analytics_database_url",
        "password_pepper",
        "smtp_password",
        "openai_api_key",
        "stripe_secret_key",
        "stripe_webhook_secret",
    }
)
BACKUP_EVERY = timedelta(hours=26)  # nightly, with room for a slow night


def list_settings(actor: Actor) -> list[Setting]:
    """Every setting by its environment name; of a secret only whether it is set.

    Raises:
        NotAllowed: The actor is no administrator.
    """
    actor.require(Role.admin)
    found = settings()
    return [Setting(name.upper(), _shown(found, name)) for name in type(found).model_fields]


def list_checks(actor: Actor) -> list[Check]:
    """What production needs, missing things first.

    Raises:
        NotAllowed: The actor is no administrator.
    """
    actor.require(Role.admin)
    found = settings()
    checks = [
        _check(
            "Production mode",
            found.is_production,
            "MODE=production is set.",
            "Set MODE=production when learners use this server.",
        ),
        _check(
            "Address",
            found.is_https,
            f"Links in mails lead to {found.public_origin}.",
            "Set PUBLIC_ORIGIN to the https:// address of the site: mails link to it and cookies are bound to it.",
        ),
        _check(
            "Password pepper",
            found.password_pepper != DEFAULT_PEPPER,
            "PASSWORD_PEPPER is your own.",
            "Set PASSWORD_PEPPER to a long random text and keep it with the backups.",
        ),
        _check(
            "Mail",
            found.smtp_host is not None,
            f"Mail leaves through {found.smtp_host}.",
            "Set SMTP_HOST and its fellows: until then mail is written to files in the data folder.",
        ),
        _check(
            "Card payments",
            None not in (found.stripe_secret_key, found.stripe_webhook_secret),
            "Stripe is set up.",
            "Set STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET to sell plans.",
        ),
        Check(
            "OpenAI engine",
            True,
            "OPENAI_API_KEY is set."
            if found.openai_api_key is not None
            else "Not needed: without OPENAI_API_KEY the engine on this computer assesses every essay.",
        ),
        _backups(found),
    ]
    return sorted(checks, key=lambda check: check.is_ready)


def _backups(found: Settings) -> Check:
    if found.database_url is not None:
        return Check("Backups", False, "DATABASE_URL is a server of yours: check there that it is backed up.")
    files = (found.ielts_home / "backups").glob("*")
    newest = max((file.stat().st_mtime for file in files if file.is_file()), default=0.0)
    is_fresh = utc_now() - datetime.fromtimestamp(newest, UTC) < BACKUP_EVERY
    return _check(
        "Backups",
        is_fresh,
        "The newest backup is less than a day old.",
        "No backup of the last day in the folder backups of the data folder: see docs/operations.md.",
    )


def _check(name: str, is_ready: bool, ready: str, missing: str) -> Check:
    return Check(name, is_ready, ready if is_ready else missing)


def _shown(found: Settings, name: str) -> str:
    value = getattr(found, name)
    if name == "password_pepper":
        return "not set" if value == DEFAULT_PEPPER else "set"
    if name in SECRETS:
        return "not set" if value is None else "set"
    return "not set" if value is None else str(value)
