function draw(body, ctx) {
  const picked = new Set(Array.isArray(ctx.answer) ? ctx.answer : []);
  const group = h("fieldset", { class: "hf-group", "aria-describedby": `${ctx.uid}-prompt` });
  group.append(h("legend", { class: "hf-hint" }, ctx.say("choices.hint")));
  for (const option of ctx.exercise.options) {
    const input = h("input", { type: "checkbox", value: option.id });
    input.checked = picked.has(option.id);
    input.addEventListener("change", () => {
      if (input.checked) picked.add(option.id);
      else picked.delete(option.id);
      const inOrder = ctx.exercise.options.map((each) => each.id).filter((id) => picked.has(id));
      ctx.give(inOrder.length ? inOrder : null);
    });
    group.append(h("label", { class: "hf-option" }, input, h("span", {}, ctx.text(option.text))));
  }
  body.append(group);
}
