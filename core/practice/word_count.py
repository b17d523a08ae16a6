"""Counting words the way the screen shows it."""


def count_words(text: str) -> int:
    """Tokens between spaces that hold a letter or a digit.

    Our own count: the exam's counter is not published.
    """
    return sum(token[0].isalnum() or any(map(str.isalnum, token)) for token in text.split())
