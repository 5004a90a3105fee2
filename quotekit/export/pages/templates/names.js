// Lets a person rename and merge speakers, and writes that down as an override table for quotekit.
"use strict";

function keepNames(shelf, voices) {
  const given = new Map(); // number of the voice: the name it is given
  const place = shelf + " names";
  try {
    for (const [number, name] of JSON.parse(localStorage.getItem(place)) || []) {
      if (voices[number] && typeof name === "string") given.set(number, name);
    }
  } catch { /* a frame without storage, or something else under this name */ }

  const slug = (name) =>
    name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  const cell = (words) => (/[",\n\r]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words);

  return {
    of: (number) => given.get(number) ?? voices[number].name,
    count: () => given.size,
    rename(number, name) {
      const words = name.trim();
      if (!words || words === voices[number].name) given.delete(number);
      else given.set(number, words);
      try {
        localStorage.setItem(place, JSON.stringify([...given]));
      } catch { /* full, or not allowed */ }
    },
    // Who goes by the same name now.
    alike: (number, all) => all.filter((each) => (given.get(each) ?? voices[each].name) === (given.get(number) ?? voices[number].name)),
    table: (id) =>
      ["form,id,text,name,wikidata,note", ...[...given].map(([number, name]) => [voices[number].name, slug(name), id, name, "", ""].map(cell).join(","))]
        .join("\r\n") + "\r\n",
  };
}
