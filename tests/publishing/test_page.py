"""The pages: what stands in them, and what they do in a browser."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.legend import variables
from narrate.model import Chapter, Episode, Line, Origin, Source
from narrate.publishing.page import pages
from tests.conftest import ROOT
from tests.episodes import SHOW, make_episode
from tests.publishing.folder import make_folder

VOID = {"meta", "link", "img", "input", "br", "hr", "path", "circle"}


class Reader(HTMLParser):
    """Collects elements and refuses tags that do not close."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag == name]


def page(episode: Episode, **options: Any) -> Reader:
    return Reader(pages(SHOW, [episode], **options)[f"{episode.name}.html"].decode())


def test_there_is_a_page_for_the_show_and_one_for_each_episode() -> None:
    made = pages(SHOW, [make_episode(1), make_episode(2)])
    assert set(made) == {"index.html", "episode1.html", "episode2.html", "subscribe.svg", "icon.svg"}
    assert made == pages(SHOW, [make_episode(2), make_episode(1)])


def test_nothing_is_loaded_from_outside_the_folder() -> None:
    for text in (page(make_episode()), Reader(pages(SHOW, [make_episode()])["index.html"].decode())):
        loaded = [a["src"] for tag, a in text.elements if "src" in a]
        loaded += [a["href"] for a in text.all("link")]
        assert loaded
        assert all(address and not re.match(r"[a-z]+:|//", address) for address in loaded)


def test_the_policy_names_script_and_style_by_their_hashes() -> None:
    text = pages(SHOW, [make_episode()])["episode1.html"].decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy is not None
    for tag in ("script", "style"):
        inside = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.S)
        assert inside is not None
        digest = base64.b64encode(hashlib.sha256(inside[1].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy[1]
    assert "default-src 'self'" in policy[1]
    assert "unsafe" not in policy[1]
    assert not re.search(r"<[^>]+\s(style|on[a-z]+)=", re.sub(r"<(script|style)>.*?</\1>", "", text, flags=re.S))


def test_every_sentence_stands_there_with_its_times_and_every_paragraph_leads_to_its_source() -> None:
    text = page(make_episode())
    sentences = [a for a in text.all("span") if a.get("class") == "s"]
    assert [(a["data-start"], a["data-end"]) for a in sentences][:2] == [("2", "4.4"), ("4.9", "6.5")]
    assert len(sentences) == len(make_episode().lines)
    links = [a for a in text.all("a") if (a.get("href") or "").startswith("#source-")]
    assert len(links) == 5
    assert links[0]["title"] == "sources/harbour.txt, characters 0 to 53"
    assert "source-1" in {a.get("id") for _, a in text.elements}


def test_a_paragraph_of_a_source_that_the_head_does_not_name_still_says_where_it_is_from() -> None:
    line = Line(chapter="", speaker="A", text="x", start_seconds=0, end_seconds=1, paragraph=0,
                origin=Origin(path="sources/other.txt", start=3, end=9))  # fmt: skip
    text = page(make_episode(1, lines=(line,)))
    assert {"title": "sources/other.txt, characters 3 to 9"} in text.all("span")


def test_chapters_and_times_are_links_that_lead_somewhere_without_scripts() -> None:
    text = page(make_episode())
    ids = [a["id"] for _, a in text.elements if "id" in a]
    assert len(ids) == len(set(ids))
    targets = [href[1:] for a in text.all("a") if (href := a.get("href") or "").startswith("#")]
    assert {"t=0", "t=11.25", "t=22.5"} <= set(targets)
    assert set(targets) <= set(ids)


def test_who_speaks_is_said_when_the_speaker_changes_and_whose_words_they_are() -> None:
    text = page(make_episode()).text
    assert text.count("Narrator") >= 3
    assert "in the words of Ministry of Tides" in text
    assert "Orla Venn" in text


def test_ten_speakers_find_a_colour_each() -> None:
    lines = tuple(
        Line(chapter="", speaker=f"P{n}", text="x", start_seconds=n, end_seconds=n + 1, paragraph=n) for n in range(10)
    )
    text = page(make_episode(1, lines=lines))
    classes = [a["class"] for a in text.all("li") if re.fullmatch(r"s\d", a.get("class") or "")]
    assert classes == ["s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s1", "s2"]


def test_the_style_has_the_palette_of_the_timeline() -> None:
    style = re.search(r"<style>(.*?)</style>", pages(SHOW, [make_episode()])["episode1.html"].decode(), re.S)
    assert style is not None
    assert variables(dark=False) in style[1]
    assert variables(dark=True) in style[1]


def test_it_says_that_voices_are_synthetic_and_who_wrote_the_words() -> None:
    for text in (page(make_episode()).text, Reader(pages(SHOW, [make_episode()])["index.html"].decode()).text):
        assert "The voices of this programme are synthetic" in text
        assert "The words were written by Ada Fenwick." in text


def test_the_show_page_gives_the_address_of_the_feed_to_apps_and_as_a_picture() -> None:
    made = pages(SHOW, [make_episode()])
    text = Reader(made["index.html"].decode())
    links = {a.get("href") for a in text.all("a")}
    assert {
        "podcast://example.org/radio/feed.xml",
        "antennapod-subscribe://example.org/radio/feed.xml",
        "pktc://subscribe/example.org/radio/feed.xml",
        "overcast://x-callback-url/add?url=https%3A%2F%2Fexample.org%2Fradio%2Ffeed.xml",
        "feed.xml",
    } <= links
    assert "https://example.org/radio/feed.xml" in text.text
    assert b"https://example.org/radio/feed.xml" in made["subscribe.svg"]


def test_a_show_without_an_address_says_how_to_get_one() -> None:
    text = pages(replace(SHOW, address=""), [])["index.html"].decode()
    assert "narrate serve --host 0.0.0.0" in text
    assert "There is no episode yet." in text
    assert "local-note" not in re.sub(
        r"<(script|style)>.*?</\1>", "", pages(SHOW, [])["index.html"].decode(), flags=re.S
    )


def test_a_timeline_is_shown_where_there_is_one() -> None:
    assert any(a.get("src") == "episode1.timeline.svg" for a in page(make_episode(), timelines=["episode1"]).all("img"))
    assert not any("timeline" in (a.get("src") or "") for a in page(make_episode()).all("img"))


def test_a_book_is_offered_where_there_is_one() -> None:
    assert "episode1.epub" in {a.get("href") for a in page(make_episode(), books=["episode1"]).all("a")}
    assert "episode1.epub" not in {a.get("href") for a in page(make_episode()).all("a")}


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_text_breaks_the_page_or_gets_into_it_as_markup(title: str, speaker: str) -> None:
    hard = f"</script><img src=x onerror=alert(1)>{title}\"'"
    line = Line(chapter=hard, speaker=speaker or "A", text=hard, start_seconds=0, end_seconds=1, paragraph=0, via=hard)
    chapters = (Chapter(title=hard, start_seconds=0, end_seconds=1), Chapter(title="x", start_seconds=1, end_seconds=2))
    source = Source(path=hard, title=hard, author=hard, url=f"javascript:{title}", date=hard)
    episode = make_episode(1, title=hard, description=hard, lines=(line,), chapters=chapters, sources=(source,))
    for text in pages(replace(SHOW, title=hard, description=hard), [episode]).values():
        if text.startswith(b"<!doctype"):
            read = Reader(text.decode())
            assert all("onerror" not in a for _, a in read.elements)
            assert all(not (a.get("href") or "").startswith("javascript") for a in read.all("a"))


def test_many_episodes_share_one_player() -> None:
    episodes = [make_episode(1, name=f"e{n}", lines=()) for n in range(200)]
    text = Reader(pages(SHOW, episodes)["index.html"].decode())
    assert len(text.all("article")) == 200
    assert len(text.all("audio")) == 1


# --- in a browser --------------------------------------------------------------------------------------------------

browser = pytest.mark.browser


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("page")
    make_folder(folder)
    return folder


Open = Callable[..., Any]


@pytest.fixture
def window(output: Path, tmp_path: Path) -> Iterator[Open]:
    """Return a function that opens a page from disk in a browser of a given size."""
    selenium = pytest.importorskip("selenium.webdriver")
    chromium, driver = shutil.which("chromium") or shutil.which("google-chrome"), shutil.which("chromedriver")
    if not chromium or not driver:
        pytest.skip("SKIPPED LOUDLY: no chromium with chromedriver on this machine")
    opened: list[Any] = []

    def make(name: str, *, width: int = 1200, height: int = 900, media: dict[str, str] | None = None) -> Any:
        options = selenium.ChromeOptions()
        options.binary_location = chromium
        profile = tmp_path / f"profile{len(opened)}"
        for argument in ("headless", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "mute-audio",
                         "disable-background-networking", "disable-component-update", "disable-sync",
                         "hide-scrollbars", "autoplay-policy=no-user-gesture-required",
                         f"user-data-dir={profile}"):  # fmt: skip
            options.add_argument(f"--{argument}")
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        page = selenium.Chrome(options=options, service=selenium.ChromeService(driver))
        opened.append(page)
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        features = [{"name": key, "value": value} for key, value in (media or {}).items()]
        page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        file, _, place = name.partition("#")
        page.get((output / file).as_uri() + (f"#{place}" if place else ""))
        return page

    yield make
    for page in opened:
        page.quit()


def until(page: Any, expression: str, seconds: float = 20) -> Any:
    """Wait until a JavaScript expression is true."""
    end = time.monotonic() + seconds
    while not (value := page.execute_script(f"return {expression}")):
        assert time.monotonic() < end, f"never true: {expression}"
        time.sleep(0.05)
    return value


READY = "document.getElementById('audio').readyState > 0"
TIME = "document.getElementById('audio').currentTime"
MARKED = "document.querySelector('.now')?.textContent"


@browser
def test_from_disk_the_page_loads_all_it_needs_and_nothing_is_refused(window: Open) -> None:
    for name, ready in (("index.html", "document.readyState == 'complete'"), ("episode1.html", READY)):
        page = window(name)
        until(page, ready)
        until(page, "Array.from(document.images).every(i => i.naturalWidth > 0)")  # lazy ones come later
        assert page.get_log("browser") == []
        loaded = page.execute_script("return performance.getEntriesByType('resource').map(e => e.name)")
        assert all(address.startswith("file:") for address in loaded)
        assert page.execute_script("return document.images.length") > 0


@browser
def test_the_sentence_that_is_spoken_is_marked_in_every_frame(window: Open) -> None:
    page = window("episode1.html")
    until(page, READY)
    page.execute_script(
        """
        const audio = document.getElementById('audio');
        window.seen = [];
        audio.currentTime = 1.5; audio.playbackRate = 2;
        audio.play();
        (function look() {
          const now = document.querySelector('.now');
          window.seen.push([audio.currentTime, now ? Number(now.dataset.start) : -1]);
          if (!audio.paused) requestAnimationFrame(look);
        })();
        """
    )
    until(page, f"{TIME} > 14")
    page.execute_script("document.getElementById('audio').pause()")
    seen = page.execute_script("return window.seen")
    lines = [(line.start_seconds, line.end_seconds) for line in make_episode().lines]

    def right(at: float) -> set[float]:
        """What may be marked: what is spoken within a tenth of a second of this moment, or rests after it."""
        near = {start for moment in (at - 0.1, at + 0.1) for start, end in lines if start <= moment <= end + 1.6}
        latest = [start for start, _ in lines if start <= at + 0.1]
        return {start for start in near if start >= (latest[-2] if len(latest) > 1 else 0)} or {-1}

    assert len({mark for _, mark in seen}) >= 5
    for at, mark in seen[1:]:
        spoken = [start for start, end in lines if start + 0.1 <= at <= end - 0.1]
        assert mark == spoken[0] if spoken else mark in right(at) | {-1}, (at, mark)


@browser
def test_a_click_a_link_and_an_address_seek(window: Open, output: Path) -> None:
    page = window("episode1.html#t=18")
    until(page, f"{READY} && Math.abs({TIME} - 18) < 0.01")
    assert until(page, MARKED).startswith("Keep the east light")
    page.execute_script("document.querySelectorAll('.s')[2].click()")
    until(page, f"Math.abs({TIME} - 7) < 2 && !document.getElementById('audio').paused")
    page.execute_script("document.querySelectorAll('.chapters a')[2].click()")
    until(page, f"{TIME} >= 22.5")
    assert page.execute_script("return location.hash") == "#t=22.5"
    assert page.execute_script("return document.querySelector('.chapters [aria-current]').hash") == "#t=22.5"
    page.execute_script("document.getElementById('audio').pause(); location.hash = '#t=0:07'")
    until(page, f"Math.abs({TIME} - 7) < 0.01")


@browser
def test_the_keyboard_alone_does_everything(window: Open) -> None:
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    page = window("episode1.html")
    until(page, READY)

    def press(key: str) -> None:
        ActionChains(page).send_keys(key).perform()

    press(Keys.TAB)
    assert page.execute_script("return document.activeElement.className") == "skip"
    reached = set()
    for _ in range(60):
        press(Keys.TAB)
        reached.add(page.execute_script("const e = document.activeElement; return e.id || e.hash || e.tagName"))
    assert {"audio", "back", "on", "speed", "follow", "#t=11.25", "#source-1"} <= reached
    page.execute_script("document.activeElement.blur()")
    press("n")
    until(page, f"Math.abs({TIME} - 11.25) < 0.01")
    press("h")
    until(page, f"Math.abs({TIME} - 4.9) < 0.01 || Math.abs({TIME} - 7) < 0.01")
    press("p")
    until(page, f"{TIME} < 0.01")
    press("j")
    until(page, f"{TIME} > 1.9")
    press("+")
    assert page.execute_script("return document.getElementById('audio').playbackRate") == 1.25
    press(" ")
    until(page, "!document.getElementById('audio').paused")
    press(" ")
    until(page, "document.getElementById('audio').paused")
    before = page.execute_script(f"return {TIME}")
    press(Keys.ARROW_RIGHT)
    until(page, f"{TIME} > {before} + 4.5")


@browser
def test_place_and_speed_are_remembered(window: Open) -> None:
    page = window("episode1.html")
    until(page, READY)
    page.execute_script(
        "const s = document.getElementById('speed'); s.value = '1.5'; s.dispatchEvent(new Event('change'));"
        "const a = document.getElementById('audio'); a.currentTime = 12; a.play();"
    )
    until(page, f"{TIME} > 12.5")
    page.execute_script("document.getElementById('audio').pause()")
    at = page.execute_script(f"return {TIME}")
    page.refresh()
    until(page, f"{READY} && Math.abs({TIME} - {at}) < 0.1")
    assert page.execute_script("return document.getElementById('audio').playbackRate") == 1.5


@browser
def test_without_scripts_it_is_a_text_with_a_player(window: Open) -> None:
    page = window("index.html")
    page.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    page.get(page.current_url.replace("index.html", "episode1.html"))
    read = "document.body.innerText"
    said = page.execute_cdp_cmd("Runtime.evaluate", {"expression": read})["result"]["value"]
    assert "I counted the boats twice" in said
    assert "Follow the text" not in said
    count = "document.querySelectorAll('audio[controls]').length"
    assert page.execute_cdp_cmd("Runtime.evaluate", {"expression": count})["result"]["value"] == 1


@browser
@pytest.mark.parametrize("name", ["index.html", "episode1.html"])
def test_on_a_small_screen_nothing_sticks_out(window: Open, name: str) -> None:
    page = window(name, width=360, height=700)
    until(page, "document.readyState == 'complete'")
    assert page.execute_script("return document.documentElement.scrollWidth") <= 360


@browser
def test_no_time_is_broken_over_two_lines(window: Open) -> None:
    page = window("episode1.html", width=320, height=700)
    until(page, "document.readyState == 'complete'")
    page.execute_script("document.querySelector('.chapters span').textContent = 'A long title of a chapter '.repeat(5)")
    lines = (
        "Array.from(document.querySelectorAll('.time'), e => e.offsetHeight / parseFloat(getComputedStyle(e).fontSize))"
    )
    assert max(page.execute_script(f"return {lines}")) < 3


@browser
def test_on_paper_there_is_the_text_and_no_player(window: Open) -> None:
    page = window("episode1.html")
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    shown = "return Array.from(document.querySelectorAll(arguments[0]), e => getComputedStyle(e).display)"
    assert set(page.execute_script(shown, ".player, .legend, .links")) == {"none"}
    assert "none" not in page.execute_script(shown, ".speech")


@browser
def test_who_wants_less_motion_gets_none(window: Open) -> None:
    page = window("episode1.html", media={"prefers-reduced-motion": "reduce"})
    moves = "return getComputedStyle(document.querySelector('.s')).transitionDuration"
    assert page.execute_script(moves) == "0s"


def node_package(name: str) -> Path:
    for root in filter(None, (os.environ.get("NODE_PATH"), str(ROOT / "node_modules"))):
        if (Path(root) / name).is_dir():
            return Path(root) / name
    pytest.skip(f"SKIPPED LOUDLY: {name} is not installed (npm install --no-save {name})")


@browser
@pytest.mark.parametrize("name", ["index.html", "episode1.html"])
@pytest.mark.parametrize(("scheme", "width"), [("light", 1200), ("dark", 360)])
def test_axe_finds_no_violation(window: Open, name: str, scheme: str, width: int) -> None:
    script = (node_package("axe-core") / "axe.min.js").read_text(encoding="utf-8")
    page = window(name, width=width, media={"prefers-color-scheme": scheme, "prefers-reduced-motion": "reduce"})
    until(page, "document.readyState == 'complete'")
    if name != "index.html":
        until(page, READY)
        page.execute_script("document.getElementById('audio').currentTime = 8")
        until(page, MARKED)
    page.execute_script(script)
    found = page.execute_async_script("axe.run().then(r => arguments[0]([r.passes.length, r.violations]))")
    assert found[0] > 20
    assert [(v["id"], [n["html"][:200] for n in v["nodes"]]) for v in found[1]] == []
