"""The corpus itself: complete, and every name in it leads somewhere."""

from tests.core.assessment.attacks.corpus import read_attacks, read_clean

ATTACKS = read_attacks()
CLEAN = read_clean()


def test_there_are_forty_attacks_or_more_of_many_kinds() -> None:
    assert len(ATTACKS) >= 40
    assert len({attack.kind for attack in ATTACKS}) >= 18


def test_every_limit_is_a_band_and_every_text_is_there() -> None:
    for attack in ATTACKS:
        assert attack.text, attack.name
        assert 1 <= attack.highest <= 9 and attack.highest * 2 == int(attack.highest * 2), attack.name
        assert attack.first_criterion_highest in (None, *range(1, 10)), attack.name


def test_every_clean_essay_that_is_named_exists() -> None:
    named = {name for attack in ATTACKS for name in (attack.within_half_of, attack.never_above) if name}

    assert named <= set(CLEAN)
    assert all(essay.text and 1 <= essay.intended_band <= 9 for essay in CLEAN.values())
