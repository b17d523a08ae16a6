"""Where learners stand: rows in, rows out."""

from sqlalchemy.orm import Session

from analytics import learners_by_band
from core.operations import rollups
from db.scope import Scope
from tests.factories.accounts import make_user
from tests.factories.assessment import make_assessment
from tests.factories.practice import make_submission


def test_learners_are_counted_by_half_bands_and_against_their_targets(session: Session) -> None:
    for bands, target in (((6, 6, 6, 6), 6), ((6, 6, 6, 6), 7), ((7, 7, 7, 7), None)):
        user = make_user(session, target_band_score=target)
        make_assessment(session, make_submission(session, user, status="assessed"), bands=bands)
    make_user(session, target_band_score=9)
    rollups.refresh(session)

    frame = learners_by_band.read(session, Scope.all())

    assert [(row["band_from"], row["learners"]) for row in frame.dropna().to_dict("records")] == [(6.0, 2), (7.0, 1)]
    assert learners_by_band.totals(frame) == (4, 3, 2, 1)
    assert list(learners_by_band.chart(frame).data[0].x) == [6.25, 7.25]
    assert tuple(learners_by_band.chart(frame).data[0].customdata[0]) == (6.0, 6.5)
