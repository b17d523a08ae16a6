"""The route for events of the payment service: what is signed is kept once, the rest is refused in one sentence."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
import stripe
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from core import config
from core.billing import webhooks
from core.billing.gateways import signatures
from core.clock import utc_now
from db.models.gateway import WebhookEvent

SECRET = "whsec_of_this_test"


@pytest.fixture(autouse=True)
def secret(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("STRIPE_WEBHOOK_SECRET", SECRET)
    config.settings.cache_clear()
    yield
    monkeypatch.undo()
    config.settings.cache_clear()


def event(**changes: Any) -> dict[str, Any]:
    made = {
        "id": "evt_1",
        "object": "event",
        "type": "invoice.paid",
        "created": 1_790_000_000,
        "livemode": False,
        "data": {"object": {"id": "in_1", "object": "invoice"}},
    }
    return made | changes


def post(client: TestClient, body: bytes, signature: str | None = None, *, at: datetime | None = None) -> int:
    signed = signatures.sign(body, secret=SECRET, at=at or utc_now()) if signature is None else signature
    return client.post(
        "/webhooks/stripe", content=body, headers={"stripe-signature": signed.encode("latin-1")}
    ).status_code


def kept(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(WebhookEvent)) or 0


def test_an_event_is_kept_once_with_its_job(client: TestClient, session: Session) -> None:
    body = json.dumps(event()).encode()

    assert [post(client, body) for _ in range(3)] == [202, 202, 202]
    assert kept(session) == 1
    jobs = "select count(*) from procrastinate_jobs where task_name = 'apply_webhook'"
    assert session.scalar(text(jobs)) == 1


def test_the_signature_is_the_one_of_the_sdk(client: TestClient) -> None:
    body = json.dumps(event()).encode()
    theirs = stripe.WebhookSignature.generate_signature_header(body.decode(), SECRET)

    assert post(client, body, theirs) == 202
    ours = signatures.sign(body, secret=SECRET, at=utc_now())
    assert stripe.WebhookSignature.verify_header(body.decode(), ours, SECRET, 300)


def _signed(body: bytes, *, secret: str = SECRET, shift: int = 0) -> str:
    return signatures.sign(body, secret=secret, at=utc_now() + timedelta(seconds=shift))


BODY = json.dumps(event()).encode()
FORGED: dict[str, Callable[[], str]] = {
    "unsigned": lambda: "",
    "another secret": lambda: _signed(BODY, secret="whsec_other"),
    "empty secret": lambda: _signed(BODY, secret=""),
    "another body": lambda: _signed(BODY + b" "),
    "too old": lambda: _signed(BODY, shift=-302),
    "from the future": lambda: _signed(BODY, shift=302),
    "v0 alone": lambda: _signed(BODY).replace("v1=", "v0="),
    "no time": lambda: _signed(BODY).partition(",")[2],
    "two times": lambda: f"t=1,{_signed(BODY)}",
    "time is no number": lambda: "t=now,v1=" + "0" * 64,
    "huge": lambda: "t=1," + "v1=0," * 5_000,
    "not ascii": lambda: "t=1,v1=\xff",
}


@pytest.mark.parametrize("name", FORGED)
def test_what_is_not_signed_by_the_service_now_is_refused(name: str, client: TestClient, session: Session) -> None:
    assert post(client, BODY, FORGED[name]()) == 400
    assert kept(session) == 0


def test_while_a_secret_is_replaced_there_are_two_signatures(client: TestClient) -> None:
    time, right = _signed(BODY).split(",")

    assert post(client, BODY, f"{time},v1={'0' * 64},{right}") == 202


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\xff\xfe", id="not utf-8"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b"null", id="null"),
        pytest.param(b"7", id="a number"),
        pytest.param(b"[" * 30_000 + b"]" * 30_000, id="deep"),
        pytest.param(b'{"a":' * 9_000 + b"1" + b"}" * 9_000, id="deep objects"),
        pytest.param(b"1" * 60_000, id="a long number"),
        pytest.param(BODY.replace(b"1790000000", b"NaN"), id="nan"),
        pytest.param(BODY.replace(b"1790000000", b"1e999"), id="infinite"),
        pytest.param(BODY.replace(b"1790000000", b"true"), id="time is no number"),
        pytest.param(BODY.replace(b"1790000000", b"9" * 30), id="time too far"),
        pytest.param(BODY.replace(b'"in_1"', b'"\\u0000"'), id="nul"),
        pytest.param(BODY.replace(b'"in_1"', b'"\\ud800"'), id="half a pair"),
        pytest.param(BODY.replace(b"evt_1", b"evt_"), id="no id"),
        pytest.param(BODY.replace(b"evt_1", b"evt_" + b"x" * 300), id="long id"),
        pytest.param(BODY.replace(b"invoice.paid", b"x' or 1=1"), id="odd type"),
        pytest.param(BODY.replace(b"false", b"true"), id="live on a test server"),
        pytest.param(BODY.replace(b"false", b"null"), id="no mode"),
        pytest.param(json.dumps(event(data=[])).encode(), id="data is a list"),
        pytest.param(json.dumps(event(data={"object": "x"})).encode(), id="object is a text"),
    ],
)
def test_what_is_signed_but_no_event_is_refused(body: bytes, client: TestClient, session: Session) -> None:
    assert post(client, body) == 422
    assert kept(session) == 0


def test_a_large_body_is_refused_before_it_is_read(client: TestClient) -> None:
    assert post(client, b"x" * 65_537) == 413


def test_what_it_tells_of_a_person_is_not_kept(client: TestClient, session: Session) -> None:
    thing = {"id": "cs_1", "object": "checkout.session", "customer_details": {"email": "a@b.org"}, "customer": "cus_1"}
    post(client, json.dumps(event(data={"object": thing | {"lines": [{"name": "Ann"}]}})).encode())

    payload = session.scalars(select(WebhookEvent.payload)).one()
    assert payload["data"]["object"] == {"id": "cs_1", "object": "checkout.session", "customer": "cus_1", "lines": [{}]}


@pytest.mark.parametrize("thing", [{}, {"object": "invoice"}, {"object": "charge", "id": 7}, {"object": ["x"]}])
def test_an_event_about_nothing_is_ignored(
    thing: dict[str, Any], client: TestClient, session: Session, home: object
) -> None:
    config.settings.cache_clear()
    post(client, json.dumps(event(data={"object": thing})).encode())
    webhooks.process("evt_1")

    session.expire_all()
    assert session.get_one(WebhookEvent, "evt_1").status == "ignored"


def test_without_a_secret_nothing_is_taken(
    client: TestClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STRIPE_WEBHOOK_SECRET", "")
    monkeypatch.setenv("STRIPE_SECRET_KEY", "sk_test_x")
    config.settings.cache_clear()

    assert post(client, BODY, _signed(BODY, secret="")) == 400
    assert kept(session) == 0
