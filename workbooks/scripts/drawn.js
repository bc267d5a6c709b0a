// What every widget of ours loads: it fetches what they all draw with from the one widget that has it.

/** After a reload the page hears of its widgets in no certain order. */
async function drawingOf(model) {
  const manager = model.widget_manager;
  while (!manager.has_model(model.get("drawing"))) await new Promise((later) => setTimeout(later, 50));
  return manager.get_model(model.get("drawing"));
}

/** The style stands in the page once, whichever widget comes first; a newer one takes its place. */
function dress(style) {
  const there = document.getElementById("hearfirst-style");
  if (there?.textContent === style) return;
  const made = Object.assign(document.createElement("style"), { id: "hearfirst-style", textContent: style });
  if (there) there.replaceWith(made);
  else document.head.append(made);
}

async function render({ model, el }) {
  const drawing = await drawingOf(model);
  dress(drawing.get("style"));
  const scripts = model.get("scripts").map((name) => drawing.get("scripts")[name]);
  const address = URL.createObjectURL(new Blob([scripts.join("\n")], { type: "text/javascript" }));
  const { default: script } = await import(address).finally(() => URL.revokeObjectURL(address));
  return script.render({ model, el, words: drawing.get("words") });
}

export default { render };
