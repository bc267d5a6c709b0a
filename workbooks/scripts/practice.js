// Practice: the button that has an answer checked, and what was said of the answer checked last.

const REASON_MARKS = { right: "✓", partly: "◐", wrong: "✗", note: "→", doubt: "?" };

function isClosed(verdict) {
  return verdict.limit != null && verdict.used >= verdict.limit;
}

function practicePanel(verdict, ctx, acts) {
  const parts = [checkRow(verdict, ctx, acts.check)];
  if (verdict.missing) {
    const line = { class: "hf-status hf-status-failed", role: "alert" };
    parts.push(h("p", line, ctx.say("frame.no-key")));
  } else if (verdict.reasons) parts.push(verdictBox(verdict, ctx, acts.mark));
  return h("div", { class: "hf-practice" }, ...parts);
}

function checkRow(verdict, ctx, check) {
  const closed = isClosed(verdict);
  const limit = ctx.exercise.attempts;
  const left = limit == null ? null : limit - (verdict.used ?? 0);
  const known = !verdict.missing && verdict.used && isAnswer(verdict.answer, ctx.answer);
  const button = h(
    "button",
    { type: "button", class: "hf-button", disabled: ctx.answer == null || Boolean(known), onclick: check },
    ctx.say("frame.check"),
  );
  const note = closed ? ctx.say("frame.closed") : left == null ? "" : ctx.say("frame.attempts", { left, limit });
  return h("p", { class: "hf-bar" }, closed ? null : button, h("span", { class: "hf-hint" }, note));
}

function verdictBox(verdict, ctx, mark) {
  const head = pointsOf(verdict, ctx);
  const reasons = verdict.reasons.map((reason) =>
    h(
      "li",
      { class: `hf-reason-${reason.verdict}` },
      h("span", { class: "hf-mark", "aria-hidden": "true" }, REASON_MARKS[reason.verdict]),
      h("span", { class: "hf-unseen" }, `${ctx.say(`score.is-${reason.verdict}`)}: `),
      h("span", {}, ctx.text(reason.text)),
    ),
  );
  const box = h("div", { class: "hf-score", role: "status", tabindex: "-1" }, head);
  if (!isAnswer(verdict.answer, ctx.answer)) {
    box.append(h("p", { class: "hf-hint" }, ctx.say("frame.checked-before")));
  }
  if (reasons.length) box.append(h("ul", { class: "hf-reasons" }, ...reasons));
  if (verdict.model) box.append(modelBox(verdict, ctx));
  if (verdict.own?.lines.length) box.append(ownBox(verdict, ctx, mark));
  return box;
}

function pointsOf({ points, most, own }, ctx) {
  if (points == null) return own ? h("p", { class: "hf-points" }, ctx.say("frame.own-open", { most })) : "";
  const name = own?.lines.length ? "frame.own-points" : "frame.points";
  return h("p", { class: "hf-points" }, ctx.say(name, { points, most, given: own?.given }));
}

const OWN_SHARES = { none: 0, half: 0.5, full: 1 }; // as in `workbooks/self_marking.py`

/** The rubric to mark oneself by: for each line that is left to the writer, how much it is given. */
function ownBox(verdict, ctx, mark) {
  const box = h("div", { class: "hf-own" }, h("p", { class: "hf-own-head" }, ctx.say("frame.own-head")));
  // from the page itself: a second line may be marked before the first has come back from Python
  const give = () => {
    const picked = [...box.querySelectorAll("input:checked")];
    mark(Object.fromEntries(picked.map((each) => [each.dataset.line, Number(each.value)])));
  };
  box.append(...verdict.own.lines.map((line) => ownLine(line, ctx, give)));
  if (verdict.unsaved) {
    const failed = { class: "hf-status hf-status-failed", role: "alert" };
    box.append(h("p", failed, ctx.say(`frame.failed-${verdict.unsaved}`)));
  }
  return box;
}

function ownLine({ id, points, text, doubt, share }, ctx, give) {
  const name = `${ctx.uid}-own-${id}`;
  const choice = ([word, value]) => {
    const own = { "data-line": id, "data-own": `${id}-${word}`, onchange: give };
    const radio = h("input", { type: "radio", name, value: String(value), checked: share === value, ...own });
    return h("label", { class: "hf-own-share" }, radio, ctx.say(`frame.own-${word}`, { points: points * value }));
  };
  return h(
    "fieldset",
    { class: "hf-own-line" },
    h("legend", {}, ctx.text(text)),
    doubt ? h("p", { class: "hf-hint" }, ctx.text(doubt)) : null,
    ...Object.entries(OWN_SHARES).map(choice),
  );
}

/** A good answer, made as static HTML by Python; folded, unless it is what the check is about. */
function modelBox(verdict, ctx) {
  const inner = h("div", { class: "hf-static hf-model" });
  inner.innerHTML = ctx.text(verdict.model);
  return h("details", { open: verdict.open }, h("summary", {}, ctx.say("frame.model")), inner);
}

function isAnswer(one, other) {
  return JSON.stringify(one) === JSON.stringify(other ?? null);
}
