function draw(body, ctx) {
  const { left, right, reuse } = ctx.exercise;
  const pairs = new Map(Object.entries(ctx.answer ?? {}));
  const selects = new Map();
  const bank = new Map();

  function settle(id, value) {
    if (value) pairs.set(id, value);
    else pairs.delete(id);
    mark();
    const given = left.map((item) => item.id).filter((each) => pairs.has(each));
    ctx.give(given.length ? Object.fromEntries(given.map((each) => [each, pairs.get(each)])) : null);
  }

  /** Items that are taken say so; another list leaves them out, so that arrow keys take none away. */
  function mark() {
    const used = new Set(pairs.values());
    for (const [id, select] of selects) {
      select.classList.toggle("hf-open", !pairs.has(id));
      for (const option of select.options) {
        const taken = option.value !== "" && used.has(option.value);
        const elsewhere = taken && pairs.get(id) !== option.value;
        option.disabled = elsewhere && !reuse;
        option.textContent = elsewhere
          ? ctx.say("match.used-in-list", { text: option.dataset.text })
          : option.dataset.text;
      }
    }
    for (const [id, item] of bank) {
      item.row.classList.toggle("hf-used", used.has(id));
      item.mark.textContent = used.has(id) ? "✓" : "";
      item.word.textContent = used.has(id) ? ctx.say("match.used") : "";
    }
  }

  function choice(value, text) {
    const option = h("option", { value }, text);
    option.dataset.text = text;
    return option;
  }

  const rows = left.map((item) => {
    const id = `${ctx.uid}-${item.id}`;
    const select = h(
      "select",
      { id, class: "hf-select", "data-item": item.id, onchange: () => settle(item.id, select.value) },
      choice("", ctx.say("match.choose")),
      ...right.map((option) => choice(option.id, ctx.text(option.text))),
    );
    select.value = pairs.get(item.id) ?? "";
    selects.set(item.id, select);
    return h("div", { class: "hf-pair" }, h("label", { for: id }, ctx.text(item.text)), select);
  });
  const items = right.map((option) => {
    const mark = h("span", { class: "hf-mark", "aria-hidden": "true" });
    const word = h("span", { class: "hf-used-word" });
    const row = h("li", { "data-option": option.id }, mark, h("span", {}, ctx.text(option.text)), word);
    bank.set(option.id, { row, mark, word });
    return row;
  });

  mark();
  const group = h("fieldset", { class: "hf-group", "aria-describedby": `${ctx.uid}-prompt` });
  group.append(
    h("legend", { class: "hf-hint" }, ctx.say(reuse ? "match.hint-reuse" : "match.hint")),
    ...rows,
  );
  const title = `${ctx.uid}-bank`;
  body.append(
    group,
    h("p", { class: "hf-hint", id: title }, ctx.say("match.bank")),
    h("ul", { class: "hf-bank", "aria-labelledby": title }, ...items),
  );
}
