"""What people type into one-line fields, made safe to store and compare."""

import re
import unicodedata

from core.accounts.errors import MalformedEmail, NameMissing, NameTooLong, TextTooLong

MAX_EMAIL_CHARACTERS = 254
MAX_DISPLAY_NAME_CHARACTERS = 100
SAMPLE_DOMAIN = "sample.invalid"  # of people we made up: nobody signs up, signs in or gets a link under it

# One @, a dotted domain, no spaces: the confirmation mail is the real check, this one catches slips of the hand.
_EMAIL = re.compile(r"[^@\s\"(),:;<>\[\\\]]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_](?:[\w-]{0,61}[^\W_])")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_JOINERS = frozenset({"\u200c", "\u200d"})  # Persian and several Indian scripts need them inside a name


def one_line(text: str, *, keep_joiners: bool = True) -> str:
    """The text in NFC on one line: no control, direction or broken characters, single spaces, no spaces at the ends."""
    kept = []
    for character in text:
        if character.isspace():
            kept.append(" ")
        elif unicodedata.category(character) not in _UNSEEN or (keep_joiners and character in _JOINERS):
            kept.append(character)
    return unicodedata.normalize("NFC", " ".join("".join(kept).split()))


def is_sample(email: str) -> bool:
    """Whether a stored address belongs to somebody we made up, a guest of the demo included."""
    return email.endswith(f"@{SAMPLE_DOMAIN}")


def clean_email(text: str) -> str:
    """The address as stored and compared: NFKC, lower case, no spaces around it.

    Raises:
        MalformedEmail: It cannot be an address.
    """
    # A long paste is cut before the costly steps; it stays too long and is refused below.
    email = unicodedata.normalize("NFKC", text[:1000].strip()).lower()
    if len(email) > MAX_EMAIL_CHARACTERS or one_line(email, keep_joiners=False) != email:
        raise MalformedEmail
    local_part, _, domain = email.partition("@")
    if domain == SAMPLE_DOMAIN:
        raise MalformedEmail
    if not _EMAIL.fullmatch(email) or local_part.startswith(".") or local_part.endswith(".") or ".." in email:
        raise MalformedEmail
    return email


def clean_display_name(text: str) -> str:
    """The name to be called by, in any script.

    Raises:
        NameMissing: Nothing visible is left.
        NameTooLong: More than 100 characters.
    """
    name = one_line(text[:10_000])
    if not any(unicodedata.category(character)[0] in "LNPS" for character in name):
        raise NameMissing
    if len(name) > MAX_DISPLAY_NAME_CHARACTERS:
        raise NameTooLong
    return name


def clean_field(text: str, *, field: str, maximum: int) -> str:
    """An optional one-line field, possibly empty.

    Raises:
        TextTooLong: More than `maximum` characters; the sentence names the field.
    """
    cleaned = one_line(text[:10_000])
    if len(cleaned) > maximum:
        raise TextTooLong(field, maximum)
    return cleaned
