const PAUSE_MS = 700;

function draw(body, ctx) {
  const area = h("textarea", {
    class: "hf-text",
    id: `${ctx.uid}-text`,
    rows: ctx.exercise.lines,
    maxlength: ctx.exercise.most_characters,
    "aria-describedby": `${ctx.uid}-prompt ${ctx.uid}-count`,
    spellcheck: "true",
    dir: "auto",
  });
  area.value = typeof ctx.answer === "string" ? ctx.answer : "";
  const count = h("p", { class: "hf-hint", id: `${ctx.uid}-count` });
  const recount = () => {
    count.textContent = ctx.say("written.count", { count: [...area.value].length });
  };
  area.addEventListener("input", () => {
    recount();
    ctx.give(area.value.trim() ? area.value : null, PAUSE_MS);
  });
  area.addEventListener("blur", () => ctx.flush());
  recount();
  const label = h("label", { class: "hf-hint", for: area.id }, ctx.say("written.label"));
  body.append(label, area, count);
}
