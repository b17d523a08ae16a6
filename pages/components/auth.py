"""Who is here: read from the cookie and the database at each run, never from session state."""

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NoReturn

import streamlit as st
from streamlit_authenticator.controllers import AuthenticationController

from core.accounts import authentication, passwords, sessions
from core.actor import Actor, Role
from core.errors import NotAllowed
from core.transaction import transaction
from pages.components.fetch_and_go import fetch_and_go

log = logging.getLogger(__name__)

_BOUND_TO = "bound_to"
_LEFT_BEHIND = ("authentication_status", "email", "logout", "name", "roles", "username")
_ONE_NAME = "person"
_actor_of_run: ContextVar[tuple[Actor | None] | None] = ContextVar("actor_of_run", default=None)


def session_token() -> str:
    """The one place that reads the cookie: a test gives a token here, a browser a string."""
    token = st.context.cookies.get(sessions.cookie_name())
    return token if isinstance(token, str) else ""


def client_address() -> str:
    """Where the request comes from; Streamlit calls this machine None."""
    address = st.context.ip_address
    return address if isinstance(address, str) else "127.0.0.1"


def browser_timezone() -> str | None:
    """The time zone that the browser names, if it does."""
    timezone = st.context.timezone
    return timezone if isinstance(timezone, str) else None


def current_actor() -> Actor | None:
    """The actor of this run; sees an ended session and a changed role at once."""
    token = session_token()
    if not token:
        return None
    with transaction() as tx:
        return sessions.find_actor(tx, token)


@contextmanager
def running_as(actor: Actor | None) -> Iterator[None]:
    """Let the guards of this one run believe what its router has just read; a callback runs outside of it."""
    mark = _actor_of_run.set((actor,))
    try:
        yield
    finally:
        _actor_of_run.reset(mark)


def forget_other_actors(actor: Actor | None) -> None:
    """A resumed Streamlit session may have been another person's: drop all that it holds."""
    user_id = actor.user_id if actor else None
    if st.session_state.get(_BOUND_TO, user_id) != user_id:
        st.session_state.clear()
    st.session_state[_BOUND_TO] = user_id


def require_anyone() -> Actor:
    """The actor, also one who must choose a longer password first; else a sentence, and the run ends."""
    actor = _actor_here()
    if actor is None:
        _refuse(actor)
    return actor


def require_signed_in() -> Actor:
    """The actor, whoever it is; else a sentence, and the run ends."""
    return _require(*Role)


def require_learner() -> Actor:
    """The actor if a learner, which every account is; else a sentence, and the run ends."""
    return _require(Role.learner)


def require_tutor() -> Actor:
    """The actor if a tutor; else a sentence, and the run ends."""
    return _require(Role.tutor)


def require_admin() -> Actor:
    """The actor if an administrator; else a sentence, and the run ends."""
    return _require(Role.admin)


def check_password(email: str, password: str, *, stay_signed_in: bool = False) -> str:
    """The ticket for `begin_session` if the password is right; the same work and answer for every name.

    Raises:
        TooManyTries: The throttle is closed for this name from here.
        WrongEmailOrPassword: It is not right, or the name is unknown.
    """
    with transaction() as tx:  # kept whatever follows: a try counts
        attempt = authentication.begin(tx, email=email, address=client_address())
    is_right = _fits(password, attempt.password_hash)
    with transaction() as tx:
        return authentication.finish(tx, attempt, is_right=is_right, password=password, stay_signed_in=stay_signed_in)


def begin_session(ticket: str, *, next_path: str) -> None:
    """The browser swaps the ticket for the cookie, then loads `next_path` anew."""
    fetch_and_go("/session/open", {"ticket": ticket}, next_path=next_path)


def end_session(*, next_path: str = "/") -> None:
    """The browser has its session ended and its cookie taken, then loads `next_path`."""
    fetch_and_go("/session/end", {}, next_path=next_path)


def _actor_here() -> Actor | None:
    of_run = _actor_of_run.get()
    return current_actor() if of_run is None else of_run[0]


def _require(*roles: Role) -> Actor:
    actor = _actor_here()
    if actor is None or actor.must_change_password or not actor.roles.intersection(roles):
        _refuse(actor)
    return actor


def _refuse(actor: Actor | None) -> NoReturn:
    log.warning("page.refused", extra={"user_id": actor.user_id if actor else None})
    st.error(NotAllowed.sentence)
    st.stop()


def _fits(password: str, password_hash: str) -> bool:
    """Let streamlit-authenticator check one row; what it leaves in the session state is dropped."""
    row = {"password": password_hash, "email": "", "name": _ONE_NAME, "roles": []}
    controller = AuthenticationController(
        {"usernames": {_ONE_NAME: row}}, auto_hash=False, secret_key=secrets.token_hex(32)
    )
    is_right = controller.login(_ONE_NAME, passwords.prehash(password))
    for key in _LEFT_BEHIND:
        st.session_state.pop(key, None)
    return bool(is_right)
