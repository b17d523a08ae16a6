"""Which passwords are taken, and that none is cut or confused on its way to bcrypt."""

import unicodedata

import pytest

from core.accounts import passwords
from core.accounts.errors import PasswordCommon, PasswordLikeAccount, PasswordTooLong, PasswordTooShort


@pytest.mark.parametrize(
    "password",
    [
        "three quiet rivers",
        "зелёный чай утром",
        "我喜欢在早上喝一杯绿茶",
        "x" * 3 + "kettle" + "y" * 3,
        "Xk7#pQ92mZ4!",
        "8301927465",
        "  spaces at both ends  ",
        "🦊🐢🐙🦉🦋🐝🐳🦔🐿️🦩",
    ],
)
def test_long_and_uncommon_passwords_are_taken(password: str) -> None:
    passwords.require_acceptable(password)


@pytest.mark.parametrize("password", ["", "short", "ninechars"])
def test_short_ones_are_refused(password: str) -> None:
    with pytest.raises(PasswordTooShort, match="at least 10 characters"):
        passwords.require_acceptable(password)


def test_the_bounds_are_ten_and_a_hundred_and_twenty_eight() -> None:
    text = "a kind of long sentence that nobody else would ever think of " * 3
    passwords.require_acceptable(text[:10])
    passwords.require_acceptable(text[:128])
    with pytest.raises(PasswordTooLong):
        passwords.require_acceptable(text[:129])


def test_two_hundred_characters_are_refused_in_one_sentence() -> None:
    with pytest.raises(PasswordTooLong) as refusal:
        passwords.require_acceptable("harbour " * 25)
    assert str(refusal.value) == "Please use at most 128 characters."


def test_staff_need_fifteen() -> None:
    with pytest.raises(PasswordTooShort, match="15"):
        passwords.require_acceptable("fourteen chars", minimum=passwords.MIN_CHARACTERS_FOR_STAFF)
    assert passwords.is_shorter_than_staff_needs("fourteen chars")
    assert not passwords.is_shorter_than_staff_needs("fifteen chars !")


@pytest.mark.parametrize(
    "password",
    [
        "password12",
        "Password2026!",
        "p4ssw0rd!!!!",
        "passwordpassword",
        "qwertyuiop",
        "1234567890",
        "0987654321",
        "12345abcde",
        "qwerty12345",
        "aaaaaaaaaaaa",
        "abcabcabcabc",
        "1q2w3e4r5t6y",
        "iloveyou2025",
        "correct horse battery staple",
        "Correct-Horse-Battery-Staple-1",
        "dragon_1999_",
        "letmein!!!!!",
        "!!!!!!!!!!!!",
        "sunshine@123",
        "qazwsxedcrfv",
        "happy birthday",
        "йцукенгшщз",
    ],
)
def test_passwords_that_guessers_try_first_are_refused(password: str) -> None:
    with pytest.raises(PasswordCommon):
        passwords.require_acceptable(password)


@pytest.mark.parametrize(
    "password",
    ["anna.petrova1", "PETROVA-anna-22", "ieltswriting7", "annapetrova@mail", "ielts anna band 7"],
)
def test_passwords_made_of_the_persons_own_words_are_refused(password: str) -> None:
    with pytest.raises((PasswordLikeAccount, PasswordCommon)):
        passwords.require_acceptable(password, own_words=("anna.petrova@mail.example", "Anna Petrova"))


def test_a_password_that_only_contains_the_name_is_taken() -> None:
    passwords.require_acceptable("anna keeps seven goats", own_words=("anna.petrova@mail.example", "Anna"))


@pytest.mark.parametrize(
    "password",
    [
        "x" * 72 + "one",
        "x" * 72 + "two",
        "with\x00nul inside",
        "  spaces stay  ",
        "lone \ud800 surrogate",
        "ö" * 60,
        "",
    ],
)
def test_every_character_counts(password: str) -> None:
    stored = passwords.hashed(password)

    assert len(stored) <= 128
    assert passwords.matches(password, stored)
    assert not passwords.matches(password + " ", stored)
    assert len(passwords.prehash(password)) == 44


def test_both_forms_of_an_accent_are_one_password() -> None:
    composed = unicodedata.normalize("NFC", "crème brûlée déjà")
    assert passwords.matches(unicodedata.normalize("NFD", composed), passwords.hashed(composed))


def test_a_megabyte_fits_nothing_and_breaks_nothing() -> None:
    assert not passwords.matches("x" * 1_000_000, passwords.hashed("three quiet rivers"))


def test_nothing_fits_the_hash_of_nobody() -> None:
    assert not any(passwords.matches(guess, passwords.nobody_hash()) for guess in ("", "nobody", "bm9ib2R5"))
