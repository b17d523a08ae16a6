"""Which payment service this installation uses: Stripe where there is a key, else the sandbox, never in production."""

from core.billing.gateways import sandbox_delivery
from core.billing.gateways.protocol import Gateway
from core.billing.gateways.sandbox import SandboxGateway
from core.billing.gateways.sandbox_store import Store
from core.config import settings
from core.errors import Refusal

LIVE_PREFIXES = ("sk_live_", "rk_live_")


class NotTheSandbox(Refusal):
    """Something that only the sandbox can do."""

    sentence = "This works in test mode only, without a Stripe key."


def gateway() -> Gateway:
    """The payment service."""
    return _stripe() if settings().stripe_secret_key else sandbox()


def is_test_mode() -> bool:
    """Whether no money moves, so that every billing screen must say so."""
    return not settings().stripe_secret_key


def is_live() -> bool:
    """Whether events must say that they are about real money."""
    return (settings().stripe_secret_key or "").startswith(LIVE_PREFIXES)


def webhook_secret() -> str:
    """What events must be signed with; "" where nothing may be accepted."""
    if settings().stripe_webhook_secret:
        return settings().stripe_webhook_secret or ""
    return sandbox_store().secret() if is_test_mode() and not settings().is_production else ""


def sandbox() -> SandboxGateway:
    """The sandbox.

    Raises:
        NotTheSandbox: There is a key, or this is production.
    """
    if settings().stripe_secret_key or settings().is_production:
        raise NotTheSandbox
    return SandboxGateway(sandbox_store(), deliver=deliver_waiting)


def sandbox_store() -> Store:
    """The sandbox's books of this IELTS_HOME."""
    return Store(settings().ielts_home / "sandbox.sqlite")


def deliver_waiting(store: Store) -> int:
    """Post the sandbox's waiting events to this installation's own address; how many were taken."""
    chosen = settings()
    host = "127.0.0.1" if chosen.host in ("0.0.0.0", "::", "") else chosen.host  # noqa: S104
    origin = f"http://{host}:{chosen.port}"
    return sandbox_delivery.deliver_waiting(store, sandbox_delivery.over_http(origin), secret=webhook_secret())


def _stripe() -> Gateway:
    from core.billing.gateways.stripe_gateway import StripeGateway  # the SDK: loaded where it is used

    chosen = settings()
    return StripeGateway(chosen.stripe_secret_key or "", base_url=chosen.stripe_api_base, with_tax=chosen.stripe_tax)
