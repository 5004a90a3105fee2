// Shows how each attribution was found, filters by speaker, steps through, takes verdicts.
// All text comes from the JSON of the page and goes in as text, never as markup.
(() => {
  const { notes, bare, voices, unsure, id, pieces, key: shelf } = JSON.parse(document.getElementById("data").textContent);
  const byId = (name) => document.getElementById(name);
  const article = byId("text"), card = byId("note"), place = byId("place"), shown = byId("shown"), filtered = byId("filtered");
  const all = byId("all"), next = byId("next"), checked = byId("checked"), key = byId("key");
  const buttons = [...document.querySelectorAll("[data-who]")];
  const verdicts = keepVerdicts(shelf, notes.map((note) => note.record), pieces);
  const names = keepNames(shelf, voices);
  const parts = new Map(); // "a3" or "q0": its elements, in text order
  for (const piece of article.querySelectorAll("[data-of]")) {
    if (!parts.has(piece.dataset.of)) parts.set(piece.dataset.of, []);
    parts.get(piece.dataset.of).push(piece);
  }
  const stops = [...article.querySelectorAll(".said[tabindex]")]; // in the order of the text
  const called = notes.map((_, number) => byId("a" + number)?.getAttribute("aria-label"));
  const chosen = new Set(); // numbers of voices; none means all
  const GAP = 8; // pixels between the words and the card
  const NEAR = 120; // pixels within which words belong to the same view
  const LEAST = 200; // pixels of the card that are shown, whatever the room
  const SLOW = 140, LINGER = 320; // milliseconds before it opens and closes under a mouse
  let pinned = null; // what the keyboard or a click was last at: the place to go on from
  let held = false; // is its note to stay open?
  let open = null, timer = 0;

  const numberOf = (name) => (name !== null && name[0] === "a" ? Number(name.slice(1)) : null);
  const isOff = (element) => element.classList.contains("off");
  const keyAt = (target) => {
    let piece = target instanceof Element ? target.closest("article [data-of]") : null;
    while (piece && isOff(piece)) piece = piece.parentElement.closest("article [data-of]");
    return piece ? piece.dataset.of : null;
  };

  function make(tag, look, text, ...children) {
    const element = document.createElement(tag);
    if (look) element.className = look;
    if (text !== null) element.textContent = text;
    element.append(...children);
    return element;
  }

  function press(look, words, act) {
    const button = make("button", look, words);
    button.type = "button";
    button.addEventListener("click", act);
    return button;
  }

  function link(name, words) {
    const anchor = make("a", "", words);
    anchor.href = "#" + name;
    return anchor;
  }

  // The note

  function fill(name) {
    const number = Number(name.slice(1));
    const close = press("close", "×", dismiss);
    close.setAttribute("aria-label", "Close the note");
    if (name[0] === "q") {
      card.className = "";
      card.replaceChildren(make("p", "top", null, "Nobody’s words", make("span", "number", ""), close), make("p", "kind", bare[number]));
      return;
    }
    const note = notes[number], voice = voices[note.who];
    const list = listed(note.rows);
    const top = make("p", "top", null, make("span", "tag", voice.label), make("bdi", "name", names.of(note.who)));
    top.append(make("span", "number", `no. ${number + 1}`), close);
    card.className = voice.look;
    card.replaceChildren(top, make("p", "kind", note.kind), judging(number), correcting(number), list);
    if (note.more.length) card.append(make("details", "more", null, make("summary", "", "How it was decided"), listed(note.more)));
    const near = make("nav", "", null);
    if (note.inside !== null) near.append(link("a" + note.inside, `Inside ${note.inside + 1}: ${notes[note.inside].title}`));
    for (const each of note.holds) near.append(link("a" + each, `Holds ${each + 1}: ${notes[each].title}`));
    if (near.childElementCount) card.append(near);
  }

  function listed(rows) {
    const list = make("dl", "", null);
    for (const [row, value] of rows) list.append(make("dt", "", row), make("dd", "", value));
    return list;
  }

  // What goes with a verdict: who it is instead, which words are right.
  function correcting(number) {
    const verdict = verdicts.of(number)?.name, { speaker, start } = verdicts.detail(number);
    const row = make("p", "correcting", null);
    if (verdict === "wrong speaker") {
      row.append(asking("Who is it?", speaker || "", (words) => verdicts.correct(number, "wrong speaker", words ? { speaker: words } : {})));
    } else if (verdict === "wrong boundary") {
      row.textContent = start === undefined ? "Select the right words in the text." : `Right words: “${wordsAt(verdicts.detail(number))}”`;
    }
    row.hidden = !row.childNodes.length;
    return row;
  }

  function asking(words, value, then) {
    const field = make("input", "", null);
    field.value = value;
    field.setAttribute("list", "voices");
    field.setAttribute("aria-label", words);
    field.placeholder = words;
    field.addEventListener("change", () => then(field.value.trim()));
    return field;
  }

  const wordsAt = ({ start, end }) => [...article.textContent].slice(start, end).join("");

  function judging(number) {
    const row = make("div", "judging", null);
    row.setAttribute("role", "group");
    row.setAttribute("aria-label", "Your verdict");
    for (const verdict of VERDICTS) {
      const button = press("", `${verdict.sign} ${verdict.name}`, () => judge(number, verdict));
      button.dataset.verdict = verdict.name;
      button.title = `${verdict.name}: key ${verdict.key}; again takes it back`;
      button.setAttribute("aria-keyshortcuts", verdict.key);
      button.setAttribute("aria-pressed", String(verdicts.of(number) === verdict));
      row.append(button);
    }
    return row;
  }

  function light(name, on) {
    for (const piece of parts.get(name) || []) piece.classList.toggle("lit", on);
  }

  function show(name, near) {
    clearTimeout(timer);
    if (open === name) return;
    if (open !== null) light(open, false);
    open = name;
    light(name, true);
    fill(name);
    card.hidden = false;
    card.scrollTop = 0;
    put(near);
    tell(numberOf(name));
  }

  // Under the words that light up, so that none of them is hidden; above them where there is more room.
  function around(near) {
    const lines = (parts.get(open) || []).flatMap((piece) => [...piece.getClientRects()]);
    const close = lines.filter((line) => line.bottom > near.top - NEAR && line.top < near.bottom + NEAR);
    const top = Math.min(near.top, ...close.map((line) => line.top));
    return { left: near.left, top, bottom: Math.max(near.bottom, ...close.map((line) => line.bottom)) };
  }

  function put(line) {
    const near = around(line), view = document.documentElement;
    card.style.maxHeight = "";
    if (getComputedStyle(card).position === "fixed") return; // at the foot of a phone
    const height = card.offsetHeight;
    const below = view.clientHeight - near.bottom - 2 * GAP, above = near.top - header() - 2 * GAP;
    const isUnder = height <= below || below >= above;
    const room = Math.min(height, Math.max(LEAST, isUnder ? below : above));
    const x = Math.max(GAP, Math.min(near.left, view.clientWidth - card.offsetWidth - GAP));
    card.style.maxHeight = `${room}px`;
    card.style.left = `${x + window.scrollX}px`;
    card.style.top = `${(isUnder ? near.bottom + GAP : near.top - GAP - room) + window.scrollY}px`;
  }

  const header = () => document.querySelector("header").getBoundingClientRect().bottom;

  // Closes the note; the place stays.
  function hide() {
    clearTimeout(timer);
    if (open !== null) light(open, false);
    open = null;
    held = false;
    card.hidden = true;
    tell(null);
  }

  // Closes the note for somebody who wants to go on in the text.
  function dismiss() {
    if (open !== null && (pinned === null || !held)) pinned = open;
    if (pinned !== null) byId(pinned).focus({ preventScroll: true });
    hide();
  }

  // Back to what was chosen by keyboard or click, if its note is to stay.
  function settle() {
    if (pinned === null || !held) hide();
    else show(pinned, lastLine(byId(pinned)));
  }

  function lastLine(element) {
    const lines = element.getClientRects();
    return lines[lines.length - 1] || element.getBoundingClientRect();
  }

  function lineAt(element, event) {
    const lines = [...element.getClientRects()];
    return lines.find((line) => event.clientY >= line.top && event.clientY <= line.bottom) || lastLine(element);
  }

  // Verdicts

  function judge(number, verdict) {
    verdicts.give(number, verdict);
    mark(number);
    count();
    card.querySelector(".correcting")?.replaceWith(correcting(number));
    if (open !== null) put(lastLine(byId(open))); // the header may have grown
    for (const button of card.querySelectorAll("[data-verdict]")) {
      button.setAttribute("aria-pressed", String(verdicts.of(number)?.name === button.dataset.verdict));
    }
  }

  function mark(number) {
    const first = byId("a" + number), verdict = verdicts.of(number);
    const row = document.querySelector(`[data-row="${number}"] .verdict`);
    if (row) row.textContent = verdict ? `${verdict.sign} ${verdict.name}` : "";
    if (!first) return;
    first.dataset.tag = notes[number].tag + (verdict ? " " + verdict.sign : "");
    first.setAttribute("aria-label", called[number] + (verdict ? `, checked: ${verdict.name}` : ""));
  }

  function count() {
    if (!checked) return;
    const done = verdicts.count(), lost = verdicts.missed().length;
    const words = done || lost ? [`checked ${done} of ${notes.length}: ${verdicts.count("right")} right`] : [];
    checked.textContent = words.concat(lost ? `${lost} missed` : []).join(", ");
    checked.hidden = byId("copy").hidden = !words.length;
    byId("save").hidden = !words.length || !maySave();
  }

  // Steps

  const visible = () => stops.filter((stop) => !isOff(stop));

  function tell(number) {
    if (!place) return;
    const stops = visible(), at = number === null ? -1 : stops.indexOf(byId("a" + number));
    place.textContent = at < 0 ? `${stops.length} in all` : `${at + 1} of ${stops.length}`;
  }

  function go(element) {
    if (document.activeElement === element) enter(element); // its note was closed
    else element.focus();
  }

  function step(by) {
    const stops = visible();
    if (!stops.length) return;
    const from = stops.indexOf(pinned === null ? null : byId(pinned));
    go(stops[from < 0 ? nearest(stops, by) : (from + by + stops.length) % stops.length]);
  }

  // Where nothing is chosen yet: what follows, or goes before, the passage or the line in view.
  function nearest(stops, by) {
    const from = pinned !== null && byId(pinned);
    const follows = (stop) =>
      from ? from.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING : stop.getBoundingClientRect().top >= header();
    const next = stops.findIndex(follows);
    const onward = next < 0 ? 0 : next;
    return by > 0 ? onward : (onward - 1 + stops.length) % stops.length;
  }

  // The least sure first; from elsewhere, the first that nobody has checked.
  function doubt() {
    const open = unsure.filter((number) => byId("a" + number) && !isOff(byId("a" + number)));
    if (!open.length) return;
    const from = open.indexOf(numberOf(pinned));
    const fresh = Math.max(0, open.findIndex((number) => !verdicts.of(number)));
    go(byId("a" + open[from < 0 ? fresh : (from + 1) % open.length]));
  }

  function enter(element) {
    const name = element.dataset.of;
    pinned = name;
    held = true;
    show(name, lastLine(element));
    requestAnimationFrame(() => { if (open === name) put(lastLine(element)); }); // the page has scrolled by now
  }

  // The filter

  function filter() {
    const leftOut = (number) => chosen.size > 0 && !chosen.has(notes[number].who);
    for (const piece of article.querySelectorAll("[data-of^=a]")) {
      const off = leftOut(numberOf(piece.dataset.of));
      piece.classList.toggle("off", off);
      if (piece.id) piece.tabIndex = off ? -1 : 0;
    }
    for (const row of document.querySelectorAll("[data-row]")) row.hidden = leftOut(Number(row.dataset.row));
    for (const button of buttons) button.setAttribute("aria-pressed", String(chosen.has(Number(button.dataset.who))));
    const some = notes.filter((note) => chosen.has(note.who)).length;
    all.hidden = next.hidden = filtered.hidden = !chosen.size;
    shown.textContent = chosen.size ? `Showing ${some} of ${notes.length}` : "";
    const who = [...chosen].sort((a, b) => a - b).map((number) => voices[number].name);
    filtered.textContent = chosen.size ? `Showing ${some} of ${notes.length}: ${who.join(", ")}` : "";
    if (pinned !== null && isOff(byId(pinned))) hide();
    else tell(held ? numberOf(pinned) : null);
  }

  // What a mouse, a finger or a key does

  article.addEventListener("mouseover", (event) => {
    const name = keyAt(event.target);
    clearTimeout(timer);
    if (name === null) timer = setTimeout(settle, LINGER);
    else if (name !== open) timer = setTimeout(() => show(name, lineAt(event.target, event)), open === null ? SLOW : LINGER / 2);
  });
  article.addEventListener("mouseleave", () => { clearTimeout(timer); timer = setTimeout(settle, LINGER); });
  card.addEventListener("mouseenter", () => clearTimeout(timer));
  card.addEventListener("focusin", () => { pinned = open; held = true; });
  card.addEventListener("mouseleave", () => { timer = setTimeout(settle, LINGER); });
  article.addEventListener("click", (event) => {
    const name = keyAt(event.target), first = name && byId(name);
    if (first && !String(getSelection())) {
      first.focus({ preventScroll: true });
      pinned = name;
      held = true;
      show(name, lineAt(event.target, event));
    }
  });
  article.addEventListener("focusin", (event) => {
    const name = event.target.id !== "text" ? keyAt(event.target) : null;
    if (name !== null) enter(event.target);
  });
  document.addEventListener("focusout", (event) => {
    const to = event.relatedTarget;
    if (to && !card.contains(to) && !article.contains(to) && !to.closest(".tools")) hide();
  });
  // On a phone the note that a finger opens may slide under it before the click lands.
  let pressed = null;
  document.addEventListener("pointerdown", (event) => { pressed = event.target; }, true);
  document.addEventListener("click", (event) => {
    if (!event.target.isConnected) return; // a button of a note that has changed
    if (event.target !== pressed && pressed && article.contains(pressed) && keyAt(pressed) !== null) return;
    if (!event.target.closest("article, #note, #picking, .tools, #next, aside a")) hide();
    const to = event.target.closest("a[href^='#']");
    const goal = to && byId(to.getAttribute("href").slice(1));
    if (to?.id === "doubts") {
      event.preventDefault();
      doubt();
    } else if (goal) {
      event.preventDefault();
      if (isOff(goal)) { chosen.clear(); filter(); }
      goal.focus();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.target.tagName === "INPUT") return;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const inText = event.target.matches("article [tabindex]"), inCard = card.contains(event.target);
    const by = { j: 1, k: -1, ...(inText ? { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 } : {}) }[event.key];
    const verdict = VERDICTS.find((each) => each.key === event.key);
    const number = numberOf(open ?? (inText ? pinned : null));
    if (by) step(by);
    else if (event.key === "u") doubt();
    else if (verdict && number !== null) judge(number, verdict);
    else if (event.key === "Enter" && inText && open !== null) card.focus();
    else if (event.key === "Enter" && pinned !== null && (inText || event.target === document.body)) go(byId(pinned));
    else if (event.key === "Escape" && open !== null) dismiss();
    else if (event.key === "Tab" && inCard && pinned !== null && leaves(event)) byId(pinned).focus();
    else return;
    event.preventDefault();
  });

  // Does this key lead out of the note?
  function leaves(event) {
    const inside = [...card.querySelectorAll("a, button, summary, input")].filter((each) => each.offsetParent);
    const at = inside.indexOf(event.target);
    return event.shiftKey ? at <= 0 : at === inside.length - 1;
  }

  for (const button of buttons) {
    button.addEventListener("click", () => {
      const who = Number(button.dataset.who), on = !chosen.has(who);
      for (const each of names.alike(who, voices.map((_, number) => number))) chosen[on ? "add" : "delete"](each);
      filter();
      const first = on && stops.find((stop) => notes[numberOf(stop.dataset.of)].who === who);
      if (first) first.scrollIntoView({ block: "center" });
    });
  }

  // Names

  const editing = byId("editing"), rename = byId("rename");
  function relabel() {
    for (const button of buttons) button.querySelector(".name").textContent = names.of(Number(button.dataset.who));
    byId("renamed").hidden = !names.count() || !maySave();
    byId("voices").replaceChildren(...voices.filter((voice) => voice.type).map((_, number) => {
      const option = make("option", "", null);
      option.value = names.of(number);
      return option;
    }));
  }
  rename?.addEventListener("click", () => {
    editing.hidden = !editing.hidden;
    rename.setAttribute("aria-expanded", String(!editing.hidden));
    if (editing.hidden || editing.childElementCount) return;
    editing.append(make("p", "", "The same name for two makes them one. Save writes a table for quotekit speakers --overrides."));
    voices.forEach((voice, number) => {
      if (!voice.type) return;
      const field = asking(`Name of ${voice.name}`, names.of(number), (words) => { names.rename(number, words); field.value = names.of(number); relabel(); });
      editing.append(field);
    });
  });
  byId("renamed")?.addEventListener("click", () => save(names.table(id), "speakers.csv", "text/csv"));

  // What was missed, and which words are right

  const picking = byId("picking");
  function offer(start, end) {
    picking.hidden = start === null;
    if (start === null) return;
    const number = held ? numberOf(pinned) : null;
    const actions = [press("", "Speech that was missed", () => ask(start, end))];
    if (number !== null) actions.unshift(press("", `These are the words of no. ${number + 1}`, () => {
      verdicts.correct(number, "wrong boundary", { start, end });
      getSelection().removeAllRanges();
      mark(number);
      count();
      if (open === "a" + number) { fill(open); put(lastLine(byId(open))); }
    }));
    picking.replaceChildren(...actions);
  }
  function ask(start, end) {
    const field = asking("Who says it? (may stay empty)", "", () => {});
    const done = press("", "Note it", () => {
      if (verdicts.miss(start, end, field.value.trim() || undefined)) count();
      picking.hidden = true;
      tellMissed();
    });
    picking.replaceChildren(make("span", "", `Missed: “${wordsAt({ start, end }).slice(0, 60)}”`), field, done);
    field.focus();
  }
  function tellMissed() {
    const list = byId("missed");
    list.hidden = !verdicts.missed().length;
    list.replaceChildren(make("h2", "", "Missed, as you say"), ...verdicts.missed().map((each) => {
      const row = make("p", "", `${each.speaker || "somebody"}: “${wordsAt(each).slice(0, 90)}” `);
      row.append(press("", "take back", () => { verdicts.forget(each); count(); tellMissed(); }));
      return row;
    }));
  }
  picking.addEventListener("mousedown", (event) => { if (event.target.tagName !== "INPUT") event.preventDefault(); }); // keeps the selection
  watchSelection(article, (start, end) => { if (start !== null || !picking.contains(document.activeElement)) offer(start, end); });
  if (voices.length) relabel();
  tellMissed();
  all?.addEventListener("click", () => { chosen.clear(); filter(); buttons[0].focus(); });
  next?.addEventListener("click", () => step(1));
  byId("back")?.addEventListener("click", () => step(-1));
  byId("on")?.addEventListener("click", () => step(1));
  byId("save")?.addEventListener("click", () => save(verdicts.lines(), "verdicts.jsonl", "application/x-ndjson"));
  byId("copy")?.addEventListener("click", (event) => {
    const button = event.currentTarget;
    button.textContent = copy(verdicts.lines(), checked) ? "Copied" : "Not copied";
    setTimeout(() => { button.textContent = "Copy"; }, 1500);
  });
  addEventListener("resize", () => { if (open !== null && byId(open)) put(lastLine(byId(open))); });
  // What sticks and what is scrolled to keeps clear of the header, however many lines it has.
  new ResizeObserver(() => document.documentElement.style.setProperty("--bar", `${document.querySelector("header").offsetHeight}px`))
    .observe(document.querySelector("header"));
  addEventListener("beforeprint", () => { hide(); key.open = true; });
  addEventListener("hashchange", arrive);
  // An index leads to one of them.
  function arrive() {
    const goal = location.hash && byId(location.hash.slice(1));
    if (goal && goal.matches("article [tabindex]")) goal.focus();
  }

  if (matchMedia("(max-width: 60rem)").matches) key.open = false; // it stands above the text there
  notes.forEach((_, number) => { if (verdicts.of(number)) mark(number); });
  count();
  arrive();
})();
