function draw(body, ctx) {
  const { samples, criteria, scale } = ctx.exercise;
  const rated = structuredClone(ctx.answer ?? {});
  const count = h("p", { class: "hf-hint", role: "status" });

  /** The ratings in the order of the case, whatever the order of rating. */
  function inOrder() {
    const of = (sample) =>
      criteria.filter((each) => rated[sample]?.[each.id] !== undefined).map((each) => [each.id, rated[sample][each.id]]);
    const filled = samples.map((each) => [each.id, of(each.id)]).filter(([, levels]) => levels.length);
    return Object.fromEntries(filled.map(([id, levels]) => [id, Object.fromEntries(levels)]));
  }

  function card(sample, number) {
    const title = `${ctx.text(ctx.exercise.called)} ${number}` + (sample.who ? ` · ${ctx.text(sample.who)}` : "");
    const name = `${ctx.uid}-${sample.id}`;
    const done = h("span", { class: "hf-count" });
    const recount = () => {
      const all = criteria.length;
      done.textContent = ctx.say("scale.count", { done: Object.keys(rated[sample.id] ?? {}).length, all });
    };
    const row = (criterion) => {
      const rate = (level) => {
        rated[sample.id] = { ...rated[sample.id], [criterion.id]: level };
        recount();
        recountAll();
        ctx.give(inOrder());
      };
      const chosen = rated[sample.id]?.[criterion.id];
      const text = ctx.text(criterion.text);
      return ratingRow({ id: criterion.id, text, name: `${name}-${criterion.id}`, chosen, rate }, scale, ctx);
    };
    recount();
    const head = h("h4", { class: "hf-card-head", id: name }, h("span", {}, title), done);
    const said = h("blockquote", { class: "hf-written" }, ctx.text(sample.text));
    const rows = criteria.map(row);
    const look = { class: "hf-card", "data-sample": sample.id, "aria-labelledby": name };
    return h("section", look, head, said, scaleHead(scale, ctx), ...rows);
  }

  function recountAll() {
    const done = samples.reduce((sum, each) => sum + Object.keys(rated[each.id] ?? {}).length, 0);
    count.textContent = ctx.say("scale.count", { done, all: samples.length * criteria.length });
  }

  recountAll();
  const cards = samples.map((sample, place) => card(sample, place + 1));
  body.append(h("p", { class: "hf-hint" }, ctx.say("calibrate.hint")), ...cards, count);
}
