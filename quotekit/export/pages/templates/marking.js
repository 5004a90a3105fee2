// Lets a person select words: speech that was missed, or the right words of an attribution.
"use strict";

// `after(start, end)` is told what was selected in the article, in code points; null where nothing is.
function watchSelection(article, after) {
  const length = (words) => [...words].length;
  const upTo = (node, offset) => {
    const range = document.createRange();
    range.setStart(article, 0);
    range.setEnd(node, offset);
    return length(range.toString());
  };
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    const range = selection.rangeCount ? selection.getRangeAt(0) : null;
    if (!range || range.collapsed || !article.contains(range.commonAncestorContainer)) return after(null, null);
    const words = range.toString(), trimmed = words.trim();
    if (!trimmed) return after(null, null);
    const start = upTo(range.startContainer, range.startOffset) + length(words.slice(0, words.indexOf(trimmed)));
    return after(start, start + length(trimmed));
  });
}
