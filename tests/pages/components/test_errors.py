"""Refusals, outages and mistakes: one sentence each, and nothing stays half done."""

import logging
import re
from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from core.practice.errors import AlreadySubmitted
from db.models.content import Topic


def refused() -> None:
    import streamlit as st

    from core.practice.errors import AlreadySubmitted
    from core.transaction import transaction
    from pages.components.errors import shown_to_user
    from tests.factories.content import make_topic

    with shown_to_user(), transaction() as tx:
        make_topic(tx, slug="half-done")
        raise AlreadySubmitted
    st.write("not reached")


def out() -> None:
    import streamlit as st

    from core.transaction import DatabaseAway
    from pages.components.errors import shown_to_user

    with shown_to_user():
        raise DatabaseAway
    st.write("not reached")


def hostile() -> None:
    from core.errors import Refusal
    from pages.components.errors import shown_to_user

    with shown_to_user():
        raise Refusal("![x](https://evil.example/x.png) **bold** :material/home: <b>b</b> $x$")


def fine() -> None:
    import streamlit as st

    from pages.components.errors import shown_to_user

    with shown_to_user():
        st.write("drawn")
    st.write("reached")


def mistaken() -> None:
    from pages.components.errors import show_mistake

    try:
        raise KeyError("a secret of ours")
    except KeyError as error:
        assert show_mistake(error)


def run(script: Callable[[], None]) -> AppTest:
    return AppTest.from_function(script).run()


def test_a_refusal_is_rolled_back_shown_and_ends_the_run(session: Session) -> None:
    app = run(refused)

    assert not app.exception
    assert app.warning[0].value.replace("\\", "").replace("\u2060", "") == AlreadySubmitted.sentence
    assert not app.markdown
    assert session.scalar(select(Topic).where(Topic.slug == "half-done")) is None


def test_an_outage_is_an_error_in_its_own_words(caplog: pytest.LogCaptureFixture) -> None:
    app = run(out)

    assert "cannot reach our database" in app.error[0].value
    assert not app.markdown
    assert "outage.shown" in caplog.messages


def test_words_inside_a_refusal_are_not_markdown() -> None:
    said = run(hostile).warning[0].value

    assert not re.search(r"(?<!\\)[*<$\[]", said)


def test_without_a_failure_nothing_is_shown() -> None:
    assert [block.value for block in run(fine).markdown] == ["drawn", "reached"]


def test_a_mistake_shows_a_reference_that_the_log_has_too(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        said = run(mistaken).error[0].value

    record = next(record for record in caplog.records if record.message == "page.failed")
    assert record.reference in said  # type: ignore[attr-defined]
    assert "secret" not in said
    assert record.exc_info
