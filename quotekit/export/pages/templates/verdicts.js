// Keeps what a person says of each attribution, and writes it down as JSON lines.
// Nothing leaves the page without a click; where a browser keeps nothing, it lasts as long as the page.
"use strict";
const VERDICTS = [
  { key: "1", name: "right", sign: "✓" },
  { key: "2", name: "wrong", sign: "✗" },
  { key: "3", name: "wrong speaker", sign: "≠" },
];

function keepVerdicts(shelf, id, records) {
  const given = new Map(); // number of the attribution, from 0: a verdict
  try {
    for (const [number, name] of JSON.parse(localStorage.getItem(shelf)) || []) {
      const verdict = VERDICTS.find((each) => each.name === name);
      if (verdict && records[number]) given.set(number, verdict);
    }
  } catch { /* a frame without storage, or something else under this name */ }

  function keep() {
    try {
      localStorage.setItem(shelf, JSON.stringify([...given].map(([number, verdict]) => [number, verdict.name])));
    } catch { /* full, or not allowed */ }
  }

  return {
    of: (number) => given.get(number) || null,
    count: (name) => [...given.values()].filter((each) => !name || each.name === name).length,
    // The same verdict again takes it back.
    give(number, verdict) {
      if (given.get(number) === verdict) given.delete(number);
      else given.set(number, verdict);
      keep();
    },
    lines: () =>
      records
        .map((record, number) => given.has(number) && JSON.stringify({ id, ...record, verdict: given.get(number).name }) + "\n")
        .filter(Boolean)
        .join(""),
  };
}

// A frame without rights of its own, as notebooks make them, may not download.
const maySave = () => self.origin !== "null" || location.protocol === "file:";

function save(lines) {
  const page = decodeURIComponent(location.pathname.split("/").pop()).replace(/\.html?$/, "");
  const anchor = document.createElement("a");
  anchor.href = URL.createObjectURL(new Blob([lines], { type: "application/x-ndjson" }));
  anchor.download = `${page || "page"}-verdicts.jsonl`;
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
