"""How good are these bands: for everybody, with the shipped figures, with others, and with none."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from core.assessment import agreement
from core.assessment.agreement import Agreement, BandRow, Share, TaskAgreement
from tests.factories.accounts import make_user
from tests.pages.driver import open_app, texts

PAGE = "pages/public/how_good.py"
CAVEATS = ("One person an essay", "Weak writers are rare", "Letters were not compared", "drawn to the middle")


def with_figures(monkeypatch: pytest.MonkeyPatch, measured: Agreement | None) -> None:
    monkeypatch.setattr(agreement, "shipped_agreement", lambda: measured)


def task_2(**changes: Any) -> TaskAgreement:
    near, nearer = Share(0.64, 0.60, 0.68), Share(0.87, 0.84, 0.90)
    return TaskAgreement(**({"task_number": 2, "essays": 494, "within_half": near, "within_one": nearer} | changes))


def test_the_shipped_figures_in_plain_words(session: Session) -> None:
    app = open_app(None, PAGE)
    measured = agreement.shipped_agreement()

    assert not app.exception and measured is not None
    shown = texts(app)
    assert f"{measured.essays} essays from a public collection" in shown
    for task in measured.tasks:
        share = int(task.within_one.value * 100 + 0.5)
        assert f"**Task {task.task_number}:**" in shown and f"in {share} of 100 within one band" in shown
    assert all(caveat in shown for caveat in CAVEATS)
    assert "**not measured**" in shown and measured.version in shown.replace("\\", "")
    assert "QWK" not in shown and "kappa" not in shown
    assert len(app.table[0].value) == 2 * len(measured.tasks)


def test_a_picture_where_the_figures_have_one(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = (BandRow(5, 5.5, 5.2, 5.4, 30), BandRow(8, 9, 8.2, 7.6, 40))
    with_figures(monkeypatch, Agreement("x-1", (task_2(by_band=rows),)))

    app = open_app(None, PAGE)

    assert not app.exception
    assert "Strong and weak essays" in [element.value for element in app.header]
    assert len(app.get("plotly_chart")) == 1
    assert list(app.table[1].value["Band from a person"]) == ["5.0 to 5.5", "8.0 to 9.0"]
    assert list(app.table[1].value["Our bands, on average"]) == ["5.4", "7.6"]


def test_figures_without_the_average(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    with_figures(monkeypatch, Agreement("x-1", (task_2(),)))

    app = open_app(None, PAGE)

    assert not app.exception and not app.get("plotly_chart")
    assert "than a guess" not in texts(app)
    assert set(app.table[0].value["the average"]) == {"not measured"}


def test_no_figures_at_all(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    with_figures(monkeypatch, None)

    app = open_app(None, PAGE)

    assert not app.exception and not app.table
    assert "how near its bands are to people's is not known" in texts(app)


def test_a_measured_language_model_is_no_longer_unmeasured(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    near = Share(0.71, 0.65, 0.77)
    monkeypatch.setattr(agreement, "openai_agreement", lambda: Agreement("m-1", (task_2(within_half=near),)))

    shown = texts(open_app(None, PAGE))

    assert "**not measured**" not in shown and "in 71 of 100 essays our band" in shown


def test_a_learner_reaches_it_from_progress_and_result(session: Session) -> None:
    learner = make_user(session)
    session.commit()

    assert not open_app(learner.id, PAGE).exception
