// A learner's own page: its head, with the language switch, and where a certificate is made. What was
// done stands between them as static HTML, whose links the notebook's page follows.

const LANGUAGES = { en: "English", zh: "中文" };

function render({ model, el, words }) {
  const look = model.get("part") === "head" ? "hf hf-header hf-own-page" : "hf hf-own-page";
  const root = h("section", { class: look });
  el.append(root);
  const say = (name, fields) => fill(words[model.get("lang")][name] ?? name, fields, model.get("lang"));
  const draw = model.get("part") === "head" ? headOf(model, say) : formOf(model, say, root);
  const tellNotebook = () => {
    if (!root.isConnected) return;
    const notebook = root.closest(".jp-Notebook") ?? document.body;
    notebook.dataset.hearfirstLang = model.get("lang");
  };
  const paint = () => {
    const before = root.contains(document.activeElement) ? document.activeElement : null;
    root.lang = HTML_LANG[model.get("lang")];
    root.replaceChildren(...draw.parts());
    const again = before?.dataset.page;
    if (again) root.querySelector(`[data-page="${again}"]`)?.focus();
    tellNotebook();
  };
  draw.repaint = paint;
  const arrival = new ResizeObserver(tellNotebook);
  paint();
  for (const name of ["lang", "finished"]) model.on(`change:${name}`, paint);
  if (!model.get("chosen") && model.get("lang") === "en" && navigator.language.startsWith("zh")) {
    model.set("lang", "zh"); // a first guess, as in the head of a workbook
    model.save_changes();
  }
  arrival.observe(root);
  model.on("msg:custom", draw.hear);
  keepKeys(root);
  return () => {
    arrival.disconnect();
    for (const name of ["lang", "finished"]) model.off(`change:${name}`, paint);
    model.off("msg:custom", draw.hear);
  };
}

function headOf(model, say) {
  const self = { hear: () => {} };
  const choose = (lang) => {
    model.set("lang", lang);
    model.set("chosen", true);
    model.save_changes();
  };
  const language = ([lang, name]) => {
    const state = { lang: HTML_LANG[lang], "aria-pressed": String(model.get("lang") === lang), "data-page": lang };
    return h("button", { type: "button", ...state, onclick: () => choose(lang) }, name);
  };
  self.parts = () => {
    const switcher = { class: "hf-switch", role: "group", "aria-label": "Language · 语言" };
    const name = h("strong", { class: "hf-name" }, model.get("title")[model.get("lang")]);
    const again = { type: "button", class: "hf-button", "data-page": "look", onclick: () => model.send({ want: "look" }) };
    const lost = h("strong", {}, say("carry.memory"));
    const banner = h("div", { class: "hf-banner", role: "alert" }, lost, h("p", {}, say("carry.memory-how")));
    return [
      ...(model.get("kept_in") === "memory" ? [banner] : []),
      h("div", { class: "hf-bar" }, name, h("div", switcher, ...Object.entries(LANGUAGES).map(language))),
      h("p", { class: "hf-carry" }, h("button", again, say("page.look-again"))),
    ];
  };
  return self;
}

function formOf(model, say, root) {
  const self = { made: null, name: "" };
  const make = (event) => {
    event.preventDefault();
    self.name = root.querySelector("input").value;
    model.send({ want: "certificate", name: self.name });
  };
  self.hear = (message) => {
    if (!message.certificate) return;
    if (self.address) URL.revokeObjectURL(self.address);
    self.made = message.certificate;
    const { html } = self.made;
    self.address = html ? URL.createObjectURL(new Blob([html], { type: "text/html" })) : null;
    self.repaint();
  };
  const outcome = () => {
    if (!self.made) return [];
    const { refused, file } = self.made;
    if (refused) return [h("p", { class: "hf-status hf-status-failed", role: "alert" }, say(refused))];
    const open = h("a", { href: self.address, target: "_blank", class: "hf-made" }, say("page.open"));
    const keep = h("a", { href: self.address, download: "certificate.html" }, say("page.keep"));
    const told = say(file ? "page.written" : "page.not-written", { file });
    return [h("p", { class: "hf-status hf-status-saved", role: "status" }, told), h("p", {}, open, " · ", keep)];
  };
  self.parts = () => {
    const none = !model.get("finished");
    const given = root.querySelector("input")?.value ?? self.name;
    const field = { type: "text", id: "hf-certificate-name", autocomplete: "name", maxlength: model.get("longest") };
    const input = h("input", { ...field, disabled: none, "data-page": "name", value: given });
    const button = { type: "submit", class: "hf-button", disabled: none, "data-page": "make" };
    const label = h("label", { for: "hf-certificate-name" }, say("page.your-name"));
    const hint = none ? say("page.none-finished") : say("page.finished", { count: model.get("finished") });
    return [
      h("h2", {}, say("page.certificate")),
      h("p", {}, say("page.certificate-about")),
      h("p", { class: "hf-hint" }, hint),
      h("form", { class: "hf-carry", onsubmit: make }, label, input, h("button", button, say("page.make"))),
      ...outcome(),
    ];
  };
  return self;
}

export default { render };
