function draw(body, ctx) {
  const texts = new Map(ctx.exercise.options.map((option) => [option.id, option.text]));
  let steps = Array.isArray(ctx.answer) ? [...ctx.answer] : [...texts.keys()];
  const list = h("ol", { class: "hf-steps", "aria-describedby": `${ctx.uid}-hint` });
  const news = h("p", { class: "hf-unseen", role: "status" });
  const keepButton = h(
    "button",
    { type: "button", class: "hf-button", onclick: () => settle(steps) },
    ctx.say("order.keep"),
  );

  function settle(next) {
    steps = next;
    keepButton.hidden = true;
    ctx.give([...steps]);
  }

  function move(id, by) {
    const from = steps.indexOf(id);
    const to = from + by;
    if (to < 0 || to >= steps.length) return;
    const next = [...steps];
    next.splice(to, 0, ...next.splice(from, 1));
    settle(next);
    paint();
    list.children[to].focus();
    news.textContent = ctx.say("order.moved", {
      text: ctx.text(texts.get(id)),
      place: to + 1,
      all: steps.length,
    });
  }

  function arrow(id, by, name, sign, disabled) {
    const label = ctx.say(name, { text: ctx.text(texts.get(id)) });
    const act = () => move(id, by);
    return h(
      "button",
      { type: "button", class: "hf-button hf-arrow", "aria-label": label, title: label, disabled, onclick: act },
      sign,
    );
  }

  function paint() {
    const items = steps.map((id, place) =>
      h(
        "li",
        {
          class: "hf-step",
          tabindex: "0",
          "data-option": id,
          onkeydown: (event) => {
            if (event.target !== event.currentTarget) return;
            const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
            if (!by) return;
            event.preventDefault();
            move(id, by);
          },
        },
        h("span", { class: "hf-step-text" }, ctx.text(texts.get(id))),
        arrow(id, -1, "order.up", "↑", place === 0),
        arrow(id, 1, "order.down", "↓", place === steps.length - 1),
      ),
    );
    list.replaceChildren(...items);
  }

  keepButton.hidden = ctx.answer != null;
  paint();
  body.append(
    h("p", { class: "hf-hint", id: `${ctx.uid}-hint` }, ctx.say("order.hint")),
    list,
    keepButton,
    news,
  );
}
