// Steps to put in order: by buttons, by keys, or by dragging. Where some do not belong, they wait in
// a second list until they are put in.

const DRAG_FROM = 5; // pixels

function draw(body, ctx) {
  const { options, spares } = ctx.exercise;
  const texts = new Map(options.map((option) => [option.id, ctx.text(option.text)]));
  const ids = [...texts.keys()];
  let steps = Array.isArray(ctx.answer) ? [...ctx.answer] : spares ? [] : ids;

  const hint = `${ctx.uid}-hint`;
  const list = h("ol", { class: "hf-steps", "aria-label": ctx.say("order.steps"), "aria-describedby": hint });
  const bank = h("ul", { class: "hf-steps hf-spares", "aria-label": ctx.say("order.spares") });
  const news = h("p", { class: "hf-unseen", role: "status" });
  const keepButton = h(
    "button",
    { type: "button", class: "hf-button", onclick: () => settle(steps) },
    ctx.say("order.keep"),
  );

  function settle(next) {
    steps = next;
    keepButton.hidden = true;
    ctx.give(steps.length ? [...steps] : null);
  }

  /** Put a step at a place of the order, or, with no place, among those left out. */
  function put(id, place) {
    const next = steps.filter((each) => each !== id);
    if (place != null) next.splice(place, 0, id);
    settle(next);
    paint();
    const home = place == null ? bank : list;
    home.querySelector(`[data-option="${id}"]`)?.focus();
    const said = place == null ? "order.left-out" : "order.moved";
    news.textContent = ctx.say(said, { text: texts.get(id), place: (place ?? 0) + 1, all: next.length });
  }

  function move(id, by) {
    const to = steps.indexOf(id) + by;
    if (to >= 0 && to < steps.length) put(id, to);
  }

  function button(id, name, sign, disabled, act) {
    const label = ctx.say(name, { text: texts.get(id) });
    const attributes = { type: "button", class: "hf-button hf-arrow", "aria-label": label, title: label };
    return h("button", { ...attributes, disabled, onclick: act }, sign);
  }

  function item(id, keys, buttons) {
    const onkeydown = (event) => {
      const presses = event.key === "Enter" || event.key === " "; // on a button they press it
      const act = keys[event.key];
      if (!act || (presses && event.target !== event.currentTarget)) return;
      event.preventDefault();
      act();
    };
    return h(
      "li",
      { class: "hf-step", tabindex: "0", "data-option": id, onkeydown, onpointerdown: drag },
      h("span", { class: "hf-grip", "aria-hidden": "true" }, "⠿"),
      h("span", { class: "hf-step-text" }, texts.get(id)),
      ...buttons,
    );
  }

  function stepItem(id, place) {
    const leave = () => put(id, null);
    const keys = { ArrowUp: () => move(id, -1), ArrowDown: () => move(id, 1) };
    const buttons = [
      button(id, "order.up", "↑", place === 0, () => move(id, -1)),
      button(id, "order.down", "↓", place === steps.length - 1, () => move(id, 1)),
    ];
    if (!spares) return item(id, keys, buttons);
    buttons.push(button(id, "order.leave", "✕", false, leave));
    return item(id, { ...keys, Delete: leave, Backspace: leave }, buttons);
  }

  function spareItem(id) {
    const take = () => put(id, steps.length);
    return item(id, { Enter: take, " ": take }, [button(id, "order.take", "＋", false, take)]);
  }

  /** Dragging: the item itself moves among its neighbours, and counts where it is let go. */
  function drag(event) {
    const node = event.currentTarget;
    const byFinger = event.pointerType !== "mouse" && !event.target.closest(".hf-grip");
    if (event.button !== 0 || event.target.closest("button") || byFinger) return;
    const begunAt = event.clientY;
    const follow = (next) => {
      if (!node.classList.contains("hf-dragged") && Math.abs(next.clientY - begunAt) < DRAG_FROM) return;
      node.classList.add("hf-dragged");
      drop(node, next.clientY);
    };
    const stop = new AbortController();
    const end = (last) => {
      stop.abort();
      if (!node.classList.contains("hf-dragged")) return;
      const place = [...list.children].indexOf(node);
      if (last.type === "pointerup") put(node.dataset.option, place < 0 ? null : place);
      else paint();
    };
    // on the window: the item changes its place in the page, and would lose the pointer
    const watch = { signal: stop.signal, capture: true };
    window.addEventListener("pointermove", follow, watch);
    for (const name of ["pointerup", "pointercancel"]) window.addEventListener(name, end, watch);
  }

  function drop(node, y) {
    const isBelow = (home) => home.isConnected && y > home.getBoundingClientRect().top;
    const home = spares && isBelow(bank) ? bank : list;
    const next = [...home.children].find((each) => {
      const box = each.getBoundingClientRect();
      return each !== node && y < box.top + box.height / 2;
    });
    if (next ? next.previousSibling !== node : home.lastChild !== node) home.insertBefore(node, next ?? null);
  }

  function paint() {
    list.replaceChildren(...steps.map(stepItem));
    bank.replaceChildren(...ids.filter((id) => !steps.includes(id)).map(spareItem));
  }

  keepButton.hidden = ctx.answer != null || spares;
  paint();
  body.append(h("p", { class: "hf-hint", id: hint }, ctx.say(spares ? "order.hint-spares" : "order.hint")));
  if (spares) body.append(h("p", { class: "hf-hint", "aria-hidden": "true" }, ctx.say("order.steps")));
  body.append(list);
  if (spares) body.append(h("p", { class: "hf-hint", "aria-hidden": "true" }, ctx.say("order.spares")), bank);
  body.append(keepButton, news);
}
