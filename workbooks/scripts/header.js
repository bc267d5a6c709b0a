// The head of a workbook: its title, the language switch, and how much is answered. It also tells
// the notebook around it which language to show (see `.hf-lang` in style.css).

const LANGUAGES = { en: "English", zh: "中文" };
/** “Run All Cells” leaves the reader at the foot of the notebook: bring them back to the start. */
function bringBack(root) {
  const stop = new AbortController();
  for (const act of ["pointerdown", "wheel", "keydown"]) {
    window.addEventListener(act, () => stop.abort(), { signal: stop.signal, passive: true });
  }
  // more than once, as the cells above and below are still finding their height
  for (const delay of [300, 900, 1800]) {
    setTimeout(() => stop.signal.aborted || root.scrollIntoView({ block: "center" }), delay);
  }
  setTimeout(() => stop.abort(), 2000);
}

function render({ model, el, words }) {
  const root = h("section", { class: "hf hf-header" });
  el.append(root);
  const say = (name, fields) => fill(words[model.get("lang")][name] ?? name, fields, model.get("lang"));

  const carry = carrier(model, say, () => paint());
  const banner = () => {
    if (model.get("kept_in") !== "memory") return [];
    const parts = [h("strong", {}, say("carry.memory")), h("p", {}, say("carry.memory-how")), carry.buttons()];
    return [h("div", { class: "hf-banner", role: "alert" }, ...parts, ...carry.outcome())];
  };
  /** The ordinary place of the buttons; where answers would be lost they stand in the banner. */
  const kept = () => {
    const place = model.get("kept_in");
    if (place === "memory") return [];
    const hint = h("p", { class: "hf-hint" }, say(place === "browser" ? "header.kept-browser" : "header.kept"));
    return [hint, carry.buttons(), ...carry.outcome()];
  };

  const choose = (lang) => {
    model.set("lang", lang);
    model.set("chosen", true);
    model.save_changes();
  };
  const switcher = () =>
    h(
      "div",
      { class: "hf-switch", role: "group", "aria-label": "Language · 语言" },
      ...Object.entries(LANGUAGES).map(([lang, name]) =>
        h(
          "button",
          {
            type: "button",
            lang: HTML_LANG[lang],
            "aria-pressed": String(model.get("lang") === lang),
            onclick: () => choose(lang),
          },
          name,
        ),
      ),
    );
  const progress = () => {
    const { done, all, minutes } = model.get("progress");
    const label = say("header.title-progress", { done, all });
    const rest = done === all ? say("header.all-done") : say("header.minutes", { minutes });
    return h(
      "p",
      { class: "hf-progress" },
      h("progress", { max: all, value: done, "aria-label": label }),
      h("span", {}, `${label} · ${rest}`),
    );
  };
  /** The steps, each with a button for every exercise that leads to it. */
  const map = () => {
    const lang = model.get("lang");
    const goTo = (id) => {
      const place = root.closest(".jp-Notebook") ?? document;
      const cells = [...place.querySelectorAll(".jp-CodeCell")];
      const call = id.startsWith("@round-") ? `wb.refresh(${id.slice(7)})` : `wb.submit("${id}"`; // of code
      const found =
        place.querySelector(`.hf-exercise[data-exercise="${id}"]`) ??
        cells.find((cell) => cell.textContent.includes(call));
      found?.scrollIntoView({ block: "center" });
      found?.querySelector("input, textarea, button, [tabindex]")?.focus({ preventScroll: true });
    };
    const item = ({ id, title, state }) => {
      const name = say({ done: "header.answered", begun: "header.begun", open: "header.open" }[state], {
        title: title[lang],
      });
      const attributes = { type: "button", class: `hf-item hf-item-${state}`, "aria-label": name, title: name };
      const mark = { done: "✓", begun: "◐", open: "○" }[state];
      return h("button", { ...attributes, "data-item": id, onclick: () => goTo(id) }, mark);
    };
    const steps = model.get("progress").steps.map(({ step, items }) =>
      h(
        "li",
        {},
        h("span", { class: "hf-step-name" }, say(`step.${step}`)),
        h("span", { class: "hf-items" }, ...items.map(item)),
      ),
    );
    return h("ol", { class: "hf-map" }, ...steps);
  };
  const notices = () =>
    model.get("notices").map((notice) =>
      h("p", { class: "hf-status hf-status-failed", role: "alert" }, say(notice.name, notice)),
    );
  const paint = () => {
    const lang = model.get("lang");
    const before = root.contains(document.activeElement) ? document.activeElement : null;
    const { item, carry: carried } = before?.dataset ?? {};
    const again = item ? `[data-item="${item}"]` : carried ? `[data-carry="${carried}"]` : `button[lang="${before?.lang}"]`;
    root.lang = HTML_LANG[lang];
    root.setAttribute("aria-label", model.get("title")[lang]);
    root.replaceChildren(
      ...banner(),
      h("div", { class: "hf-bar" }, h("strong", { class: "hf-name" }, model.get("title")[lang]), switcher()),
      progress(),
      map(),
      ...notices(),
      ...kept(),
    );
    if (before) root.querySelector(again)?.focus();
    tellNotebook();
    noteProgress(model);
  };
  const warn = (event) => carry.isAtRisk() && event.preventDefault();
  // Not before the view is in the page: only then is it known which notebook it stands in.
  const tellNotebook = () => {
    if (!root.isConnected) return;
    const notebook = root.closest(".jp-Notebook") ?? document.body;
    notebook.dataset.hearfirstLang = model.get("lang");
  };
  const arrival = new ResizeObserver(tellNotebook);

  paint();
  for (const name of ["lang", "progress", "notices"]) model.on(`change:${name}`, paint);
  if (!model.get("chosen") && model.get("lang") === "en" && navigator.language.startsWith("zh")) {
    model.set("lang", "zh"); // only a first guess: the reader's switch is what gets remembered
    model.save_changes();
  }
  if (model.get("fresh")) {
    bringBack(root);
    model.set("fresh", false);
    model.save_changes();
  }
  arrival.observe(root);
  model.on("msg:custom", carry.hear);
  window.addEventListener("beforeunload", warn);
  keepKeys(root);
  return () => {
    carry.close();
    model.off("msg:custom", carry.hear);
    window.removeEventListener("beforeunload", warn);
    arrival.disconnect();
    for (const name of ["lang", "progress", "notices"]) model.off(`change:${name}`, paint);
  };
}

export default { render };
