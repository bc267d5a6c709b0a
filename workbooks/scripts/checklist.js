function draw(body, ctx) {
  const ticked = { ...ctx.answer };
  const { statements, about } = ctx.exercise;
  const count = h("p", { class: "hf-hint", role: "status" });
  const recount = () => {
    const done = Object.keys(ticked).length;
    count.textContent = ctx.say("checklist.count", { done, all: statements.length });
  };
  const tick = (id, seen) => {
    ticked[id] = seen;
    recount();
    // in the order shown, whatever the order of ticking
    const inOrder = statements.filter((each) => each.id in ticked).map((each) => [each.id, ticked[each.id]]);
    ctx.give(Object.fromEntries(inOrder));
  };
  const word = (seen) => (seen === "unseen" && about === "self" ? "unseen-self" : seen);
  const radio = (statement, seen) => {
    const input = h("input", {
      type: "radio",
      name: `${ctx.uid}-${statement.id}`,
      value: seen,
      onchange: () => tick(statement.id, seen),
    });
    input.checked = ticked[statement.id] === seen;
    return h("label", { class: "hf-option" }, input, h("span", {}, ctx.say(`checklist.${word(seen)}`)));
  };
  const rows = statements.map((statement) =>
    h(
      "fieldset",
      { class: "hf-group hf-observed", "data-statement": statement.id },
      h("legend", {}, ctx.text(statement.text)),
      h("div", { class: "hf-answers-row" }, ...["yes", "no", "unseen"].map((seen) => radio(statement, seen))),
    ),
  );
  recount();
  body.append(h("p", { class: "hf-hint" }, ctx.say(`checklist.hint-${about}`)), ...rows, count);
}
