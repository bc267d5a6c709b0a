// A line of a transcript: its characters and words, what of it is selected, and how it is drawn.
// Places are counted in code points, as Python counts them; the page counts UTF-16 units, so every
// place that comes from it is translated.

/** A text with its code points, and where its characters (graphemes) and words begin and end. */
function measure(text, lang) {
  const points = Array.from(text);
  const units = points.reduce((ends, point) => [...ends, ends.at(-1) + point.length], [0]);
  const pointAt = (unit) => units.findLastIndex((each) => each <= unit);
  const segments = (granularity) =>
    Array.from(new Intl.Segmenter(HTML_LANG[lang], { granularity }).segment(text), (each) => ({
      start: pointAt(each.index),
      end: pointAt(each.index + each.segment.length),
      isWord: each.isWordLike,
    }));
  return {
    length: points.length,
    slice: (start, end) => points.slice(start, end).join(""),
    pointAt,
    stops: [0, ...segments("grapheme").map((each) => each.end)],
    words: segments("word").filter((each) => each.isWord),
  };
}

/** `start` and `end` moved out to whole characters, then in past the white space at both ends. */
function tidy(text, start, end) {
  let from = text.stops.findLast((stop) => stop <= start);
  let to = text.stops.find((stop) => stop >= end);
  while (from < to && !text.slice(from, from + 1).trim()) from += 1;
  while (from < to && !text.slice(to - 1, to).trim()) to -= 1;
  return [from, to];
}

/** Which part of an element's text a range covers, in UTF-16 units; an empty part if none. */
function partOf(range, box) {
  if (!range.intersectsNode(box)) return [0, 0];
  const all = document.createRange();
  all.selectNodeContents(box);
  const part = all.cloneRange();
  if (range.compareBoundaryPoints(Range.START_TO_START, all) > 0)
    part.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, all) < 0)
    part.setEnd(range.endContainer, range.endOffset);
  all.setEnd(part.startContainer, part.startOffset);
  const before = all.toString().length;
  return [before, before + part.toString().length];
}

/** Where the caret goes from `at` with an arrow key. */
function stepFrom(text, at, forward, byWord) {
  if (byWord && forward) return text.words.find((word) => word.end > at)?.end ?? text.length;
  if (byWord) return text.words.findLast((word) => word.start < at)?.start ?? 0;
  if (forward) return text.stops.find((stop) => stop > at) ?? text.length;
  return text.stops.findLast((stop) => stop < at) ?? 0;
}

function badgeOf(number) {
  return h("span", { class: `hf-badge hf-rule-${number}`, "aria-hidden": "true" }, String(number));
}

/** A line's text in pieces: marked or not, selected or not, and the caret between two of them. */
function piecesOf(line, marks, selected, numberOf) {
  const cuts = new Set([0, line.text.length, line.at, ...selected]);
  for (const mark of marks) cuts.add(mark.start).add(mark.end);
  const places = [...cuts].sort((one, two) => one - two);
  const caret = h("span", { class: "hf-caret" });
  const pieces = places.slice(1).flatMap((end, place) => {
    const start = places[place];
    const mark = marks.find((each) => each.start <= start && end <= each.end);
    const chosen = selected[0] <= start && end <= selected[1];
    const words = line.text.slice(start, end);
    const looks = chosen ? "hf-chosen" : "";
    const number = mark && numberOf(mark.rule);
    const badge = mark && mark.end === end ? number : null;
    const piece = mark
      ? h("mark", { class: `hf-rule-${number} ${looks}`, "data-start": mark.start, "data-badge": badge }, words)
      : h("span", { class: looks }, words);
    return start === line.at ? [caret, piece] : [piece];
  });
  if (line.at === line.text.length) pieces.push(caret);
  return pieces;
}

/** The line in which a selection began, what of it is selected, and whether it went beyond. */
function selectionIn(lines) {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const line = lines.find(({ box }) => box.contains(selection.anchorNode));
  if (!line) return null;
  const [start, end] = tidy(line.text, ...partOf(range, line.box).map(line.text.pointAt));
  const beyond = lines.some((other) => {
    const [from, to] = partOf(range, other.box);
    return other !== line && from < to;
  });
  return start < end ? { line, start, end, beyond } : null;
}

function selectedIn(line) {
  return [Math.min(line.anchor, line.at), Math.max(line.anchor, line.at)];
}
