"""The sandbox's checkout page: what a person would do at the payment service, without money."""

from html import escape

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from core.billing import sandbox_acts
from core.billing.sandbox_acts import Outcome, TestCheckout
from core.errors import Refusal

_NOT_FOUND = "There is no such page. It may have been closed."
_BUTTONS = (
    (Outcome.pay, "Pay"),
    (Outcome.decline, "Pay with a card that is declined"),
    (Outcome.three_d_secure, "Pay with a card that asks for 3-D Secure"),
    (Outcome.leave, "Go back without paying"),
)
_STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:3rem auto;padding:0 1rem;color:#1b1f24}"
    ".test{background:#fff3c4;border:1px solid #b58900;padding:.5rem 1rem;border-radius:.5rem}"
    "button{display:block;width:100%;margin:.75rem 0;padding:.75rem;font:inherit;border-radius:.5rem;"
    "border:1px solid #57606a;background:#fff;cursor:pointer}"
    "form:first-of-type button{background:#1f4e79;color:#fff}"
)


async def show_checkout(request: Request) -> Response:
    """The page with its buttons; 404 without such a page, and wherever money is real."""
    return await run_in_threadpool(_show, str(request.path_params["checkout_id"]))


async def decide_checkout(request: Request) -> Response:
    """Press a button: 303 to the plans when it is over, else to the page again."""
    path = request.path_params
    return await run_in_threadpool(_decide, str(path["checkout_id"]), str(path["outcome"]))


def _show(checkout_id: str) -> Response:
    try:
        found = sandbox_acts.find_checkout(checkout_id)
    except Refusal:
        found = None
    if found is None:
        return _page("Not found", f"<p>{_NOT_FOUND}</p>", 404)
    if not found.is_open:
        return _page("This page is closed", f'<p><a href="{escape(found.success_url)}">Back to the plans</a></p>')
    return _page(f"{found.plan_name} for ${found.price_usd}", _form(found))


def _decide(checkout_id: str, outcome: str) -> Response:
    try:
        found = sandbox_acts.decide_checkout(checkout_id, Outcome(outcome))
    except (Refusal, ValueError):
        return _page("Not found", f"<p>{_NOT_FOUND}</p>", 404)
    if outcome == Outcome.leave:
        return RedirectResponse(found.cancel_url, 303)
    return RedirectResponse(f"/sandbox/checkout/{found.id}" if found.is_open else found.success_url, 303)


def _form(found: TestCheckout) -> str:
    said = ""
    if found.needs_confirmation:
        said = "<p role='status'>Your bank asks: is this you? Press Pay to confirm it.</p>"
    elif found.was_declined:
        said = "<p role='alert'>Your card was declined. You can try another one.</p>"
    months = "every month" if found.months == 1 else f"for {found.months} months"
    buttons = "".join(
        f'<form method="post" action="/sandbox/checkout/{escape(found.id)}/{outcome.value}">'
        f"<button>{label}</button></form>"
        for outcome, label in _BUTTONS
    )
    return f"<p>${found.price_usd} {months}</p>{said}{buttons}"


def _page(title: str, body: str, status: int = 200) -> Response:
    html = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><style>{_STYLE}</style>'
        f'<main><p class="test"><strong>Test mode, no money moves.</strong></p>'
        f"<h1>{escape(title)}</h1>{body}</main></html>"
    )
    return HTMLResponse(html, status, {"cache-control": "no-store"})
