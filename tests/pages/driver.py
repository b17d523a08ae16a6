"""Opens the app as a person: the router and every guard run, only the browser's cookie is put in by hand."""

from collections.abc import Mapping

from streamlit.testing.v1 import AppTest

from core.accounts import sessions
from core.transaction import transaction
from tests.live import ROOT

TIMEOUT_SECONDS = 15
NO_ACCESS = "You do not have access to this page."

_cookie = ""


def current_cookie() -> str:
    """What the browser of this test sends."""
    return _cookie


def sign_in(user_id: int | None) -> str:
    """Give this test's browser a real session of the person, or none; its token."""
    global _cookie
    _cookie = ""
    if user_id is not None:
        with transaction() as tx:
            ticket = sessions.issue_ticket(tx, user_id=user_id)
            _cookie = sessions.open_session(tx, ticket=ticket).token
    return _cookie


def open_app(user_id: int | None, page: str | None = None, *, query: Mapping[str, str] | None = None) -> AppTest:
    """The app after its first run as this person (None: a visitor), at `page` if one is named.

    `page` is a file ("pages/learner/write.py"); `query` is what stands behind the question mark.

    Raises:
        ValueError: The router does not let this person have the page.
    """
    sign_in(user_id)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=TIMEOUT_SECONDS).run()
    if page is not None:
        app.switch_page(page)
        for name, value in (query or {}).items():
            app.query_params[name] = value
        app.run()
    return app


def run_alone(user_id: int | None, page: str) -> AppTest:
    """The page's file run without the router, as a broken server would: its own guard must hold."""
    sign_in(user_id)
    return AppTest.from_file(str(ROOT / page), default_timeout=TIMEOUT_SECONDS).run()


def components(app: AppTest) -> list[str]:
    """The names of our components on the page, in order."""
    return [element.proto.component_name.rpartition(".")[2] for element in app.get("bidi_component")]


def texts(app: AppTest) -> str:
    """Everything that a person can read on the page, as one text."""
    kinds = (
        "title",
        "header",
        "subheader",
        "markdown",
        "caption",
        "text",
        "error",
        "warning",
        "info",
        "success",
        "toast",
    )
    said = [str(element.value) for kind in kinds for element in app.get(kind)]
    return "\n".join(said + [str(link.proto.label) for link in app.get("page_link")])
