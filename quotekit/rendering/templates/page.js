// Shows how each attribution was found, filters by speaker, steps through.
// All text comes from the JSON of the page and goes in as text, never as markup.
"use strict";
(() => {
  const { notes, bare, voices } = JSON.parse(document.getElementById("data").textContent);
  const article = document.getElementById("text");
  const card = document.getElementById("note");
  const place = document.getElementById("place");
  const shown = document.getElementById("shown");
  const all = document.getElementById("all");
  const buttons = [...document.querySelectorAll("[data-who]")];
  const pieces = new Map(); // "a3" or "q0": its elements, in text order
  for (const piece of article.querySelectorAll("[data-of]")) {
    if (!pieces.has(piece.dataset.of)) pieces.set(piece.dataset.of, []);
    pieces.get(piece.dataset.of).push(piece);
  }
  const stops = [...article.querySelectorAll(".said[tabindex]")]; // in the order of the text
  const chosen = new Set(); // numbers of voices; none means all
  const GAP = 8; // pixels between the words and the card
  const NEAR = 120; // pixels within which words belong to the same view
  const SLOW = 140, LINGER = 320; // milliseconds before it opens and closes under a mouse
  let pinned = null, open = null, timer = 0;

  const voiceOf = (key) => (key[0] === "a" ? voices[notes[Number(key.slice(1))].who] : null);
  const firstOf = (key) => document.getElementById(key);
  const keyAt = (target) => {
    let piece = target instanceof Element ? target.closest("article [data-of]") : null;
    while (piece && piece.classList.contains("off")) piece = piece.parentElement.closest("article [data-of]");
    return piece ? piece.dataset.of : null;
  };

  function make(tag, look, text, ...children) {
    const element = document.createElement(tag);
    if (look) element.className = look;
    if (text !== null) element.textContent = text;
    element.append(...children);
    return element;
  }

  function link(key, words) {
    const button = make("a", "", words);
    button.href = "#" + key;
    return button;
  }

  function fill(key) {
    const number = Number(key.slice(1));
    if (key[0] === "q") {
      card.className = "";
      card.replaceChildren(make("p", "top", "Attributed to nobody"), make("p", "kind", bare[number]));
      return;
    }
    const note = notes[number], voice = voices[note.who];
    const list = make("dl", "", null);
    for (const [name, value] of note.rows) list.append(make("dt", "", name), make("dd", "", value));
    const top = make("p", "top", null, make("span", "tag", voice.label), make("bdi", "name", note.title));
    top.append(make("span", "number", `no. ${number + 1}`));
    card.className = voice.look;
    card.replaceChildren(top, make("p", "kind", note.kind), list);
    const near = make("nav", "", null);
    if (note.inside !== null) near.append(link("a" + note.inside, `Inside ${note.inside + 1}: ${notes[note.inside].title}`));
    for (const each of note.holds) near.append(link("a" + each, `Holds ${each + 1}: ${notes[each].title}`));
    if (near.childElementCount) card.append(near);
  }

  function light(key, on) {
    for (const piece of pieces.get(key) || []) piece.classList.toggle("lit", on);
  }

  function show(key, near) {
    clearTimeout(timer);
    if (open === key) return;
    if (open !== null) light(open, false);
    open = key;
    light(key, true);
    fill(key);
    card.hidden = false;
    card.scrollTop = 0;
    put(near);
    if (key[0] === "a") tell(Number(key.slice(1)));
  }

  // Under the words that light up, so that none of them is hidden; above them where there is no room.
  function around(near) {
    const lines = (pieces.get(open) || []).flatMap((piece) => [...piece.getClientRects()]);
    const close = lines.filter((line) => line.bottom > near.top - NEAR && line.top < near.bottom + NEAR);
    const top = Math.min(near.top, ...close.map((line) => line.top));
    return { left: near.left, top, bottom: Math.max(near.bottom, ...close.map((line) => line.bottom)) };
  }

  function put(line) {
    const near = around(line);
    const view = document.documentElement, height = card.offsetHeight, top = header();
    const below = near.bottom + GAP, above = near.top - GAP - height;
    const y = below + height > view.clientHeight && above > top ? above : below;
    const x = Math.max(GAP, Math.min(near.left, view.clientWidth - card.offsetWidth - GAP));
    card.style.left = `${x + window.scrollX}px`;
    card.style.top = `${y + window.scrollY}px`;
  }

  const header = () => document.querySelector("header").getBoundingClientRect().bottom;

  function hide() {
    clearTimeout(timer);
    if (open !== null) light(open, false);
    open = pinned = null;
    card.hidden = true;
    tell(null);
  }

  // Back to what was chosen by keyboard or click, if anything.
  function settle() {
    if (pinned === null) hide();
    else show(pinned, lastLine(firstOf(pinned)));
  }

  function lastLine(element) {
    const lines = element.getClientRects();
    return lines[lines.length - 1] || element.getBoundingClientRect();
  }

  function lineAt(element, event) {
    const lines = [...element.getClientRects()];
    return lines.find((line) => event.clientY >= line.top && event.clientY <= line.bottom) || lastLine(element);
  }

  function tell(number) {
    if (!place) return;
    const visible = stops.filter((stop) => !stop.classList.contains("off"));
    const at = number === null ? -1 : visible.indexOf(firstOf("a" + number));
    place.textContent = at < 0 ? String(visible.length) : `${at + 1} of ${visible.length}`;
  }

  function step(by) {
    const visible = stops.filter((stop) => !stop.classList.contains("off"));
    if (!visible.length) return;
    const from = visible.indexOf(pinned === null ? null : firstOf(pinned));
    const to = from < 0 ? nearest(visible, by) : (from + by + visible.length) % visible.length;
    visible[to].focus();
  }

  // Where nothing is chosen yet: what follows, or goes before, the passage or the line in view.
  function nearest(visible, by) {
    const from = pinned !== null && firstOf(pinned);
    const follows = (stop) =>
      from ? from.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING : stop.getBoundingClientRect().top >= header();
    const next = visible.findIndex(follows);
    const onward = next < 0 ? 0 : next;
    return by > 0 ? onward : (onward - 1 + visible.length) % visible.length;
  }

  function filter() {
    for (const piece of article.querySelectorAll("[data-of^=a]")) {
      const isOff = chosen.size > 0 && !chosen.has(notes[Number(piece.dataset.of.slice(1))].who);
      piece.classList.toggle("off", isOff);
      if (piece.id) piece.tabIndex = isOff ? -1 : 0;
    }
    for (const button of buttons) button.setAttribute("aria-pressed", String(chosen.has(Number(button.dataset.who))));
    const count = notes.filter((note) => chosen.has(note.who)).length;
    all.hidden = !chosen.size;
    shown.textContent = chosen.size ? `Showing ${count} of ${notes.length}` : "";
    if (pinned !== null && firstOf(pinned).classList.contains("off")) hide();
    else tell(pinned !== null && pinned[0] === "a" ? Number(pinned.slice(1)) : null);
  }

  article.addEventListener("mouseover", (event) => {
    const key = keyAt(event.target);
    clearTimeout(timer);
    if (key === null) timer = setTimeout(settle, LINGER);
    else if (key !== open) timer = setTimeout(() => show(key, lineAt(event.target, event)), open === null ? SLOW : LINGER / 2);
  });
  article.addEventListener("mouseleave", () => { clearTimeout(timer); timer = setTimeout(settle, LINGER); });
  card.addEventListener("mouseenter", () => clearTimeout(timer));
  card.addEventListener("mouseleave", () => { timer = setTimeout(settle, LINGER); });
  article.addEventListener("click", (event) => {
    const key = keyAt(event.target), first = key && firstOf(key);
    if (first && !String(getSelection())) {
      first.focus({ preventScroll: true });
      pinned = key;
      show(key, lineAt(event.target, event));
    }
  });
  article.addEventListener("focusin", (event) => {
    const key = event.target.id !== "text" ? keyAt(event.target) : null;
    if (key === null) return;
    pinned = key;
    show(key, lastLine(event.target));
    requestAnimationFrame(() => { if (open === key) put(lastLine(event.target)); }); // the page has scrolled by now
  });
  document.addEventListener("focusout", (event) => {
    const to = event.relatedTarget;
    if (to && !card.contains(to) && !article.contains(to) && !to.closest(".steps")) hide();
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("article, #note, .steps, aside a")) hide();
    const to = event.target.closest("a[href^='#']");
    const goal = to && firstOf(to.getAttribute("href").slice(1));
    if (goal) {
      event.preventDefault();
      if (goal.classList.contains("off")) { chosen.clear(); filter(); }
      goal.focus();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const inText = event.target.matches("article [tabindex]");
    const by = { j: 1, k: -1, ...(inText ? { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 } : {}) }[event.key];
    if (by) {
      event.preventDefault();
      step(by);
    } else if (event.key === "Enter" && inText) {
      event.preventDefault();
      card.focus();
    } else if (event.key === "Escape") {
      if (card.contains(document.activeElement) && pinned !== null) firstOf(pinned).focus();
      hide();
    }
  });
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const who = Number(button.dataset.who);
      if (!chosen.delete(who)) chosen.add(who);
      filter();
    });
  }
  if (all) all.addEventListener("click", () => { chosen.clear(); filter(); buttons[0].focus(); });
  document.getElementById("back")?.addEventListener("click", () => step(-1));
  document.getElementById("on")?.addEventListener("click", () => step(1));
  addEventListener("resize", () => { if (open !== null && firstOf(open)) put(lastLine(firstOf(open))); });
})();
