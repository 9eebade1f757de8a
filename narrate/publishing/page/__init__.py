"""The pages: one for the show and one for each episode, to listen and to read along.

In: a Show and its Episodes. Out: HTML by file name. A page works from disk, without a server and without anything
outside its folder; a Content-Security-Policy proves it, since script and style stand in the page and are named by
their hashes. Without scripts it is a text with a player above it and links that lead to places in it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from html import escape
from urllib.parse import quote

from narrate import addresses
from narrate.model import Episode, Show
from narrate.publishing.page.episode import episode_page
from narrate.publishing.page.frame import day, honest, href, lasts, paragraphs, player_of, text, whole_page
from narrate.publishing.qr import qr_svg
from narrate.safe_text import strip_controls

#: Our own mark: a dial and its hand.
ICON = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="15" fill="#a02f1d"/>
<path d="M6 20a10 10 0 0 1 20 0" fill="none" stroke="#faf7f1" stroke-width="2"/>
<path d="M16 22 22 10" stroke="#faf7f1" stroke-width="2.5" stroke-linecap="round"/></svg>
"""


def pages(
    show: Show,
    episodes: Sequence[Episode],
    *,
    address: str = "",
    timelines: Collection[str] = (),
    books: Collection[str] = (),
) -> dict[str, bytes]:
    """Return every page by its file name, ``index.html`` and ``NAME.html``, and the pictures that they need.

    `address` stands in for the show's own. `timelines` names the episodes that have a ``NAME.timeline.svg``,
    `books` those that have a ``NAME.epub``.
    """
    base = addresses.base(address or show.address)
    ordered = sorted(episodes, key=lambda e: (e.published, e.season or 0, e.number or 0, e.name), reverse=True)
    made = {f"{e.name}.html": episode_page(show, e, e.name in timelines, e.name in books).encode() for e in ordered}
    made[addresses.INDEX] = _index(show, ordered, base).encode()
    made[addresses.QR] = qr_svg(addresses.of_file(base, addresses.FEED))
    made["icon.svg"] = ICON
    return made


def _index(show: Show, ordered: Sequence[Episode], base: str) -> str:
    body = [
        '<div class="head">',
        f'<img src="{addresses.COVER}" alt="" width="176" height="176">',
        f"<div><h1>{text(show.title)}</h1>",
        f'<p class="meta">{text(show.author or show.station)}</p></div></div>',
        f'<div class="lede">{paragraphs(show.description)}</div>',
    ]
    if ordered:
        newest = ordered[0]
        body.append(f'<h2 id="newest">Newest: {text(newest.title)}</h2>')
        body.append(player_of(newest, key=""))
    body.append('<h2 id="episodes">Episodes</h2>')
    body.append('<div class="entries">' if ordered else "<p>There is no episode yet.</p>")
    body += [_entry(episode) for episode in ordered]
    body.append("</div>" if ordered else "")
    body.append(_subscribe(base))
    body.append(honest([source for episode in ordered for source in episode.sources][:12]))
    foot = " · ".join(filter(None, (text(show.copyright), text(show.license))))
    return whole_page(
        show,
        title=show.title,
        summary=show.description or show.title,
        language=show.language,
        kind=f"{len(ordered)} {'episode' if len(ordered) == 1 else 'episodes'}",
        body="\n".join(body),
        foot=foot or "Made with narrate",
    )


def _entry(episode: Episode) -> str:
    name = href(f"{episode.name}.html")
    facts = " · ".join(filter(None, (day(episode.published), lasts(episode.duration_seconds))))
    first = strip_controls(episode.description).split("\n\n")[0]
    picture = f'<img src="{href(episode.cover)}" alt="" width="88" height="88" loading="lazy">' if episode.cover else ""
    return (
        f'<article class="entry"><div>{picture}</div><div><h3><a href="{name}">{text(episode.title)}</a></h3>'
        f'<p class="meta">{facts}</p><p>{text(first)}</p></div></article>'
    )


def _subscribe(base: str) -> str:
    feed = addresses.of_file(base, addresses.FEED)
    bare = feed.partition("://")[2]
    apps = {
        "Apple Podcasts": f"podcast://{bare}",
        "AntennaPod": f"antennapod-subscribe://{bare}",
        "Pocket Casts": f"pktc://subscribe/{bare}",
        "Overcast": f"overcast://x-callback-url/add?url={quote(feed, safe='')}",
        "RSS": addresses.FEED,
    }
    links = "".join(f'<li><a href="{escape(link)}">{name}</a></li>' for name, link in apps.items())
    local = (
        '<p class="meta local-note">This address answers on this computer while <code>narrate serve</code> runs. '
        "For a phone, run <code>narrate serve --host 0.0.0.0</code>.</p>"
        if base == addresses.LOCAL
        else ""
    )
    return (
        '<section class="subscribe" id="subscribe" aria-labelledby="subscribe-title"><div>'
        '<h2 id="subscribe-title">Subscribe</h2>'
        "<p>Put this address into any podcast app, or open it there with one of the buttons.</p>"
        f'<code id="feed-address">{escape(feed)}</code> '
        '<button type="button" id="copy" class="script-only">Copy</button>'
        f'<div class="links"><ul>{links}</ul></div>{local}</div>'
        f'<img src="{addresses.QR}" alt="QR code of the address of the feed" width="144" height="144"></section>'
    )
