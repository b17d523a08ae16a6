"""Word lists in the source, written as running text."""


def word_set(text: str) -> frozenset[str]:
    """The words of `text`, in any order."""
    return frozenset(text.split())
