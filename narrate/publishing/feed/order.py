"""When each episode was published, and which stands before which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from narrate.errors import InputError
from narrate.model import Episode, Show


def order(episodes: Sequence[Episode]) -> list[tuple[Episode, datetime]]:
    """Return the episodes with their dates, oldest first, no two dates the same.

    Clients order by date alone, so episodes of one moment are set a second apart, by number and name. In a serial of
    one moment that is the order of the numbers.
    """
    dated = [(episode, date_of(episode)) for episode in episodes]
    dated.sort(key=lambda pair: (pair[1], pair[0].season or 0, pair[0].number or 0, pair[0].name))
    result: list[tuple[Episode, datetime]] = []
    for episode, published in dated:
        if result and published <= result[-1][1]:
            published = result[-1][1] + timedelta(seconds=1)
        result.append((episode, published))
    return result


def numbered(show: Show, episodes: Sequence[Episode]) -> Sequence[Episode]:
    """Return the episodes; in a serial where nobody gave a number, each with its place, since Apple asks for one."""
    full = [episode for episode, _ in order(episodes) if episode.type == "full"]
    if show.type != "serial" or any(episode.number is not None for episode in full):
        return episodes
    places = {episode.guid: place for place, episode in enumerate(full, 1)}
    return [replace(episode, number=places.get(episode.guid)) for episode in episodes]


def date_of(episode: Episode) -> datetime:
    """Return when an episode was published, in UTC; raise InputError for no date."""
    try:
        # RSS and its readers know whole seconds.
        moment = datetime.fromisoformat(episode.published.strip()).replace(microsecond=0)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise InputError(
            f"the date {episode.published!r} is none",
            where=script_of(episode),
            hint="write it as 2026-11-22T09:00:00Z",
        ) from error


def script_of(episode: Episode) -> str:
    """Return the script that a person would mend."""
    return f"scripts/{episode.name}.md"
