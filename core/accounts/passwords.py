"""Which passwords are taken, and how they are kept.

The policy is length and a block list, no classes of characters: what makes a password weak is that others use it.
The hash is bcrypt over a keyed digest, so a stolen table alone cannot be guessed at, and no password is cut at
bcrypt's 72 bytes.
"""

import base64
import hashlib
import hmac
import re
import unicodedata
from functools import cache
from pathlib import Path

import bcrypt

from core.accounts.errors import PasswordCommon, PasswordLikeAccount, PasswordTooLong, PasswordTooShort
from core.config import settings

MIN_CHARACTERS = 10
MIN_CHARACTERS_FOR_STAFF = 15  # tutors and administrators
MAX_CHARACTERS = 128

UNUSABLE = "!"  # for the `password` column of an account that nobody may enter by password

_LIST = Path(__file__).with_name("common_passwords.txt")
_OUR_NAMES = frozenset({"ielts", "writing", "practice", "band"})
_LOOK_ALIKES = str.maketrans({"@": "a", "4": "a", "3": "e", "1": "i", "!": "i", "0": "o", "5": "s", "$": "s", "7": "t"})
_ROWS = (
    "abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiopasdfghjklzxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik",
    "1q2w3e4r5t6y7u8i9o0p", "qazwsxedcrfvtgbyhnujm", "q1w2e3r4t5y6u7i8o9p0", "йцукенгшщзхъфывапролджэячсмитьбю",
    "!@#$%^&*()_+", "!\"№;%:?*()_+",
)  # fmt: skip
_MIN_OWN_CHARACTERS = 4  # left after the person's and our own words are taken out
_CUT = 4096  # no longer text can pass, so a paste of a megabyte costs nothing


def require_acceptable(password: str, *, minimum: int = MIN_CHARACTERS, own_words: tuple[str, ...] = ()) -> None:
    """Refuse a password that is too short, too long or easily guessed; lengths are code points in NFC.

    `own_words` are the person's e-mail and names.

    Raises:
        PasswordTooShort, PasswordTooLong, PasswordCommon, PasswordLikeAccount: One reason, the first that holds.
    """
    text = unicodedata.normalize("NFC", password[:_CUT])
    if len(text) > MAX_CHARACTERS:
        raise PasswordTooLong
    if len(text) < minimum:
        raise PasswordTooShort(minimum)
    if _is_common(text.casefold()):
        raise PasswordCommon
    if _is_made_of(text.casefold(), own_words):
        raise PasswordLikeAccount


def is_shorter_than_staff_needs(password: str) -> bool:
    """Whether a tutor or administrator must replace it."""
    return len(unicodedata.normalize("NFC", password[:_CUT])) < MIN_CHARACTERS_FOR_STAFF


def prehash(password: str) -> str:
    """44 ASCII characters whatever the password: no 72-byte limit, no NUL, nothing to strip."""
    pepper = settings().password_pepper.encode()
    text = unicodedata.normalize("NFC", password[:_CUT]).encode("utf-8", "surrogatepass")
    return base64.b64encode(hmac.new(pepper, text, hashlib.sha256).digest()).decode("ascii")


def hashed(password: str) -> str:
    """The text for the `password` column."""
    return bcrypt.hashpw(prehash(password).encode(), bcrypt.gensalt(settings().bcrypt_rounds)).decode("ascii")


def matches(password: str, stored: str) -> bool:
    """Whether the password belongs to the stored hash; costs one bcrypt check."""
    return bcrypt.checkpw(prehash(password).encode(), stored.encode("ascii"))


@cache
def nobody_hash() -> str:
    """A real hash that no password fits: an unknown name costs the same work as a known one."""
    return bcrypt.hashpw(base64.b64encode(b"nobody"), bcrypt.gensalt(settings().bcrypt_rounds)).decode("ascii")


@cache
def _common_words() -> frozenset[str]:
    lines = _LIST.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _is_common(text: str) -> bool:
    """A listed word once or repeated with figures and signs around it, a run of keys, or a short piece repeated."""
    plain = re.sub(r"[\W_]", "", text) or text
    if len(set(plain)) <= 2 or len(_one_piece(plain)) <= 3 or _is_run_of_keys(plain):
        return True
    core = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", text).translate(_LOOK_ALIKES)
    candidates = (
        re.sub(r"[\W\d_]", "", text),  # "dragon_1999"
        re.sub(r"[\W_]", "", text.translate(_LOOK_ALIKES)),  # "p4ssw0rd" read aloud
        re.sub(r"[\W\d_]", "", core),  # "p4ssw0rd1999"
    )
    return any(_one_piece(candidate) in _common_words() for candidate in candidates)


def _is_run_of_keys(plain: str) -> bool:
    """Whether neighbouring keys or letters make up the whole text, either way, in at most two pieces."""
    rows = [*_ROWS, *(row[::-1] for row in _ROWS)]
    cuts = range(3, len(plain) - 2)
    if any(plain in row * 2 for row in rows):
        return True
    return any(
        any(plain[:cut] in row * 2 for row in rows) and any(plain[cut:] in row * 2 for row in rows) for cut in cuts
    )


def _one_piece(text: str) -> str:
    """The shortest text that, repeated, gives this one: "abcabc" is "abc"."""
    start = (text + text).find(text, 1)
    return text[:start] if 0 < start < len(text) else text


def _is_made_of(text: str, own_words: tuple[str, ...]) -> bool:
    """Whether almost nothing is left once names, e-mail and our own name are taken out."""
    words = set(_OUR_NAMES)
    for own in own_words:
        words.update(piece for piece in re.split(r"[\W\d_]+", own.casefold()) if len(piece) >= 3)
        words.add(re.sub(r"[\W\d_]+", "", own.casefold().partition("@")[0]))
    rest = re.sub(r"[\W\d_]", "", text)
    if not rest:
        return False
    before = rest
    for word in sorted(filter(lambda word: len(word) >= 3, words), key=len, reverse=True):
        rest = rest.replace(word, "")
    return rest != before and len(rest) < _MIN_OWN_CHARACTERS
