function draw(body, ctx) {
  const group = h("fieldset", { class: "hf-group", "aria-describedby": `${ctx.uid}-prompt` });
  group.append(h("legend", { class: "hf-hint" }, ctx.say("choice.hint")));
  for (const option of ctx.exercise.options) {
    const input = h("input", {
      type: "radio",
      name: ctx.uid,
      value: option.id,
      onchange: () => ctx.give(option.id),
    });
    input.checked = ctx.answer === option.id;
    group.append(h("label", { class: "hf-option" }, input, h("span", {}, ctx.text(option.text))));
  }
  body.append(group);
}
