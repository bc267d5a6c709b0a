// Coaching while a reply is written: the words that were read in it are marked where they stand, and
// one hint is given beneath. Python reads; this only draws, and only what still stands in the box.

/** How far two texts are the same. */
function samePart(one, other) {
  const end = Math.min(one.length, other.length);
  let at = 0;
  while (at < end && one[at] === other[at]) at += 1;
  return at;
}

const isWithin = (at, spans) => spans.some(([start, end]) => start <= at && at < end);

/** The text in pieces: each is plain, found, or what the hint is about. */
function piecesOf({ text, found, spans }) {
  const signs = [...text]; // as Python counts them
  const edges = [...found.flat(), ...spans.flat(), 0, signs.length];
  const places = [...new Set(edges)].sort((one, other) => one - other);
  let units = 0;
  return places.slice(0, -1).map((start, number) => {
    const piece = signs.slice(start, places[number + 1]).join("");
    units += piece.length;
    const look = isWithin(start, spans) ? "hf-about" : isWithin(start, found) ? "hf-found" : "";
    return { piece, look, end: units };
  });
}

function quoted({ text, spans }) {
  const [first] = spans;
  if (!first) return "";
  const words = [...text].slice(first[0], Math.min(first[1], first[0] + 60)).join("");
  return words.replace(/\s+/g, " ").trim();
}

/** What stands about a box of `area` in its frame `grow`: `nodes` to show beneath, and `look()`. */
function coachOf(ctx, area, grow) {
  const mirror = h("div", { class: "hf-underlay", "aria-hidden": "true" });
  const has = h("p", { class: "hf-has" });
  const hint = h("p", { class: "hf-advice" });
  const key = h("p", { class: "hf-hint hf-coach-key" }, ctx.say("coach.note"));
  const panel = h("div", { class: "hf-coach", role: "status" }, has, hint);
  const box = h("div", { class: "hf-coach-box", hidden: true }, panel, key);
  const listed = new Intl.ListFormat(HTML_LANG[ctx.lang]);
  let shown = null;

  const show = (told) => {
    shown = told;
    const marks = piecesOf(told).map(({ piece, look, end }) =>
      h("span", { class: look || false, "data-end": end }, piece),
    );
    mirror.replaceChildren(...marks, " ");
    const names = told.has.map((name) => ctx.say(`coach.has-${name}`));
    has.textContent = names.length ? ctx.say("coach.has", { names: listed.format(names) }) : "";
    const about = quoted(told);
    const name = `coach.${told.hint}`;
    const words = about ? ctx.say("coach.words", { words: about }) : "";
    const said = told.hint ? [ctx.say(name), words] : [];
    hint.textContent = said.filter(Boolean).join(ctx.lang === "zh" ? "" : " ");
    hint.classList.toggle("hf-through", told.hint === "through");
    box.hidden = !(names.length || told.hint);
  };
  const look = () => {
    const told = ctx.coaching().find((each) => each.text === area.value);
    if (told && told !== shown) show(told);
    // a mark goes as soon as what was written before its end is no longer the same
    const same = shown ? samePart(shown.text, area.value) : 0;
    for (const mark of mirror.children) mark.classList.toggle("hf-gone", Number(mark.dataset.end) > same);
    mirror.style.paddingRight = `${12 + area.offsetWidth - area.clientWidth - 2}px`;
    mirror.scrollTop = area.scrollTop;
    if (!area.value.trim()) box.hidden = true;
  };
  area.onscroll = () => {
    mirror.scrollTop = area.scrollTop;
  };
  grow.classList.add("hf-coached");
  grow.prepend(mirror);
  return { nodes: [box], look };
}
