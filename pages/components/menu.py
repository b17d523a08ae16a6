"""The navigation: a page that is not in a person's list cannot be reached by its address either."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from core.actor import Actor, Role
from pages.components.said import show_said

_ROOT = Path(__file__).resolve().parents[2]
_LOGO = (_ROOT / "pages" / "components" / "assets" / "logo.svg").read_text()  # a path costs 1.5 ms at each run
_PAGE_WIDTH = 1280  # pixels: lines stay readable on a wide screen
_VIEW = "viewing_as"
LOOKED_AROUND = "looked_around"  # set by every page but "Sign out": so a click in the menu led there

FRONT = "pages/public/front.py"
SIGN_IN = "pages/public/sign_in.py"
SIGN_OUT = "pages/public/sign_out.py"
NEW_PASSWORD = "pages/public/new_password.py"  # noqa: S105
ACCOUNT = "pages/learner/account.py"


@dataclass(frozen=True)
class Entry:
    """A page: its file, its name in the menu, its address, and whether the menu shows it or a link leads there."""

    script: str
    title: str
    path: str
    is_listed: bool = True


PUBLIC = (
    Entry("pages/public/sample_report.py", "Sample report", "sample_report"),
    Entry("pages/public/prices.py", "Prices", "prices"),
    Entry(SIGN_IN, "Sign in", "sign_in"),
    Entry("pages/public/how_good.py", "How good are these bands?", "how_good", is_listed=False),
    Entry("pages/public/register.py", "Create an account", "register", is_listed=False),
    Entry("pages/public/reset_password.py", "Forgotten password", "reset_password", is_listed=False),
    Entry("pages/public/confirm_email.py", "Confirm your e-mail", "confirm_email", is_listed=False),
    Entry("pages/public/erase_account.py", "Erase your account", "erase_account", is_listed=False),
    Entry("pages/public/unsubscribe.py", "Mails about practice", "unsubscribe", is_listed=False),
)
SIGNED_IN_TOO = ("sample_report", "how_good", "reset_password", "confirm_email", "erase_account", "unsubscribe")

BY_ROLE: dict[Role, tuple[Entry, ...]] = {
    Role.learner: (
        Entry("pages/learner/home.py", "Home", "home"),
        Entry("pages/learner/practise.py", "Practise", "practise"),
        Entry("pages/learner/my_essays.py", "My essays", "my_essays"),
        Entry("pages/learner/progress.py", "Progress", "progress"),
        Entry("pages/learner/my_errors.py", "My errors", "my_errors"),
        Entry("pages/learner/drill.py", "Exercises", "drill", is_listed=False),
        Entry("pages/learner/check.py", "Check an essay", "check", is_listed=False),
        Entry("pages/learner/welcome.py", "Welcome", "welcome", is_listed=False),
        Entry("pages/learner/task.py", "Task", "task", is_listed=False),
        Entry("pages/learner/approach.py", "How to approach it", "approach", is_listed=False),
        Entry("pages/learner/write.py", "Write", "write", is_listed=False),
        Entry("pages/learner/exam.py", "Mock test", "exam", is_listed=False),
        Entry("pages/learner/exam_result.py", "Your mock test", "exam_result", is_listed=False),
        Entry("pages/learner/result.py", "Your result", "result", is_listed=False),
        Entry("pages/learner/compare.py", "Compare", "compare", is_listed=False),
        Entry("pages/learner/paragraph.py", "Write it again", "paragraph", is_listed=False),
        Entry("pages/learner/join.py", "Join a class", "join", is_listed=False),
    ),
    Role.tutor: (
        Entry("pages/tutor/today.py", "Today", "today"),
        Entry("pages/tutor/classes.py", "Classes", "classes"),
        Entry("pages/tutor/review.py", "Review", "review"),
        Entry("pages/tutor/learner.py", "Learner", "learner", is_listed=False),
        Entry("pages/tutor/essay.py", "Essay", "essay", is_listed=False),
        Entry("pages/tutor/set_work.py", "Set work", "set_work"),
        Entry("pages/tutor/tasks.py", "Tasks", "tasks"),
    ),
    Role.admin: (
        Entry("pages/admin/today.py", "Today", "admin"),
        Entry("pages/admin/customers.py", "Customers", "customers"),
        Entry("pages/admin/money.py", "Money", "money"),
        Entry("pages/admin/learning.py", "Learning", "learning"),
        Entry("pages/admin/content.py", "Content", "content"),
        Entry("pages/admin/system.py", "System", "system"),
    ),
}
OWN = (
    Entry(ACCOUNT, "Account", "account"),
    Entry("pages/learner/plans.py", "Plans", "plans"),
    Entry("pages/learner/credits.py", "Your credits", "credits", is_listed=False),
    Entry("pages/learner/payments.py", "Your payments", "payments", is_listed=False),
    Entry(NEW_PASSWORD, "New password", "new_password", is_listed=False),
    Entry(SIGN_OUT, "Sign out", "sign_out"),
)
PRIVATE_PATHS = tuple(entry.path for entries in (*BY_ROLE.values(), OWN) for entry in entries)
_SWITCH_TO = {Role.learner: "Practise myself", Role.tutor: "Teach", Role.admin: "Run the platform"}


def show_page(actor: Actor | None) -> None:
    """Draw the person's menu and run the page that the address names.

    Somebody with two roles sees the menu of one of them and a switch to the other. The address of a page
    of the other role switches by itself.
    """
    st.logo(_LOGO, size="medium")
    page = st.navigation(_menu(actor), position="top")
    role = _role_of(page.url_path)
    if actor is not None and role is not None and role != _view_of(actor) and actor.has(role):
        st.session_state[_VIEW] = role
        st.rerun()
    if page.url_path != "sign_out":
        st.session_state[LOOKED_AROUND] = True
    with st.container(horizontal_alignment="center"), st.container(width=_PAGE_WIDTH):
        show_said()
        page.run()


def _menu(actor: Actor | None) -> dict[str, list[StreamlitPage]]:
    """Menu sections: the pages, and in a drop-down of its own what belongs to the account."""
    if actor is None:
        return {"": _for_visitors()}
    if actor.must_change_password:
        return {"": _for_new_password()}
    view = _view_of(actor)
    first, *others = _reachable(BY_ROLE[view])
    pages = [
        _first(first.script, first.title),
        _hidden(first.script, first.title, first.path),
        *(_page(entry) for entry in others),
        *(
            _hidden(entry.script, entry.title, entry.path)
            for entry in _reachable(PUBLIC)
            if entry.path in SIGNED_IN_TOO
        ),
        *(_hidden(first.script, first.title, path) for path in ("sign_in", "register")),
    ]
    own = [_page(entry) for entry in _reachable(OWN)]
    for role in Role:
        if role != view and actor.has(role):
            theirs = _reachable(BY_ROLE[role])
            own[:0] = [st.Page(home.script, title=_SWITCH_TO[role], url_path=home.path) for home in theirs[:1]]
            pages.extend(_hidden(entry.script, entry.title, entry.path) for entry in theirs[1:])
    return {"": pages, "Account": own}


def _for_visitors() -> list[StreamlitPage]:
    """The public pages; every private address leads to the sign-in page, which knows where to return."""
    return [
        _first(FRONT, "Welcome"),
        *(_page(entry) for entry in _reachable(PUBLIC)),
        *(_hidden(SIGN_IN, "Sign in", path) for path in PRIVATE_PATHS),
    ]


def _for_new_password() -> list[StreamlitPage]:
    """One page, whatever the address; and the way out."""
    everywhere = {entry.path for entry in PUBLIC} | set(PRIVATE_PATHS) - {"sign_out"}
    return [
        _first(NEW_PASSWORD, "New password"),
        st.Page(SIGN_OUT, title="Sign out", url_path="sign_out"),
        *(_hidden(NEW_PASSWORD, "New password", path) for path in sorted(everywhere)),
    ]


def _view_of(actor: Actor) -> Role:
    """The role whose menu is shown: the one chosen last, else the one with most to look after."""
    chosen = st.session_state.get(_VIEW)
    if isinstance(chosen, Role) and actor.has(chosen):
        return chosen
    staff = (role for role in (Role.admin, Role.tutor) if actor.has(role) and _reachable(BY_ROLE[role]))
    return next(staff, Role.learner)


def _role_of(path: str) -> Role | None:
    return next((role for role, entries in BY_ROLE.items() if any(entry.path == path for entry in entries)), None)


@lru_cache
def _reachable(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """An entry appears when its page exists."""
    return tuple(entry for entry in entries if (_ROOT / entry.script).is_file())


def _first(script: str, title: str) -> StreamlitPage:
    """The page of "/". Streamlit does not answer under its own path, so that path is a hidden page beside it."""
    return st.Page(script, title=title, url_path="start", default=True)


def _page(entry: Entry) -> StreamlitPage:
    if not entry.is_listed:
        return _hidden(entry.script, entry.title, entry.path)
    return st.Page(entry.script, title=entry.title, url_path=entry.path)


def _hidden(script: str, title: str, path: str) -> StreamlitPage:
    return st.Page(script, title=title, url_path=path, visibility="hidden")
