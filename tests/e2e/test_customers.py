"""Customers in Chromium: somebody writes in with an error number; found, read, helped."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from core.clock import utc_now
from core.operations import error_numbers
from core.transaction import transaction
from db.models.accounts import User
from db.models.gateway import WebhookEvent, WebhookStatus
from tests.e2e.conftest import Seen
from tests.e2e.test_content_lab import pictures
from tests.factories.accounts import make_session
from tests.factories.actors import make_learner
from tests.factories.assessment import make_assessment
from tests.factories.practice import make_submission
from tests.live import LiveServer

pytestmark = pytest.mark.browser


def test_found_by_an_error_number_and_helped(
    live_server: LiveServer,
    live_rows: None,
    context: BrowserContext,
    page: Page,
    seen: Seen,
    sign_in: Callable[..., int],
) -> None:
    with transaction() as tx:
        learner = make_learner(tx, display_name="Noor Hassan", email="noor.hassan@example.org")
        make_assessment(tx, make_submission(tx, user_id=learner.user_id, status="assessed"))
        make_session(tx, tx.get_one(User, learner.user_id))
        error_numbers.note(tx, learner, number="0badcafe", kind="KeyError")
        tx.add(
            WebhookEvent(
                id="evt_customers",
                type="invoice.paid",
                created=utc_now(),
                payload={"data": {"object": {"customer": "cus_customers"}}},
                status=WebhookStatus.received,
            )
        )
    sign_in(context, groups=("learner", "admin"))
    page.goto(f"{live_server.url}/customers")
    expect(page.get_by_label("Find a person")).to_be_visible()
    pictures(page, "customers")
    page.get_by_label("Find a person").fill("0badcafe")
    page.get_by_label("Find a person").press("Enter")
    expect(page.get_by_role("button", name="Open", exact=True)).to_have_count(1)
    page.get_by_role("button", name="Open", exact=True).click()
    expect(page.get_by_role("heading", name="Noor Hassan")).to_be_visible()
    expect(page.get_by_text("Saw error 0badcafe (KeyError)")).to_be_visible()
    pictures(page, "customer")

    page.get_by_text("Give bonus credits").click()
    page.get_by_label("Credits", exact=True).fill("3")
    page.get_by_label("Why? The person reads it").fill("You found a mistake of ours")
    pictures(page, "customer-bonus")
    page.get_by_role("button", name="Give these credits").click()
    expect(page.get_by_text("3 bonus credits are given.")).to_be_visible()
    expect(page.get_by_text("You got 3 credits on top: You found a mistake of ours.")).to_be_visible()
    page.get_by_role("button", name="All people").click()
    expect(page.get_by_label("Find a person")).to_have_value("0badcafe")
    assert seen.complaints == []
