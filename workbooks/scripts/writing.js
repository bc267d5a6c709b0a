// What every writing surface shares: the words that are answered, a box that grows with its text, a
// count in the text's own terms, and what is said of a text too long to be kept.

const PAUSE_MS = 700;
const MOST_SHOWN = 3; // times the limit: a box that holds much more freezes the page at every key
const HAN = /\p{Script=Han}/gu;
const LATIN_WORD = /[\p{Script=Latin}\p{M}'’-]+/gu;
// a Han character or a full-width sign counts as one, and so does a word of any other script
const COUNTED_IN_CHINESE =
  /[\p{Script=Han}\u3001-\u303f\uff01-\uffef]|[^\s\p{Script=Han}\u3001-\u303f\uff01-\uffef]+/gu;

/** The length of a text as Python counts it. */
function codePoints(text) {
  let count = text.length;
  for (let at = 1; at < text.length; at += 1) {
    const pair = (text.charCodeAt(at) & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800;
    if (pair) count -= 1;
  }
  return count;
}

/** The language a text is written in: "zh", "en", "" for another one; `otherwise` if it has no letters. */
function tongueOf(text, otherwise) {
  const han = text.match(HAN)?.length ?? 0;
  const words = text.match(LATIN_WORD)?.length ?? 0;
  if (han || words) return han >= words ? "zh" : "en";
  return /\p{L}/u.test(text) ? "" : otherwise;
}

/** How long a text is: characters, as Chinese are counted, or else words. */
function sizeOf(text, tongue) {
  if (tongue === "zh") return text.match(COUNTED_IN_CHINESE)?.length ?? 0;
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

function sizeLine(text, tongue, ctx) {
  const by = tongue === "zh" ? "zh" : "en";
  const count = sizeOf(text, tongue);
  const aim = ctx.exercise.aim?.[by];
  if (!aim) return ctx.say(`writing.size-${by}`, { count });
  const [least, most] = aim;
  const where = count < least ? "below" : count > most ? "above" : "within";
  return `${ctx.say(`writing.size-${by}`, { count })} · ${ctx.say(`writing.aim-${where}`, { least, most })}`;
}

/** What is said of a text that is `over` the limit by so many characters. */
function tooLong(over, kept, ctx) {
  const fields = { over: figure(over, ctx), most: figure(ctx.exercise.most_characters, ctx) };
  return inLines(ctx.say("writing.too-long", fields), ctx.say(kept ? "writing.kept" : "writing.none-kept"));
}

/** What is said of a text so long that it is not even put into the box. */
function notPasted(length, ctx) {
  const fields = { length: figure(length, ctx), most: figure(ctx.exercise.most_characters, ctx) };
  return inLines(ctx.say("writing.not-pasted", fields));
}

const figure = (number, ctx) => number.toLocaleString(HTML_LANG[ctx.lang]);
const inLines = (...lines) => lines.map((line) => h("span", {}, line));

/** Undo, redo, all, cut, copy and paste are the box's own: JupyterLab would do them to the notebook. */
function keepEditing(event) {
  if ((event.ctrlKey || event.metaKey) && "zyaxcv".includes(event.key.toLowerCase())) event.stopPropagation();
}

/** The box of that name, the same node each time it is drawn: caret, undo and unsaved text stay. */
function boxOf(ctx, name) {
  ctx.boxes ??= {};
  if (!ctx.boxes[name]) {
    const area = h("textarea", { class: "hf-text hf-plaintext", spellcheck: "true", "data-box": name });
    const box = { area };
    area.addEventListener("keydown", keepEditing);
    area.addEventListener("beforeinput", (event) => {
      event.stopImmediatePropagation(); // JupyterLab would forbid every undo within a notebook
      box.before(event);
    });
    area.addEventListener("input", () => box.typed());
    area.addEventListener("blur", () => ctx.flush());
    ctx.boxes[name] = box;
  }
  return ctx.boxes[name];
}

const isSame = (one, other) => one === other || !(one?.trim() || other?.trim());

/** What stands about a box: the frame that makes it grow, its size and, if need be, what is wrong. */
function surroundingsOf(ctx, name, area) {
  const id = (part) => `${ctx.uid}-${name}-${part}`;
  area.id = id("area");
  area.rows = ctx.exercise.lines;
  const size = document.createTextNode("");
  const count = h("p", { class: "hf-hint hf-size", id: id("size") }, size);
  const fault = h("p", { class: "hf-fault", id: id("fault"), role: "alert" });
  return { grow: h("div", { class: "hf-grow" }, area), size, count, fault };
}

/**
 * Watches the length of a box: `look()` shows it and returns by how much the text is too long, and
 * `refuse(event)` keeps out what would freeze the page. No node is taken out of the page while
 * somebody types: to Chromium that ends the run of typing that one undo takes back.
 */
function watchOf(ctx, box, { grow, size, fault }) {
  const { area } = box;
  const most = ctx.exercise.most_characters;
  let over = 0;
  let timer;

  const tell = () => {
    fault.replaceChildren(...(over > 0 ? tooLong(over, Boolean(box.given?.trim()), ctx) : []));
  };
  const look = () => {
    const text = area.value;
    over = codePoints(text) - most;
    const tongue = tongueOf(over > 0 ? text.slice(0, 2000) : text, ctx.lang); // not all of it at every key
    area.lang = HTML_LANG[tongue] ?? "";
    area.setAttribute("aria-invalid", String(over > 0));
    grow.classList.toggle("hf-tall", over > 0);
    grow.dataset.text = over > 0 ? "" : text; // what the box grows by: see style.css
    size.data = over > 0 ? "" : sizeLine(text, tongue, ctx);
    clearTimeout(timer);
    // told at once, then not at every key: it is read out
    if (over > 0 && fault.hasChildNodes()) timer = setTimeout(tell, PAUSE_MS);
    else if (over > 0 || fault.hasChildNodes()) tell();
    return over;
  };
  const refuse = (event) => {
    const put = event.data ?? event.dataTransfer?.getData("text/plain") ?? "";
    if (put.length <= most || codePoints(area.value) + codePoints(put) <= MOST_SHOWN * most) return;
    event.preventDefault();
    fault.replaceChildren(...notPasted(codePoints(put), ctx));
  };
  return { look, refuse, isTooLong: () => over > 0 };
}

/**
 * A box to write in. `given` is the text as far as it is kept; `keep(text)` is called with each new
 * one that is not too long. Returns the `area`, its `label`, the `nodes` to show beneath the label,
 * and `isTooLong()`.
 */
function writingBox(ctx, { name, label, given, keep, describedBy = [] }) {
  const box = boxOf(ctx, name);
  const { area } = box;
  if (!isSame(box.given, given)) area.value = given; // news from elsewhere, not what was typed here
  box.given = given;

  const around = surroundingsOf(ctx, name, area);
  const watch = watchOf(ctx, box, around);
  box.before = watch.refuse;
  const coach = ctx.exercise.coached ? coachOf(ctx, area, around.grow) : null;
  box.coached = () => coach?.look();
  box.typed = () => {
    box.coached();
    if (watch.look() > 0) return;
    box.given = area.value;
    keep(area.value);
  };
  const describing = [`${ctx.uid}-prompt`, ...describedBy, around.count.id, around.fault.id];
  area.setAttribute("aria-describedby", describing.join(" "));
  watch.look();
  box.coached();
  const named = h("label", { class: "hf-who", for: area.id }, label);
  const nodes = [around.grow, around.fault, around.count, ...(coach?.nodes ?? [])];
  return { area, label: named, nodes, isTooLong: watch.isTooLong };
}

/** The student's part in the conversation, or plainly their text where there is none. */
function partOf(ctx) {
  const { to } = ctx.exercise;
  if (!to) return ctx.say("writing.label");
  return to.you ? ctx.text(to.you) : ctx.say("writing.you");
}

/** The words that are answered as a bubble, and beneath it, in one of their own, what is written. */
function asTalk(ctx, ...written) {
  const { to } = ctx.exercise;
  if (!to) return h("div", { class: "hf-writing" }, ...written);
  const who = h("p", {}, h("span", { class: "hf-who" }, ctx.text(to.who)));
  const theirs = h("li", { class: "hf-theirs" }, who, ...paragraphs(ctx.text(to.says)));
  const ours = written.length ? h("li", { class: "hf-ours hf-writing" }, ...written) : null;
  return h("div", { class: "hf-talk" }, h("ul", { class: "hf-chat" }, ...[theirs, ours].filter(Boolean)));
}
