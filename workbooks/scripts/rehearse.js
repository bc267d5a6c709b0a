// Several takes of one reply. A take keeps its place, and with it its number and its twist.

const MOST_TAKES = 12; // as in `workbooks/kinds/rehearse.py`
const RUN = 3; // these as in `workbooks/likeness.py` and its default in `workbooks/scoring/rehearse.py`
const MOST_BARE = 20000;
const ALIKE = 0.7;
const ENOUGH_RUNS = 20; // a draft of fewer has hardly begun

/** All the different runs of three letters or digits of a text. */
function runsOf(text) {
  const bare = text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  const signs = [...bare].slice(0, MOST_BARE);
  const runs = new Set();
  for (let at = RUN; at <= signs.length; at += 1) runs.add(signs.slice(at - RUN, at).join(""));
  return runs;
}

function likeness(one, other) {
  if (!one.size && !other.size) return 1;
  let both = 0;
  for (const run of one) if (other.has(run)) both += 1;
  return (2 * both) / (one.size + other.size);
}

/** The place of the first take before `place` that `text` is like, or -1. */
function alikeBefore(text, place, takes, known) {
  const runs = (each) => {
    if (!known.has(each)) known.set(each, runsOf(each));
    return known.get(each);
  };
  return takes.findIndex((each, at) => at < place && each.trim() && likeness(runs(text), runs(each)) >= ALIKE);
}

function withoutBlankEnd(takes) {
  const last = takes.findLastIndex((each) => each.trim());
  return takes.slice(0, last + 1);
}

/** What the takes are, and how they change; `state` is what outlives a change of language. */
function rehearsalOf(ctx) {
  const fresh = { place: 0, editing: null, deleted: null, more: false, note: null, known: new Map() };
  const state = (ctx.rehearsal ??= fresh);
  const takes = [...(ctx.answer?.takes ?? [])];
  const self = { state, takes, draft: ctx.answer?.draft ?? "" };
  self.count = () => takes.filter((each) => each.trim()).length;
  const isFree = (place) => !takes[place]?.trim();
  // a draft once begun stays where it is; a new one takes the first place that is free
  self.settle = () => {
    if (self.draft.trim() && isFree(state.place)) return;
    const free = takes.findIndex((each) => !each.trim());
    state.place = free < 0 ? takes.length : free;
  };
  self.isFree = isFree;
  self.isDone = () => self.count() >= ctx.exercise.takes;
  self.put = (place, text) => {
    while (takes.length < place) takes.push("");
    takes[place] = text;
  };
  self.hand = (laterMs) => {
    const kept = withoutBlankEnd(takes);
    const empty = !kept.length && !self.draft.trim();
    ctx.give(empty ? null : { takes: kept, draft: self.draft }, laterMs);
  };
  self.alike = (text, place) => alikeBefore(text, place, takes, state.known);
  return self;
}

function action(ctx, name, act, place) {
  const attributes = { type: "button", class: "hf-button", onclick: act, "data-act": name };
  const take = { take: place + 1 };
  if (place != null && name !== "back") attributes["aria-label"] = ctx.say(`rehearse.${name}-take`, take);
  return h("button", attributes, ctx.say(`rehearse.${name}`, take));
}

function alikeLine(ctx, place, other) {
  const fields = { take: place + 1, other: other + 1 };
  return other < 0 ? "" : ctx.say("rehearse.alike", fields);
}

function twistOf(ctx, place) {
  const twist = ctx.exercise.twists[place];
  return twist ? h("p", { class: "hf-twist", id: `${ctx.uid}-twist-${place}` }, ctx.text(twist)) : null;
}

const nodesOf = (node) => (node ? [node] : []);

function openTake(ctx, takes, place, acts) {
  const blank = h("p", { class: "hf-hint", role: "status" });
  const box = writingBox(ctx, {
    name: "edit",
    label: ctx.say("rehearse.take", { take: place + 1 }),
    given: takes.takes[place],
    keep: (text) => {
      blank.textContent = text.trim() ? "" : ctx.say("rehearse.blank-stays");
      acts.change(place, text);
    },
  });
  takes.state.open = box;
  const done = action(ctx, "done", acts.done, place);
  return [box.label, ...nodesOf(twistOf(ctx, place)), ...box.nodes, blank, done];
}

/** A take that was kept: to read, or open in a box of its own. */
function takeCard(ctx, takes, place, acts) {
  const head = ctx.say("rehearse.take", { take: place + 1 });
  const card = h("li", { class: "hf-take", "data-take": place + 1 });
  const alike = h("p", { class: "hf-hint hf-alike" }, alikeLine(ctx, place, takes.alike(takes.takes[place], place)));
  if (takes.state.editing === place) {
    card.append(...openTake(ctx, takes, place, acts));
    return card;
  }
  const text = h("blockquote", { class: "hf-written", dir: "auto" }, takes.takes[place]);
  text.lang = HTML_LANG[tongueOf(takes.takes[place], ctx.lang)] ?? "";
  const buttons = h(
    "div",
    { class: "hf-acts" },
    action(ctx, "edit", () => acts.edit(place), place),
    action(ctx, "delete", () => acts.remove(place), place),
  );
  card.append(h("h4", { class: "hf-who" }, head), ...nodesOf(twistOf(ctx, place)), text, alike, buttons);
  return card;
}

/** Where the next take is written; how alike it is to those before is told after a pause. */
function draftDesk(ctx, takes, place, acts) {
  const { takes: asked } = ctx.exercise;
  const alike = h("p", { class: "hf-hint hf-alike", role: "status" });
  const compare = () => {
    const enough = runsOf(takes.draft).size >= ENOUGH_RUNS;
    const said = enough ? alikeLine(ctx, place, takes.alike(takes.draft, takes.takes.length)) : "";
    if (alike.textContent !== said) alike.textContent = said;
  };
  let timer;
  const name = place < asked ? "rehearse.take-of" : "rehearse.take";
  const twist = twistOf(ctx, place);
  const box = writingBox(ctx, {
    name: "draft",
    label: `${ctx.exercise.to ? `${partOf(ctx)} · ` : ""}${ctx.say(name, { take: place + 1, all: asked })}`,
    given: takes.draft,
    describedBy: twist ? [twist.id] : [],
    keep: (text) => {
      takes.draft = text;
      takes.hand(PAUSE_MS);
      clearTimeout(timer);
      timer = setTimeout(compare, PAUSE_MS);
    },
  });
  compare();
  const keep = action(ctx, "keep", () => acts.keep(box));
  keep.classList.add("hf-main");
  return [h("div", { class: "hf-writing hf-desk" }, box.label, ...nodesOf(twist), ...box.nodes, alike, keep)];
}

function doneDesk(ctx, takes, acts) {
  const full = takes.count() >= MOST_TAKES;
  const line = ctx.say(full ? "rehearse.full" : "rehearse.all-kept", { count: takes.count() });
  return [h("p", { class: "hf-done" }, line), ...nodesOf(full ? null : action(ctx, "more", acts.more))];
}

function draw(body, ctx) {
  const takes = rehearsalOf(ctx);
  const { state } = takes;
  const list = h("ol", { class: "hf-takes", "aria-label": ctx.say("rehearse.takes") });
  const said = h("span", { role: "status" });
  const note = h("div", { class: "hf-bar hf-note" }, said);
  const desk = h("div", { class: "hf-next", role: "group", tabindex: "-1", "aria-label": ctx.say("rehearse.now") });

  const paint = () => {
    takes.settle();
    const kept = takes.takes.flatMap((text, place) => (text.trim() ? [takeCard(ctx, takes, place, acts)] : []));
    list.replaceChildren(...kept);
    list.hidden = !kept.length;
    const rests = takes.isDone() && !state.more && !takes.draft.trim();
    const full = takes.count() >= MOST_TAKES && !takes.draft.trim();
    desk.replaceChildren(
      ...(rests || full ? doneDesk(ctx, takes, acts) : draftDesk(ctx, takes, state.place, acts)),
    );
    said.textContent = state.note ? ctx.say(state.note.name, state.note.fields) : "";
    const canReturn = state.deleted && takes.isFree(state.deleted.place);
    note.replaceChildren(said, ...(canReturn ? [action(ctx, "back", acts.back, state.deleted.place)] : []));
  };
  const focus = (selector) => {
    const found = body.querySelector(selector) ?? desk;
    found.focus();
    if (found.matches("textarea")) found.setSelectionRange(found.value.length, found.value.length);
  };
  const tell = (name, fields) => {
    state.note = { name: `rehearse.${name}`, fields };
    paint();
  };
  const hands = { ctx, takes, paint, focus, tell };
  const acts = { ...draftActs(hands), ...cardActs(hands) };
  paint();
  body.append(...(ctx.exercise.to ? [asTalk(ctx)] : []), list, note, desk);
}

/** What the buttons at the draft do; each leaves the focus where one goes on. */
function draftActs({ takes, paint, focus, tell }) {
  const { state } = takes;
  return {
    keep(box) {
      const { place } = state;
      if (box.isTooLong()) return box.area.focus();
      if (!takes.draft.trim()) tell("nothing-yet");
      else if (place >= MOST_TAKES) tell("full", { count: takes.count() });
      else {
        takes.put(place, takes.draft);
        takes.draft = "";
        state.more = false;
        takes.hand();
        tell("kept", { take: place + 1 });
      }
      focus('[data-box="draft"]');
    },
    more() {
      state.more = true;
      state.note = null;
      paint();
      focus('[data-box="draft"]');
    },
  };
}

/** What the buttons on the cards do; each says what came of it. */
function cardActs({ ctx, takes, focus, tell }) {
  const { state } = takes;
  const isStuck = () => state.editing != null && state.open.isTooLong();
  return {
    edit(place) {
      if (isStuck()) return state.open.area.focus();
      delete ctx.boxes?.edit; // another take, another box: nothing of the former one can be undone here
      state.editing = place;
      tell("opened", { take: place + 1 });
      focus('[data-box="edit"]');
    },
    change(place, text) {
      if (!text.trim()) return; // what was there before stays, and the page says so
      takes.put(place, text);
      takes.hand(PAUSE_MS);
    },
    done() {
      if (isStuck()) return state.open.area.focus();
      const place = state.editing;
      state.editing = null;
      tell("closed", { take: place + 1 });
      focus(`[data-take="${place + 1}"] [data-act="edit"]`);
    },
    remove(place) {
      state.deleted = { place, text: takes.takes[place] };
      takes.put(place, "");
      takes.hand();
      tell("deleted", { take: place + 1 });
      focus('[data-act="back"]');
    },
    back() {
      const { place, text } = state.deleted;
      state.deleted = null;
      takes.put(place, text);
      takes.hand();
      tell("brought-back", { take: place + 1 });
      focus(`[data-take="${place + 1}"] [data-act="edit"]`);
    },
  };
}
