"""The few reads that are the same for everybody who may see them and too heavy for every run."""

import streamlit as st

from core.actor import Actor, Role
from core.operations import comments, health, money_week, renewals
from core.operations.money_week import MoneyWeek
from core.operations.renewals import Renewals
from core.operations.types import CommentTypeVotes, Week
from core.progress import official_results
from core.progress.official_results import AgainstTests
from core.transaction import reading, transaction


def week_of_numbers(actor: Actor) -> tuple[Week, MoneyWeek]:
    """The last seven days in numbers, as of the last minute.

    Raises:
        NotAllowed: The actor is no administrator.
    """
    actor.require(Role.admin)
    return _week_of_numbers(actor)


def renewals_ending(actor: Actor) -> Renewals:
    """Plans that end soon, as of the last five minutes.

    Raises:
        NotAllowed: The actor is no administrator.
    """
    actor.require(Role.admin)
    return _renewals_ending(actor)


def estimates_and_tests() -> AgainstTests | None:
    """Our estimates against bands of the real test, as of the last hour; anybody may see it."""
    return _estimates_and_tests()


def votes_by_comment_type(actor: Actor) -> tuple[CommentTypeVotes, ...]:
    """What learners say of comments, as of the last five minutes: it reads every result of 90 days.

    Raises:
        NotAllowed: The actor is no administrator.
    """
    actor.require(Role.admin)
    return _votes_by_comment_type(actor)


@st.cache_data(ttl="5m", max_entries=1, show_spinner=False)
def _votes_by_comment_type(_actor: Actor) -> tuple[CommentTypeVotes, ...]:
    with transaction() as tx:
        return comments.votes_by_type(tx, _actor)


@st.cache_data(ttl="1m", max_entries=1, show_spinner=False)
def _week_of_numbers(_actor: Actor) -> tuple[Week, MoneyWeek]:
    with transaction() as tx:
        return health.week(tx, _actor), money_week.of_week(tx, _actor)


@st.cache_data(ttl="1h", max_entries=1, show_spinner=False)
def _estimates_and_tests() -> AgainstTests | None:
    with reading() as tx:
        return official_results.against_tests(tx)


@st.cache_data(ttl="5m", max_entries=1, show_spinner=False)
def _renewals_ending(_actor: Actor) -> Renewals:
    with reading() as tx:
        return renewals.ending_soon(tx, _actor)
