function draw(body, ctx) {
  const { items, groups } = ctx.exercise;
  const sorted = new Map(Object.entries(ctx.answer ?? {}));
  const view = h("div", { class: "hf-groups" });

  function settle(item, group) {
    sorted.set(item, group);
    paint();
    const given = items.map((each) => each.id).filter((id) => sorted.has(id));
    ctx.give(Object.fromEntries(given.map((id) => [id, sorted.get(id)])));
  }

  function row(item) {
    const name = `${ctx.uid}-${item.id}`;
    const radios = groups.map((group) => {
      const input = h("input", {
        type: "radio",
        name,
        value: group.id,
        onchange: () => settle(item.id, group.id),
      });
      input.checked = sorted.get(item.id) === group.id;
      return h("label", { class: "hf-option" }, input, h("span", {}, ctx.text(group.text)));
    });
    return h(
      "fieldset",
      { class: "hf-group hf-sorted", "data-item": item.id },
      h("legend", {}, ctx.text(item.text)),
      h("div", { class: "hf-radios" }, ...radios),
    );
  }

  function column(name, members, more) {
    const texts = members.map((item) => h("li", { "data-item": item.id }, ctx.text(item.text)));
    return h(
      "div",
      { class: "hf-column", ...more },
      h("h4", {}, h("span", {}, name), h("span", { class: "hf-count" }, String(members.length))),
      texts.length
        ? h("ul", {}, ...texts)
        : h("p", { class: "hf-hint" }, ctx.say("classify.empty")),
    );
  }

  /** The groups as they stand, for those who would rather look; the radios say it all. */
  function paint() {
    const open = items.filter((item) => !sorted.has(item.id));
    const columns = groups.map((group) =>
      column(
        ctx.text(group.text),
        items.filter((item) => sorted.get(item.id) === group.id),
        { "data-group": group.id },
      ),
    );
    if (open.length) columns.push(column(ctx.say("classify.open"), open, { "data-group": "" }));
    view.replaceChildren(...columns);
    view.lastChild.classList.toggle("hf-open", open.length > 0);
  }

  paint();
  const title = `${ctx.uid}-groups`;
  body.append(
    h("p", { class: "hf-hint" }, ctx.say("classify.hint")),
    ...items.map(row),
    h(
      "section",
      { class: "hf-view", "aria-labelledby": title },
      h("p", { class: "hf-hint", id: title }, ctx.say("classify.view")),
      view,
    ),
  );
}
