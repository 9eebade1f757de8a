"""Give every speaker of a script a voice, the same one in every episode."""

from narrate.production.cast.book import CastBook, Person, assign, format_book, parse_book, read_book, remember
from narrate.production.cast.casting import cast

__all__ = ["CastBook", "Person", "assign", "cast", "format_book", "parse_book", "read_book", "remember"]
