function draw(body, ctx) {
  const { dimensions, scale, about, compare } = ctx.exercise;
  const statements = dimensions.flatMap((dimension) => dimension.statements);
  const rated = { ...ctx.answer };
  const before = compare ? ctx.others[compare] : null;
  const count = h("p", { class: "hf-hint", role: "status" });
  const view = h("div", {});

  const isDescribed = (statement) => Object.keys(statement.levels).length > 0;
  const meanOf = (dimension, levels) => {
    const known = dimension.statements.map((each) => levels?.[each.id]).filter((level) => level !== undefined);
    return known.length ? known.reduce((sum, level) => sum + level, 0) / known.length : null;
  };

  function paint() {
    const open = view.querySelector("details")?.open;
    const axes = dimensions.map((dimension) => ({
      label: ctx.text(dimension.text),
      before: meanOf(dimension, before),
      after: meanOf(dimension, rated),
    }));
    view.replaceChildren(radar(axes, scale, ctx));
    if (open) view.querySelector("details").open = true;
    const done = Object.keys(rated).length;
    count.textContent = ctx.say("scale.count", { done, all: statements.length });
  }

  function rate(id, level) {
    rated[id] = level;
    paint();
    // in the order shown, whatever the order of rating
    const known = statements.filter((each) => rated[each.id] !== undefined);
    ctx.give(Object.fromEntries(known.map((each) => [each.id, rated[each.id]])));
  }

  function card(dimension) {
    const title = `${ctx.uid}-${dimension.id}`;
    const rows = dimension.statements.map((each) => {
      const name = `${ctx.uid}-${dimension.id}-${each.id}`;
      const row = { id: each.id, text: ctx.text(each.text), name, levels: each.levels };
      const draw = isDescribed(each) ? benchmarkRow : ratingRow;
      return draw({ ...row, chosen: rated[each.id], rate: (level) => rate(each.id, level) }, scale, ctx);
    });
    const columns = dimension.statements.every(isDescribed) ? null : scaleHead(scale, ctx);
    const head = h("h4", { class: "hf-card-head", id: title }, ctx.text(dimension.text));
    const look = { class: "hf-card", "data-dimension": dimension.id, "aria-labelledby": title };
    return h("section", look, head, columns, ...rows);
  }

  paint();
  const title = `${ctx.uid}-view`;
  const seen = [h("p", { class: "hf-hint", id: title }, ctx.say("audit.view")), view];
  if (compare && !before) seen.push(h("p", { class: "hf-hint" }, ctx.say("audit.no-before")));
  body.append(
    h("p", { class: "hf-hint" }, ctx.say(`audit.hint-${about}`)),
    ...dimensions.map(card),
    count,
    h("section", { class: "hf-view", "aria-labelledby": title }, ...seen),
  );
}
