"""Finding words again in a text that was edited: exactly, or nearly, or not at all. Strings to places."""

from .find import Found, Quote, find
from .fold import find_words

__all__ = ["Found", "Quote", "find", "find_words"]
