"use strict";
// Reading along. Everything here is an addition: without it the page is a text with a player above it.
(() => {
  const root = document.documentElement;
  root.classList.add("scripted");
  if (location.protocol !== "file:") document.querySelectorAll(".local-note").forEach((note) => { note.hidden = true; });

  const copy = document.getElementById("copy");
  if (copy) copy.addEventListener("click", () => {
    const address = document.getElementById("feed-address");
    getSelection().selectAllChildren(address);
    const said = () => { copy.textContent = "Copied"; };
    if (navigator.clipboard) navigator.clipboard.writeText(address.textContent).then(said, () => document.execCommand("copy") && said());
    else if (document.execCommand("copy")) said();
  });

  const audio = document.getElementById("audio");
  if (!audio || !audio.dataset.key) return;
  const sentences = Array.from(document.querySelectorAll(".s"));
  const starts = sentences.map((s) => Number(s.dataset.start));
  const ends = sentences.map((s) => Number(s.dataset.end));
  const chapters = Array.from(document.querySelectorAll(".chapters a"));
  const chapterStarts = chapters.map((a) => timeOf(a.hash));
  const follow = document.getElementById("follow");
  const speed = document.getElementById("speed");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let now = -1, chapter = -1, restUntil = 0, saved = 0, waiting = null;

  // A page opened from disk may be refused its storage; then nothing is remembered.
  const memory = {
    read(name) { try { return localStorage.getItem(`narrate:${name}`); } catch { return null; } },
    write(name, value) { try { localStorage.setItem(`narrate:${name}`, value); } catch { /* see above */ } },
  };

  function timeOf(hash) {
    const match = /^#t=(?:npt:)?([\d.:]+)/.exec(decodeURIComponent(hash || ""));
    if (!match) return NaN;
    return match[1].split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  }

  function last(list, time) {  // the last index whose value is not after `time`, or -1
    let low = 0, high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle] <= time) low = middle + 1; else high = middle;
    }
    return low - 1;
  }

  function mark() {
    // A hair's breadth more than the start, so that a seek to it finds it in spite of rounding.
    const time = audio.currentTime + 0.02;
    let found = last(starts, time);
    // In a long pause nothing is spoken; in a short one the mark rests, since a flicker would tire the eye.
    if (found >= 0 && time > ends[found] + 1.5) found = -1;
    if (found !== now) {
      if (now >= 0) { sentences[now].classList.remove("now"); sentences[now].removeAttribute("aria-current"); }
      if (found >= 0) {
        sentences[found].classList.add("now");
        sentences[found].setAttribute("aria-current", "true");
        if (!audio.paused) bring(sentences[found]);
      }
      now = found;
    }
    const at = last(chapterStarts, time);
    if (at !== chapter) {
      if (chapter >= 0) chapters[chapter].removeAttribute("aria-current");
      if (at >= 0) chapters[at].setAttribute("aria-current", "true");
      chapter = at;
    }
  }

  function bring(element) {
    if (!follow.checked || performance.now() < restUntil) return;
    const box = element.getBoundingClientRect();
    const top = document.querySelector(".player").getBoundingClientRect().bottom;
    if (box.top < top + 8 || box.bottom > innerHeight - 48)
      element.scrollIntoView({ block: "center", behavior: still.matches ? "auto" : "smooth" });
  }

  function frame() {
    mark();
    if (!audio.paused && !audio.ended) requestAnimationFrame(frame);
  }

  function seek(time, play) {
    const to = Math.max(0, Math.min(time, audio.duration || time));
    if (audio.readyState === 0) { waiting = to; audio.load(); } else audio.currentTime = to;
    if (play) audio.play().catch(() => {});
    if (audio.readyState > 0) mark();
  }

  audio.addEventListener("loadedmetadata", () => {
    if (waiting !== null) { audio.currentTime = waiting; waiting = null; }
    mark();
  });
  audio.addEventListener("play", () => requestAnimationFrame(frame));
  audio.addEventListener("seeked", mark);
  audio.addEventListener("seeking", mark);
  audio.addEventListener("timeupdate", () => {
    mark();
    if (Math.abs(audio.currentTime - saved) > 2) keep();
  });
  audio.addEventListener("pause", keep);
  audio.addEventListener("ended", () => memory.write(audio.dataset.key, "0"));
  addEventListener("pagehide", keep);
  function keep() {
    if (audio.readyState === 0 || audio.ended) return;
    saved = audio.currentTime;
    memory.write(audio.dataset.key, saved.toFixed(2));
  }

  function setSpeed(value) {
    audio.playbackRate = audio.defaultPlaybackRate = value;
    speed.value = String(value);
    memory.write("speed", String(value));
  }
  speed.addEventListener("change", () => setSpeed(Number(speed.value)));
  const before = memory.read("speed");
  if (Array.from(speed.options).some((option) => option.value === before)) setSpeed(Number(before));

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#t=']");
    if (link) {
      event.preventDefault();
      history.replaceState(null, "", link.hash);
      restUntil = 0;
      seek(timeOf(link.hash), true);
      return;
    }
    const sentence = event.target.closest(".s");
    // Someone who marks words with the mouse wants to copy them, not to hear them.
    if (sentence && getSelection().isCollapsed) seek(Number(sentence.dataset.start), true);
  });
  document.getElementById("back").addEventListener("click", () => seek(audio.currentTime - 15, false));
  document.getElementById("on").addEventListener("click", () => seek(audio.currentTime + 30, false));

  for (const name of ["wheel", "touchmove"]) addEventListener(name, () => { restUntil = performance.now() + 6000; }, { passive: true });

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest("input, select, textarea, button, audio") && event.key !== "Escape") return;
    const at = Math.max(0, last(starts, audio.currentTime + 0.02));
    const speeds = Array.from(speed.options, (option) => Number(option.value));
    const step = (by) => setSpeed(speeds[Math.max(0, Math.min(speeds.length - 1, speeds.indexOf(audio.playbackRate) + by))]);
    const keys = {
      " ": () => { if (audio.paused) audio.play().catch(() => {}); else audio.pause(); },
      k: () => keys[" "](),
      ArrowLeft: () => seek(audio.currentTime - 5),
      ArrowRight: () => seek(audio.currentTime + 5),
      j: () => seek(starts[Math.min(starts.length - 1, at + 1)]),
      h: () => seek(starts[audio.currentTime - starts[at] > 1.5 ? at : Math.max(0, at - 1)]),
      n: () => chapters[chapter + 1] && seek(chapterStarts[chapter + 1]),
      p: () => seek(chapterStarts[Math.max(0, audio.currentTime - chapterStarts[chapter] > 2 ? chapter : chapter - 1)] || 0),
      "+": () => step(1), "=": () => step(1), "-": () => step(-1),
    };
    // A link that has the focus keeps its own keys.
    if (event.key === " " && event.target.closest("a")) return;
    if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
  });

  const asked = timeOf(location.hash);
  const remembered = Number(memory.read(audio.dataset.key));
  if (!Number.isNaN(asked)) seek(asked, false);
  else if (remembered > 5) seek(remembered, false);
  addEventListener("hashchange", () => { const time = timeOf(location.hash); if (!Number.isNaN(time)) seek(time, false); });
})();
