"""The few reads that are the same for everybody who may see them and too heavy for every run."""

import streamlit as st

from core.actor import Actor, Role
from core.operations import books, comments
from core.operations.types import CommentTypeVotes
from core.transaction import transaction


def audit_findings(actor: Actor) -> tuple[books.Finding, ...]:
    """The audit as of the last minute.

    Raises:
        NotAllowed: The actor is no administrator, also when another one's answer is still kept.
    """
    actor.require(Role.admin)
    return _audit_findings(actor)


def forget_audit_findings() -> None:
    """The next reader has the audit run anew."""
    _audit_findings.clear()


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
def _audit_findings(_actor: Actor) -> tuple[books.Finding, ...]:
    with transaction() as tx:
        return books.check(tx, _actor)
