// What every script of ours begins with.

const HTML_LANG = { en: "en", zh: "zh-Hans" };

/** An element with attributes and children; texts become text nodes, never markup. */
function h(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child != null));
  return node;
}

/** The same for a part of a drawing. */
function svg(tag, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** A wording with its placeholders filled in; numbers as the language writes them, plurals too. */
function fill(words, fields, lang) {
  const locale = HTML_LANG[lang];
  const one = (number) => new Intl.PluralRules(locale).select(number) === "one";
  const text = words.forms ? words.forms.at(one(fields[words.by]) ? 0 : -1) : words;
  const written = (value) => (typeof value === "number" ? value.toLocaleString(locale) : value);
  return text.replace(/\{(\w+)\}/g, (whole, name) => written(fields?.[name]) ?? whole);
}

/**
 * Plain keys pressed in here are for us: the notebook's one-key commands must not fire. Escape leads
 * back to the notebook, from where the arrow keys go on.
 */
function keepKeys(root) {
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.stopPropagation();
    if (event.key === "Escape") root.closest(".jp-Cell")?.focus();
  });
}
