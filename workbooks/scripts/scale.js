// Rating on a scale: its levels as the heads of columns, and a row of radios for each thing rated.

function scaleLevels(scale) {
  return Array.from({ length: scale.max - scale.min + 1 }, (_, place) => scale.min + place);
}

/** What the levels mean, over the columns of the rows beneath; each radio says it again by name. */
function scaleHead(scale, ctx) {
  const cells = scaleLevels(scale).map((level) => {
    const anchor = scale.anchors[level];
    const meaning = anchor ? h("span", { class: "hf-anchor" }, ctx.text(anchor)) : null;
    return h("li", {}, h("strong", {}, String(level)), meaning);
  });
  const style = `--hf-levels: ${cells.length}`;
  return h("ul", { class: "hf-scale-head", style, "aria-label": ctx.say("scale.levels") }, ...cells);
}

/** A row of radios over the levels; `chosen` is the level now, `rate(level)` is told of a new one. */
function ratingRow({ id, text, name, chosen, rate }, scale, ctx) {
  const radios = scaleLevels(scale).map((level) => {
    const input = h("input", { type: "radio", name, value: level, onchange: () => rate(level) });
    input.checked = chosen === level;
    const anchor = scale.anchors[level];
    const meaning = anchor ? h("span", { class: "hf-unseen" }, ` ${ctx.text(anchor)}`) : null;
    return h("label", { class: "hf-level" }, input, h("span", {}, String(level)), meaning);
  });
  const style = `--hf-levels: ${radios.length}`;
  const legend = h("legend", {}, text);
  return h("fieldset", { class: "hf-group hf-rating", "data-rated": id, style }, legend, ...radios);
}

/** The same for something whose levels are described one by one: its benchmarks, from top to bottom. */
function benchmarkRow({ id, text, name, levels, chosen, rate }, scale, ctx) {
  const radios = scaleLevels(scale).map((level) => {
    const input = h("input", { type: "radio", name, value: level, onchange: () => rate(level) });
    input.checked = chosen === level;
    return h("label", { class: "hf-benchmark" }, input, h("strong", {}, String(level)), h("span", {}, ctx.text(levels[level])));
  });
  return h("fieldset", { class: "hf-group hf-benchmarks", "data-rated": id }, h("legend", {}, text), ...radios);
}
