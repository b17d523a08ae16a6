"""Counting words the way the screen shows it."""


def count_words(text: str) -> int:
    """Tokens between spaces that hold a letter or a digit.

    Our own count: the exam's counter is not published.
    """
    return sum(any(character.isalnum() for character in token) for token in text.split())
