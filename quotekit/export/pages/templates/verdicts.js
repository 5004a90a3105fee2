// Keeps what a person says of each attribution, and what was missed, and writes it down as JSON lines.
// Nothing leaves the page without a click; where a browser keeps nothing, it lasts as long as the page.
"use strict";
const VERDICTS = [
  { key: "1", name: "right", sign: "✓" },
  { key: "2", name: "wrong", sign: "✗" },
  { key: "3", name: "wrong speaker", sign: "≠" },
  { key: "4", name: "wrong boundary", sign: "↔" },
];

// `pieces`: [start, end, identifier of the text, place of the start in it], for what is no attribution.
function keepVerdicts(shelf, records, pieces) {
  const given = new Map(); // number of the attribution, from 0: { verdict, speaker, start, end }
  const missed = []; // { start, end, speaker }: places in the page
  try {
    for (const [number, name, more] of JSON.parse(localStorage.getItem(shelf)) || []) {
      const verdict = VERDICTS.find((each) => each.name === name);
      if (number === null && name === "missed" && more) missed.push(more);
      else if (verdict && records[number]) given.set(number, { verdict, ...more });
    }
  } catch { /* a frame without storage, or something else under this name */ }

  function keep() {
    const rows = [...given].map(([number, { verdict, ...more }]) => [number, verdict.name, more]);
    try {
      localStorage.setItem(shelf, JSON.stringify([...rows, ...missed.map((each) => [null, "missed", each])]));
    } catch { /* full, or not allowed */ }
  }

  // A place in the page as a text and a place in it; null where the page says something of its own there.
  function locate({ start, end }) {
    const piece = pieces.find(([first, last]) => first <= start && end <= last);
    return piece ? { id: piece[2], start: piece[3] + start - piece[0], end: piece[3] + end - piece[0] } : null;
  }

  function line(number) {
    const { verdict, speaker, start, end } = given.get(number);
    const moved = verdict.name === "wrong boundary" && start !== undefined && locate({ start, end });
    return {
      ...records[number],
      verdict: verdict.name,
      ...(verdict.name === "wrong speaker" && speaker ? { right_speaker: speaker } : {}),
      ...(moved ? { right_start: moved.start, right_end: moved.end } : {}),
    };
  }

  return {
    of: (number) => given.get(number)?.verdict || null,
    detail: (number) => given.get(number) || {},
    missed: () => missed,
    count: (name) => [...given.values()].filter((each) => !name || each.verdict.name === name).length,
    // The same verdict again takes it back.
    give(number, verdict) {
      if (given.get(number)?.verdict === verdict) given.delete(number);
      else given.set(number, { verdict });
      keep();
    },
    correct(number, name, more) {
      given.set(number, { verdict: VERDICTS.find((each) => each.name === name), ...more });
      keep();
    },
    // Gives whether the place is one of the text.
    miss(start, end, speaker) {
      if (!locate({ start, end })) return false;
      missed.push({ start, end, speaker });
      keep();
      return true;
    },
    forget(each) {
      missed.splice(missed.indexOf(each), 1);
      keep();
    },
    lines: () =>
      [
        ...records.map((_, number) => given.has(number) && line(number)),
        ...missed.map((each) => ({ ...locate(each), number: null, verdict: "missed", right_speaker: each.speaker || null })),
      ]
        .filter(Boolean)
        .map((each) => JSON.stringify(each) + "\n")
        .join(""),
  };
}

// A frame without rights of its own, as notebooks make them, may not download.
const maySave = () => self.origin !== "null" || location.protocol === "file:";

function save(words, ending, type) {
  const page = decodeURIComponent(location.pathname.split("/").pop()).replace(/\.html?$/, "");
  const anchor = document.createElement("a");
  anchor.href = URL.createObjectURL(new Blob([words], { type }));
  anchor.download = `${page || "page"}-${ending}`;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 1000);
}

// The old way, since frames of notebooks have no right to the new one. Gives whether it worked.
function copy(lines, beside) {
  const put = (event) => { event.clipboardData.setData("text/plain", lines); event.preventDefault(); };
  getSelection().selectAllChildren(beside); // some browsers copy only where something is selected
  document.addEventListener("copy", put, { once: true });
  const worked = document.execCommand("copy");
  document.removeEventListener("copy", put);
  getSelection().removeAllRanges();
  return worked;
}
