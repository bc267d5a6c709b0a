function draw(body, ctx) {
  const box = writingBox(ctx, {
    name: "text",
    label: partOf(ctx),
    given: typeof ctx.answer === "string" ? ctx.answer : "",
    keep: (text) => ctx.give(text.trim() ? text : null, PAUSE_MS),
  });
  body.append(asTalk(ctx, box.label, ...box.nodes));
}
