"""The public sample report is what our engine says of our essay."""

from core.assessment.sample import sample_essay, sample_report


def test_comments_quote_the_essay() -> None:
    report = sample_report()

    assert report.result is not None
    assert report.essay == sample_essay()[0]
    assert len(report.result.comments) >= 3
    for comment in report.result.comments:
        assert report.essay[comment.start : comment.end] == comment.quote
    assert report.result.low <= report.result.overall <= report.result.high


def test_it_is_long_enough_for_its_task() -> None:
    report = sample_report()

    assert report.word_count >= report.task.word_limit_min
