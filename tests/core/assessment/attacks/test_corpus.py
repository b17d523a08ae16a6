"""The corpus itself: whole, well formed, a limit on every attack. What the engine makes of it is tested elsewhere."""

from collections import Counter
from decimal import Decimal

import pytest

from core.assessment.types import MINIMUM_WORDS
from core.practice.word_count import count_words
from tests.core.assessment.attacks.corpus import (
    Attack,
    Clean,
    read_attacks,
    read_clean,
    read_fresh_attacks,
    read_fresh_clean,
    read_order,
)

ATTACKS = read_attacks()
FRESH = read_fresh_attacks()
EVERY = (*ATTACKS, *FRESH)
FRESH_CLEAN = read_fresh_clean()
CLEAN = {clean.name: clean for clean in (*read_clean(), *FRESH_CLEAN)}
ORDER = read_order()
WHOLE = [clean for clean in CLEAN.values() if clean.part_of is None]
FEWEST = {
    "few_words": 2,
    "sixty_words": 3,
    "keyboard_mash": 2,
    "another_language": 3,
    "five_languages": 1,
    "shuffled_words": 3,
    "paragraph_repeated": 2,
    "repeated_with_changes": 1,
    "prompt_copied": 3,
    "off_topic": 4,
    "injection": 5,
    "shuffled_sentences": 3,
    "list_of_synonyms": 2,
    "poem": 1,
    "program_code": 1,
    "note_form": 1,
    "padding": 1,
    "model_answer": 1,
    "linkers": 1,
    "rare_words": 1,
}
HIGHEST = {
    "few_words": "1",
    "sixty_words": "5.5",
    "keyboard_mash": "2",
    "five_languages": "2",
    "shuffled_words": "3",
    "another_language": "5.5",
    "program_code": "2",
    "poem": "5",
    "note_form": "5",
    "paragraph_repeated": "5.5",
    "repeated_with_changes": "5.5",
    "prompt_copied": "2",
    "off_topic": "6",
    "list_of_synonyms": "3",
    "model_answer": "6",
}  # the promise for each kind, whatever a file of this kind says


FRESH_COUNTS = {
    "few_words": 1,
    "sixty_words": 1,
    "shuffled_words": 2,
    "paragraph_repeated": 1,
    "repeated_with_changes": 1,
    "prompt_copied": 3,
    "off_topic": 7,
    "injection": 5,
    "list_of_synonyms": 2,
    "rare_words": 2,
    "padding": 2,
    "linkers": 2,
    "poem": 1,
}


def attacks_of(*kinds: str) -> list[Attack]:
    return [attack for attack in EVERY if attack.kind in kinds]


def by_name(case: Attack | Clean) -> str:
    return f"fresh_{case.name}" if case in FRESH else case.name


def test_there_are_forty_attacks_of_every_kind() -> None:
    assert len(ATTACKS) >= 40
    found = Counter(attack.kind for attack in ATTACKS)
    assert found.keys() == FEWEST.keys()
    assert {kind for kind, fewest in FEWEST.items() if found[kind] < fewest} == set()


def test_there_are_thirty_fresh_attacks() -> None:
    assert len(FRESH) == 30
    assert Counter(attack.kind for attack in FRESH) == FRESH_COUNTS


def test_a_fresh_attack_is_limited_by_fresh_clean_texts_alone() -> None:
    names = {clean.name for clean in FRESH_CLEAN}
    assert all(name.startswith("fresh_clean_") for name in names)
    used = {name for attack in FRESH for name in (attack.within_half_of, attack.never_above) if name is not None}
    assert used <= names


def test_no_text_stands_twice() -> None:
    assert len({attack.text for attack in EVERY}) == len(EVERY)
    assert len({clean.text for clean in CLEAN.values()}) == len(CLEAN)


@pytest.mark.parametrize("attack", EVERY, ids=by_name)
def test_an_attack_is_named_by_its_kind_and_has_its_limits(attack: Attack) -> None:
    assert attack.name.rpartition("_")[0] == attack.kind
    assert attack.why.endswith(".")
    assert attack.highest % Decimal("0.5") == 0
    assert 1 <= attack.highest <= Decimal("8.5")
    assert attack.highest <= Decimal(HIGHEST.get(attack.kind, "8.5"))
    if attack.first_criterion_highest is not None:
        assert 1 <= attack.first_criterion_highest <= 4


@pytest.mark.parametrize("attack", EVERY, ids=by_name)
def test_a_clean_text_that_limits_an_attack_answers_the_same_question(attack: Attack) -> None:
    for name in filter(None, (attack.within_half_of, attack.never_above)):
        assert CLEAN[name].task == attack.task
        assert CLEAN[name].text != attack.text


@pytest.mark.parametrize("attack", attacks_of("injection"), ids=by_name)
def test_an_injection_adds_to_its_clean_essay_and_takes_nothing_away(attack: Attack) -> None:
    assert attack.within_half_of is not None
    clean = CLEAN[attack.within_half_of].text
    assert Counter(clean.split()) - Counter(attack.text.split()) == Counter()
    assert len(attack.text) > len(clean)


@pytest.mark.parametrize("attack", attacks_of("shuffled_sentences"), ids=by_name)
def test_shuffled_sentences_are_those_of_the_clean_essay(attack: Attack) -> None:
    assert attack.never_above is not None
    assert Counter(attack.text.split()) == Counter(CLEAN[attack.never_above].text.split())


@pytest.mark.parametrize(
    "attack", attacks_of("paragraph_repeated", "repeated_with_changes", "padding", "linkers", "rare_words"), ids=by_name
)
def test_what_is_blown_up_has_a_clean_text_above_it(attack: Attack) -> None:
    assert attack.never_above is not None
    assert count_words(attack.text) > count_words(CLEAN[attack.never_above].text) - 10


@pytest.mark.parametrize("attack", attacks_of("off_topic", "model_answer"), ids=by_name)
def test_an_answer_to_another_question_is_limited_on_the_first_criterion(attack: Attack) -> None:
    assert attack.first_criterion_highest is not None
    assert attack.first_criterion_highest <= 2


@pytest.mark.parametrize("attack", attacks_of("few_words"), ids=by_name)
def test_few_words_are_twenty_or_fewer(attack: Attack) -> None:
    assert count_words(attack.text) <= 20


@pytest.mark.parametrize("attack", attacks_of("sixty_words"), ids=by_name)
def test_sixty_words_are_sixty(attack: Attack) -> None:
    assert count_words(attack.text) == 60


@pytest.mark.parametrize("clean", WHOLE, ids=by_name)
def test_a_clean_essay_is_whole(clean: Clean) -> None:
    assert Decimal(6) <= clean.intended_band <= Decimal("8.5")
    assert MINIMUM_WORDS[clean.task.task_number] <= count_words(clean.text) <= 300
    assert len(clean.text.split("\n\n")) >= 4


def test_there_are_twelve_clean_essays_on_different_questions_beside_reports_and_letters() -> None:
    prompts = {clean.task.prompt for clean in WHOLE if clean.task.task_number == 2 and clean not in FRESH_CLEAN}
    assert len(prompts) >= 12
    assert sum(clean.task.task_number == 1 and clean not in FRESH_CLEAN for clean in WHOLE) >= 4


def test_a_part_stands_in_its_essay() -> None:
    for clean in CLEAN.values():
        if clean.part_of is not None:
            assert clean.text in CLEAN[clean.part_of].text.split("\n\n")


@pytest.mark.parametrize("essay", ORDER, ids=by_name)
def test_an_essay_to_shuffle_is_long_enough_and_has_paragraphs(essay: Clean) -> None:
    assert Decimal("5.5") <= essay.intended_band <= Decimal(8)
    assert MINIMUM_WORDS[2] <= count_words(essay.text) <= 300
    assert len(essay.text.split("\n\n")) >= 4


def test_twenty_essays_to_shuffle_answer_twenty_questions_of_their_own() -> None:
    prompts = {essay.task.prompt for essay in ORDER}
    assert len(prompts) == len(ORDER) == 20
    assert prompts.isdisjoint(case.task.prompt for case in (*CLEAN.values(), *EVERY))
