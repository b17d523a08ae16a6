"""The public sample report is what our engine says of our essay."""

from core.assessment.sample import sample_essay, sample_report
from core.content.sample_essays import read_essays


def test_comments_quote_the_essay() -> None:
    report = sample_report()

    assert report.result is not None
    assert report.essay == sample_essay()[0]
    assert len(report.result.comments) >= 3
    for comment in report.result.comments:
        assert report.essay[comment.start : comment.end] == comment.quote
    assert report.result.low <= report.result.overall <= report.result.high


def test_it_is_an_essay_as_learners_write_them() -> None:
    report = sample_report()

    assert report.task.task_number == 2
    assert report.task.word_limit_min <= report.word_count <= 340
    assert len([part for part in report.essay.split("\n\n") if part.strip()]) >= 4
    assert report.essay not in {essay.text for essay in read_essays()}, "the demo's people hand in others"
