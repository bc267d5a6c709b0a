// Practice: the button that has an answer checked, and what was said of the answer checked last.

const REASON_MARKS = { right: "✓", partly: "◐", wrong: "✗", note: "→", doubt: "?" };

function isClosed(verdict) {
  return verdict.limit != null && verdict.used >= verdict.limit;
}

function practicePanel(verdict, ctx, check) {
  const parts = [checkRow(verdict, ctx, check)];
  if (verdict.missing) {
    const line = { class: "hf-status hf-status-failed", role: "alert" };
    parts.push(h("p", line, ctx.say("frame.no-key")));
  } else if (verdict.reasons) parts.push(verdictBox(verdict, ctx));
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

function verdictBox(verdict, ctx) {
  const { points, most } = verdict;
  const head =
    points == null ? "" : h("p", { class: "hf-points" }, ctx.say("frame.points", { points, most }));
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
  return box;
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
