// The frame around every exercise: title, prompt, body, and the line that tells whether the answer
// is safe. A kind's own script stands after this one and defines `draw(body, ctx)`.

const PATIENCE_MS = 4000;

let serial = 0;

function paragraphs(text) {
  return text.split(/\n\s*\n/).map((block) => h("p", {}, block.trim()));
}

/** What this browser still holds of an answer that Python has not confirmed. */
function pendingStore(place, exerciseId) {
  const key = `hearfirst:${place}:${exerciseId}`;
  const quietly = (act) => {
    try {
      return act();
    } catch {
      return null; // storage may be full or forbidden; the answer still goes to Python
    }
  };
  return {
    load: () => quietly(() => JSON.parse(localStorage.getItem(key))),
    keep: (entry) => quietly(() => localStorage.setItem(key, JSON.stringify(entry))),
    drop: () => quietly(() => localStorage.removeItem(key)),
  };
}

/** Sends answers to Python one at a time and reports `saving`, `saved`, `waiting` or `failed`. */
function keeper(model, report) {
  const store = pendingStore(model.get("place"), model.get("exercise").id);
  let last = 0; // the newest answer given in this page, and the newest that Python has confirmed
  let settled = 0;
  let patience;
  let delay;
  let recovered = false;

  const send = ({ seq, answer, check }) => {
    clearTimeout(delay);
    model.set("given", { seq, answer, check });
    model.save_changes();
    clearTimeout(patience);
    patience = setTimeout(() => report({ state: "waiting" }), PATIENCE_MS);
  };
  const give = (answer, laterMs = 0, check = false) => {
    last = Math.max(Date.now(), last + 1);
    const entry = { seq: last, answer, check };
    store.keep({ ...entry, base: model.get("status").at ?? null });
    report({ state: "saving" });
    clearTimeout(delay);
    if (laterMs) delay = setTimeout(() => send(entry), laterMs);
    else send(entry);
  };
  const flush = () => {
    const entry = store.load();
    if (entry && entry.seq === last) send(entry);
  };
  const settle = () => {
    const status = model.get("status");
    if (!status.state || status.seq < last) return;
    clearTimeout(patience);
    settled = last;
    if (status.state === "saved") {
      const pending = store.load();
      if (pending && pending.seq <= status.seq) store.drop();
    }
    report({ ...status, recovered });
  };
  const resume = () => {
    const pending = store.load();
    if (!pending) return undefined;
    const saved = model.get("status");
    const overtaken = (saved.at ?? null) !== pending.base; // something was saved after it
    if (overtaken || JSON.stringify(saved.answer) === JSON.stringify(pending.answer)) {
      store.drop();
      return undefined;
    }
    last = pending.seq;
    recovered = true;
    send(pending);
    return pending.answer;
  };
  /** Whether a status speaks of another window's answer, and none of this one is on its way. */
  const isElsewhere = (status) =>
    status.state === "saved" && settled === last && (status.elsewhere || status.seq !== last);
  return { give, flush, settle, resume, isElsewhere, close: () => clearTimeout(patience) };
}

function statusLine(report, ctx, retry) {
  const say = (name, fields) => ctx.say(`frame.${name}`, fields);
  const time = report.at
    ? new Date(report.at).toLocaleTimeString(HTML_LANG[ctx.lang], { timeStyle: "short" })
    : "";
  const line = (state, mark, text, ...more) =>
    h(
      "p",
      { class: `hf-status hf-status-${state}`, role: state === "failed" ? "alert" : "status" },
      h("span", { "aria-hidden": "true", class: "hf-mark" }, mark),
      text,
      ...more,
    );
  switch (report.state) {
    case "saved": {
      if (ctx.keptIn === "memory") return line("fleeting", "!", say("fleeting"));
      const elsewhere = report.elsewhere === "file" ? "saved-loaded" : "saved-elsewhere";
      const how = report.elsewhere ? elsewhere : report.recovered ? "recovered" : "saved";
      return line("saved", "✓", say(how, { time }));
    }
    case "saving":
      return line("saving", "…", say("saving"));
    case "waiting":
      return line("failed", "!", say("waiting"));
    case "failed": {
      const button = h("button", { type: "button", class: "hf-button", onclick: retry }, say("retry"));
      return line("failed", "!", say(`failed-${report.reason}`), " ", button);
    }
    default:
      return line("empty", "○", say("empty"));
  }
}

function heading(exercise, ctx) {
  const facts = [
    ctx.say(`step.${exercise.step}`),
    ctx.say("frame.worth", { points: exercise.points, minutes: exercise.minutes }),
  ];
  if (exercise.by_hand) facts.push(ctx.say(ctx.alone ? "frame.own-by-hand" : "frame.by-hand"));
  else if (ctx.alone) facts.push(ctx.say("frame.own-at-once"));
  else if (exercise.feedback === "immediate") facts.push(ctx.say("frame.practice"));
  return h(
    "header",
    { class: "hf-head" },
    h("h3", { class: "hf-title", id: ctx.titleId }, exercise.title[ctx.lang]),
    h("p", { class: "hf-facts" }, facts.join(" · ")),
  );
}

function render({ model, el, words }) {
  const exercise = model.get("exercise");
  const uid = `hf-${exercise.id}-${++serial}`;
  const root = h("section", {
    class: "hf hf-exercise",
    "data-exercise": exercise.id,
    "aria-labelledby": `${uid}-title`,
  });
  el.append(root);

  let shown = { state: "" };
  let status = h("p", {});
  let practice = h("div", {});
  let body;
  const ctx = {
    exercise,
    uid,
    titleId: `${uid}-title`,
    lang: model.get("lang"),
    alone: model.get("alone"),
    keptIn: model.get("kept_in"),
    say: (name, fields) => fill(words[ctx.lang][name] ?? name, fields, ctx.lang),
    text: (both) => both[ctx.lang],
    answer: model.get("status").answer ?? null,
    others: {}, // the answers of other exercises beside which this one is drawn
    give: (answer, laterMs) => {
      ctx.answer = answer;
      keep.give(answer, laterMs);
    },
    flush: () => keep.flush(),
    coaching: () => model.get("coaching"),
  };
  const recoach = () => Object.values(ctx.boxes ?? {}).forEach((box) => box.coached());
  const report = (next) => {
    shown = next;
    const line = statusLine(shown, ctx, () => keep.give(ctx.answer));
    if (!line.isEqualNode(status)) {
      status.replaceWith(line); // not at every key: it would end the run that one undo takes back
      status = line;
    }
    repractise();
  };
  const repractise = () => {
    if (exercise.feedback !== "immediate") return;
    const verdict = model.get("verdict");
    body.inert = isClosed(verdict);
    const panel = practicePanel(verdict, ctx, { check: () => keep.give(ctx.answer, 0, true), mark: markOneself });
    const opened = practice.querySelector("details")?.open;
    if (opened) panel.querySelector("details")?.setAttribute("open", "");
    if (panel.isEqualNode(practice)) return;
    const focused = practice.contains(document.activeElement) && document.activeElement;
    practice.replaceWith(panel);
    practice = panel;
    if (!focused) return;
    const again = focused.dataset.own && panel.querySelector(`[data-own="${focused.dataset.own}"]`);
    (again ?? panel.querySelector("button:enabled, .hf-score"))?.focus();
  };
  const markOneself = (shares) => {
    model.set("marked", { seq: Date.now(), shares });
    model.save_changes();
  };
  const keep = keeper(model, report);
  const paint = () => {
    ctx.lang = model.get("lang");
    ctx.others = model.get("others");
    root.lang = HTML_LANG[ctx.lang];
    body = h("div", { class: `hf-body hf-${exercise.kind}` });
    status = h("p", {});
    practice = h("div", {});
    const prompt = h("div", { class: "hf-prompt", id: `${uid}-prompt` });
    prompt.append(...paragraphs(exercise.prompt[ctx.lang]));
    root.replaceChildren(heading(exercise, ctx), prompt, body, status, practice);
    draw(body, ctx);
    report(shown);
  };
  const onStatus = () => {
    const given = model.get("status");
    // an older answer of our own, confirmed late, is no news: drawing it would undo what came after
    if (!keep.isElsewhere(given)) {
      keep.settle();
      return;
    }
    ctx.answer = given.answer ?? null;
    shown = { ...given, elsewhere: given.elsewhere || true };
    paint();
  };

  const kept = keep.resume();
  if (kept !== undefined) ctx.answer = kept;
  paint();
  keep.settle();
  model.on("change:lang", paint);
  model.on("change:status", onStatus);
  model.on("change:verdict", repractise);
  model.on("change:others", paint);
  model.on("change:coaching", recoach);
  keepKeys(root);
  return () => {
    keep.flush();
    keep.close();
    model.off("change:lang", paint);
    model.off("change:status", onStatus);
    model.off("change:verdict", repractise);
    model.off("change:others", paint);
    model.off("change:coaching", recoach);
  };
}

export default { render };
