"""Help before writing: our files are sound, and a spoilt one is named with its place."""

from pathlib import Path

import pytest

from core.content import preparation, seed_files
from core.content.errors import SeedFileFault
from core.content.preparation import FOLDER

TOPIC, KIND = FOLDER / "topics/public-transport.toml", FOLDER / "kinds/opinion.toml"


def test_every_kind_of_task_has_questions_for_a_plan() -> None:
    kinds = {task.materials.get("essay_type") or task.materials["type"] for task in seed_files.read_tasks()}
    assert kinds <= set(preparation.kinds())
    assert all(len(kind.plan) >= 3 for kind in preparation.kinds().values())


def test_topics_have_ideas_and_phrases_stand_in_their_sentences_roughly() -> None:
    topics = preparation.topics()
    assert set(topics) <= {topic.slug for topic in seed_files.read_topics()}
    example = topics["public-transport"]
    assert example.has_page and len(example.collocations) == 10
    assert all(question.ideas_for and question.ideas_against for question in example.questions)


@pytest.mark.parametrize(
    ("source", "old", "new", "fault"),
    [
        (TOPIC, 'topic = "public-transport"', 'topic = "public-trams"', "slug of a topic"),
        (TOPIC, 'phrase = "keep fares low"', 'phrase = "fares"', "collocations[3]: 'fares' is a single word"),
        (TOPIC, 'phrase = "keep fares low"', 'word = "fares"', "collocations[3]: has keys that we do not know: word"),
        (TOPIC, "for = [", "pro = [", "questions[0]: has keys that we do not know: pro"),
        (TOPIC, '"what a journey costs, and who pays for it"', '""', "ideas must be a list of lines"),
        (TOPIC, "what a journey costs", "what <b>a journey</b> costs", "ideas must be a list of lines"),
        (KIND, 'kind = "opinion"', 'kind = "opinions"', "name of the file"),
        (KIND, "minutes = 28", "minutes = 29", "add up to 41"),
        (KIND, "minutes = 28", 'minutes = "28"', "steps[2]: minutes must be a whole number"),
        (KIND, "asks =", "wants =", "has keys that we do not know: wants"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, source: Path, old: str, new: str, fault: str) -> None:
    text = source.read_text("utf-8")
    assert old in text
    path = tmp_path / source.name
    path.write_text(text.replace(old, new, 1), "utf-8")
    read = preparation.read_kind if source == KIND else preparation.read_topic
    with pytest.raises(SeedFileFault) as caught:
        read(path)
    assert fault in str(caught.value)


def test_more_than_fifteen_collocations_are_refused(tmp_path: Path) -> None:
    more = '\n[[collocations]]\nphrase = "one more of them"\nsentence = "Here is one more of them."\n'
    path = tmp_path / TOPIC.name
    path.write_text(TOPIC.read_text("utf-8") + more * 6, "utf-8")
    with pytest.raises(SeedFileFault, match="16, but at most 15"):
        preparation.read_topic(path)


def test_a_kind_without_a_title_has_its_questions_only(tmp_path: Path) -> None:
    path = tmp_path / "bar.toml"
    path.write_text('kind = "bar"\nplan = ["Which bar is longest?"]\n', "utf-8")
    assert preparation.read_kind(path) == preparation.KindPreparation(kind="bar", plan=("Which bar is longest?",))
