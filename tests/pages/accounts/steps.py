"""What the tests of the account screens do again and again."""

import re
from datetime import UTC, datetime, timedelta

from streamlit.testing.v1 import AppTest

from tests.pages.driver import open_app

PASSWORD = "three quiet rivers"
SIGN_IN, REGISTER, RESET = "pages/public/sign_in.py", "pages/public/register.py", "pages/public/reset_password.py"
CONFIRM, NEW_PASSWORD = "pages/public/confirm_email.py", "pages/public/new_password.py"
ACCOUNT, WELCOME = "pages/learner/account.py", "pages/learner/welcome.py"
SOME_DAY = datetime.now(UTC).date() + timedelta(days=200)
TAKEN = "There is already an account with this e-mail. Sign in, or ask for a new password."
COMMON = "Many people use this password, so it is easy to guess. Please choose another one."
SAME_ANSWER = "If there is an account with this e-mail, we have sent it a link. It works for 15 minutes."


def fill(app: AppTest, button: str, **fields: str) -> AppTest:
    for key, text in fields.items():
        app.text_input(key=key).set_value(text)
    next(element for element in app.button if element.label == button).click()
    return app.run()


def ticket_of(app: AppTest) -> tuple[str, str]:
    """The ticket that the page gives to the browser, and where it sends the browser then."""
    proto = next(node.proto for node in app.get("bidi_component") if node.proto.component_name.endswith("fetch_and_go"))
    words = str(proto)
    ticket, path = re.search(r"ticket\W+([\w-]{43})", words), re.search(r'"next\W+?(/[^"\\]*)', words)
    assert ticket and path, words
    return ticket[1], path[1]


def open_tab(user_id: int, tab: str) -> AppTest:
    """The account page with this tab open."""
    app = open_app(user_id, ACCOUNT)
    app.session_state["account_tab"] = tab
    return app.run()


def warnings(app: AppTest) -> list[str]:
    assert not app.exception
    return [warning.value.replace("\\", "").replace("\u2060", "") for warning in app.warning]


def link_in(message: str) -> str:
    found = re.search(r"token=([\w-]{43})", message)
    assert found, message
    return found[1]
