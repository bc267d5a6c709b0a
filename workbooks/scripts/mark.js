// Marks in a transcript, by mouse, finger or keyboard. The line itself is drawn by `spans.js`.

class Transcript {
  constructor(body, ctx) {
    Object.assign(this, ctx.exercise, { body, ctx });
    this.marks = Array.isArray(ctx.answer?.marks) ? [...ctx.answer.marks] : [];
    this.open = null; // what the bar of rules asks about: { line, start, end, beyond, native }
    this.pressing = false;
    this.watching = false;
    this.news = h("p", { class: "hf-unseen", role: "status" });
    this.list = h("div", { class: "hf-marked" });
    this.lines = this.passages.map((passage, place) => this.lineOf(passage, place));
  }

  show() {
    const { ctx, rules, lines } = this;
    const legend = rules.map((rule) => h("li", {}, badgeOf(this.numberOf(rule.id)), ctx.text(rule.text)));
    lines.forEach((line) => this.paint(line));
    this.paintList();
    this.body.append(
      h("p", { class: "hf-hint" }, ctx.say("mark.hint")),
      h("p", { class: "hf-hint hf-keys", id: `${ctx.uid}-keys` }, ctx.say("mark.keys")),
      h("ol", { class: "hf-legend" }, ...legend),
      h("div", { class: "hf-script" }, ...lines.map((line) => line.row)),
      this.list,
      this.typing(),
      this.news,
    );
  }

  lineOf(passage, place) {
    const { ctx } = this;
    const who = passage.who ? ctx.text(passage.who) : "";
    const facts = { who, place: place + 1, all: this.passages.length };
    const name = ctx.say(who ? "mark.line" : "mark.line-plain", facts);
    const line = { passage, name, text: measure(ctx.text(passage.text), ctx.lang), anchor: 0, at: 0 };
    line.box = h("div", {
      class: "hf-said",
      dir: "auto",
      tabindex: "0",
      role: "textbox", // one that cannot be changed: screen readers hand its arrow keys to the page
      "aria-readonly": "true",
      "aria-multiline": "true",
      "aria-label": name,
      "aria-describedby": `${ctx.uid}-keys`,
      "data-passage": passage.id,
      onkeydown: (event) => this.onKey(line, event),
      onpointerdown: (event) => this.onPress(event),
    });
    line.slot = h("div", {});
    const speaker = who ? h("p", { class: "hf-who", "aria-hidden": "true" }, who) : null;
    line.row = h("div", { class: "hf-passage" }, speaker, line.box, line.slot);
    return line;
  }

  numberOf(id) {
    return this.rules.findIndex((rule) => rule.id === id) + 1;
  }

  ruleText(id) {
    return this.ctx.text(this.rules.find((rule) => rule.id === id).text);
  }

  passageOf(mark) {
    return this.passages.find((each) => each.id === mark.passage);
  }

  wordsOf(mark) {
    return Array.from(this.passageOf(mark).text[mark.lang]).slice(mark.start, mark.end).join("");
  }

  marksIn(line) {
    return this.marks.filter((each) => each.passage === line.passage.id && each.lang === this.ctx.lang);
  }

  touched({ line, start, end }) {
    return this.marksIn(line).filter((each) => each.start < end && start < each.end);
  }

  isFull(question) {
    return this.marks.length - this.touched(question).length >= this.most;
  }

  tell(name, fields) {
    this.news.textContent = this.ctx.say(name, fields);
  }

  paint(line) {
    const asked = this.open?.line === line && !this.open.native;
    const selected = asked ? [this.open.start, this.open.end] : selectedIn(line);
    line.box.replaceChildren(...piecesOf(line, this.marksIn(line), selected, (id) => this.numberOf(id)));
  }

  settle(next) {
    const place = (mark) => this.passages.indexOf(this.passageOf(mark));
    this.marks = next.sort(
      (one, two) =>
        place(one) - place(two) ||
        (one.lang === two.lang ? one.start - two.start : one.lang < two.lang ? -1 : 1),
    );
    this.lines.forEach((line) => this.paint(line));
    this.paintList();
    this.ctx.give(this.marks.length ? { marks: this.marks } : null);
  }

  // --- the bar under a line, with the rules ---

  ask(question, byKeys) {
    const { line, start, end, native } = question;
    // to draw a line anew would end the selection that a finger is still dragging
    if (!(native && this.open?.line === line)) this.close();
    this.open = question;
    if (!native) this.paint(line);
    line.slot.replaceChildren(this.bar(question));
    this.tell("mark.selected", { words: line.text.slice(start, end) });
    if (!byKeys) return;
    const first = line.slot.querySelector("[aria-pressed=true]") ?? line.slot.querySelector("button");
    first.focus();
  }

  close(back) {
    if (!this.open) return;
    const { line, end } = this.open;
    this.open = null;
    line.slot.replaceChildren();
    line.anchor = line.at = end;
    this.paint(line);
    if (back) line.box.focus({ preventScroll: true });
  }

  choose(question, rule) {
    if (this.isFull(question)) return this.ask(question, true);
    const { line, start, end } = question;
    const hits = this.touched(question);
    this.open = question;
    this.close(true);
    document.getSelection().removeAllRanges();
    const mark = { passage: line.passage.id, lang: this.ctx.lang, start, end, rule: rule.id };
    this.settle([...this.marks.filter((each) => !hits.includes(each)), mark]);
    return this.tell("mark.marked", { words: this.wordsOf(mark), rule: this.ctx.text(rule.text) });
  }

  remove(mark) {
    this.close();
    this.settle(this.marks.filter((each) => each !== mark));
    this.tell("mark.removed", { words: this.wordsOf(mark) });
  }

  bar(question) {
    const { line, start, end, beyond } = question;
    const { ctx, most } = this;
    const hits = this.touched(question);
    const same = hits.find((each) => each.start === start && each.end === end);
    const note = (name, fields) => h("p", { class: "hf-hint" }, ctx.say(name, fields));
    const notes = hits
      .filter((each) => each !== same)
      .map((each) => note("mark.replaces", { words: this.wordsOf(each) }));
    if (beyond) notes.unshift(note("mark.beyond"));
    if (this.isFull(question)) notes.push(note("mark.full", { most }));
    const buttons = this.isFull(question) ? [] : this.rules.map((rule) => this.ruleButton(question, rule, same));
    const title = `${ctx.uid}-ask`;
    return h(
      "div",
      { class: "hf-ask", role: "group", "aria-labelledby": title, onkeydown: (event) => this.onBarKey(question, event) },
      h("p", { id: title }, ctx.say("mark.which"), " ", h("q", {}, line.text.slice(start, end))),
      ...notes,
      h("div", { class: "hf-ask-rules" }, ...buttons),
      this.barFoot(line, same),
    );
  }

  ruleButton(question, rule, same) {
    const act = {
      type: "button",
      class: "hf-button hf-ask-rule",
      "data-rule": rule.id,
      "aria-pressed": same ? String(same.rule === rule.id) : null,
      onclick: () => this.choose(question, rule),
    };
    return h("button", act, badgeOf(this.numberOf(rule.id)), h("span", {}, this.ctx.text(rule.text)));
  }

  barFoot(line, same) {
    const button = (name, act) =>
      h("button", { type: "button", class: "hf-button", onclick: act }, this.ctx.say(name));
    const undo = () => {
      this.remove(same);
      line.box.focus({ preventScroll: true });
    };
    const remove = same ? button("mark.remove", undo) : null;
    return h("div", { class: "hf-ask-foot" }, remove, button("mark.cancel", () => this.close(true)));
  }

  // --- by keyboard ---

  /** What Enter is about: the words selected, else the mark or else the word at the caret. */
  asked(line) {
    const { at, text } = line;
    const [start, end] = tidy(text, ...selectedIn(line));
    if (start < end) return { line, start, end };
    const here = (each) => each.start <= at && at <= each.end;
    const word = text.words.find(here) ?? text.words.find((each) => each.end > at);
    const found = this.marksIn(line).find(here) ?? word ?? { start: 0, end: text.length };
    return { line, start: found.start, end: found.end };
  }

  move(line, to, extend) {
    this.close();
    line.at = to;
    if (!extend) line.anchor = to;
    this.paint(line);
    const [start, end] = tidy(line.text, ...selectedIn(line));
    if (start < end) return this.tell("mark.selected", { words: line.text.slice(start, end) });
    const words = line.text.slice(to, stepFrom(line.text, to, true, false));
    const mark = this.marksIn(line).find((each) => each.start <= to && to < each.end);
    if (mark) return this.tell("mark.in-mark", { words, rule: this.ruleText(mark.rule) });
    this.news.textContent = words.trim() || (words && this.ctx.say("mark.space"));
  }

  onKey(line, event) {
    const { key, shiftKey } = event;
    const isMac = /Mac|iPhone|iPad/.test(navigator.platform); // there Option steps by words
    if (event.metaKey || (isMac ? event.ctrlKey : event.altKey)) return;
    const byWord = isMac ? event.altKey : event.ctrlKey;
    const back = getComputedStyle(line.box).direction === "rtl" ? "ArrowRight" : "ArrowLeft";
    const question = this.open?.line === line ? { ...this.open, native: false } : this.asked(line);
    const rule = byWord ? null : this.rules[Number(key) - 1];
    if (key === "ArrowLeft" || key === "ArrowRight")
      this.move(line, stepFrom(line.text, line.at, key !== back, byWord), shiftKey);
    else if (key === "Home") this.move(line, 0, shiftKey);
    else if (key === "End") this.move(line, line.text.length, shiftKey);
    else if ((key === "Enter" || key === " ") && !byWord) this.ask(question, true);
    else if (key === "Escape" && this.open) this.close(true);
    else if (rule) this.choose(question, rule);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  onBarKey(question, event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const rule = this.rules[Number(event.key) - 1];
    if (rule) this.choose(question, rule);
    else if (event.key === "Escape") this.close(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // --- by mouse, finger or pen ---

  onPress(event) {
    this.pressing = event.pointerType !== "touch";
    if (this.open && !this.open.native) {
      this.open.native = true; // our highlight makes room for the one that begins
      this.paint(this.open.line);
    }
    if (!this.watching) this.watch();
  }

  /** Listens to the whole document, where a press may end; once this drawing is gone, no more. */
  watch() {
    this.watching = true;
    const gone = new AbortController();
    const on = (name, act) => {
      const heard = (event) => (this.body.isConnected ? act(event) : gone.abort());
      document.addEventListener(name, heard, { signal: gone.signal });
    };
    // the page settles its selection only after it has told that the button was let go
    on("pointerup", (event) => setTimeout(() => this.onRelease(event)));
    on("selectionchange", () => this.pressing || this.onSelection());
  }

  onRelease(event) {
    if (!this.pressing) return;
    this.pressing = false;
    const found = selectionIn(this.lines);
    if (found) return this.ask({ ...found, native: true });
    this.onSelection();
    const line = this.lines.find(({ box }) => box.contains(event.target));
    if (!line) return;
    const start = event.target.closest("mark")?.dataset.start;
    const mark = start && this.marksIn(line).find((each) => each.start === Number(start));
    if (mark) this.ask({ line, start: mark.start, end: mark.end });
    else if (line !== this.open?.line) this.placeCaret(line);
  }

  /** A click that selects nothing puts the caret there; a bar stays open, lest the lines move. */
  placeCaret(line) {
    const { anchorNode, anchorOffset } = document.getSelection();
    if (!line.box.contains(anchorNode)) return;
    const upTo = document.createRange();
    upTo.selectNodeContents(line.box);
    upTo.setEnd(anchorNode, anchorOffset);
    const at = line.text.pointAt(upTo.toString().length);
    line.anchor = line.at = line.text.stops.findLast((stop) => stop <= at);
    this.paint(line);
  }

  /** A finger drags the ends of a selection without telling when it is done: the bar follows. */
  onSelection() {
    const found = selectionIn(this.lines);
    if (found) return this.ask({ ...found, native: true });
    if (!this.open?.native) return;
    this.open.native = false; // the page has dropped its highlight: ours takes its place
    this.paint(this.open.line);
  }

  // --- what was marked, and marking without a caret ---

  paintList() {
    const { ctx, marks, list, most } = this;
    const title = `${ctx.uid}-list`;
    const count = h("span", { class: "hf-facts" }, ctx.say("mark.count", { count: marks.length, most }));
    list.replaceChildren(
      h("p", { id: title }, h("strong", {}, ctx.say("mark.list")), " ", count),
      marks.length
        ? h("ul", { class: "hf-marks", "aria-labelledby": title }, ...marks.map((mark) => this.item(mark)))
        : h("p", { class: "hf-hint" }, ctx.say("mark.none")),
    );
  }

  item(mark) {
    const { ctx, list, lines } = this;
    const { who } = this.passageOf(mark);
    const words = this.wordsOf(mark);
    const undo = () => {
      this.remove(mark);
      (list.querySelector("button") ?? lines[0].box).focus({ preventScroll: true });
    };
    const act = { type: "button", class: "hf-button", "aria-label": ctx.say("mark.remove-words", { words }), onclick: undo };
    const made = mark.lang === ctx.lang ? "" : `${ctx.say(`mark.made-in-${mark.lang}`)} `;
    const facts = who ? `${ctx.text(who)} · ${this.ruleText(mark.rule)}` : this.ruleText(mark.rule);
    return h(
      "li",
      {},
      badgeOf(this.numberOf(mark.rule)),
      h("span", {}, made, h("q", { class: `hf-rule-${this.numberOf(mark.rule)}`, lang: HTML_LANG[mark.lang] }, words), h("span", { class: "hf-facts" }, facts)),
      h("button", act, ctx.say("mark.remove")),
    );
  }

  typing() {
    const { ctx } = this;
    const choices = this.lines.map((line, place) => h("option", { value: place }, line.name));
    const where = h("select", { class: "hf-select", id: `${ctx.uid}-line` }, ...choices);
    const words = h("input", { class: "hf-text", id: `${ctx.uid}-words`, autocomplete: "off" });
    const fault = h("p", { class: "hf-fault", role: "alert" });
    const find = () => {
      fault.textContent = this.askTyped(this.lines[where.value], words.value.trim());
      if (fault.textContent) words.focus();
    };
    words.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault(); // the key must not press the button that gets the focus
      find();
    });
    return h(
      "details",
      { class: "hf-typing" },
      h("summary", {}, ctx.say("mark.typing")),
      h("label", { for: where.id }, ctx.say("mark.typing-line")),
      where,
      h("label", { for: words.id }, ctx.say("mark.typing-words")),
      words,
      fault,
      h("button", { type: "button", class: "hf-button", onclick: find }, ctx.say("mark.typing-find")),
    );
  }

  /** Asks for the rule of words that were typed; what is wrong with them, if anything is. */
  askTyped(line, words) {
    const text = this.ctx.text(line.passage.text);
    const at = words ? text.indexOf(words) : -1;
    if (at < 0) return this.ctx.say("mark.typing-absent");
    if (text.indexOf(words, at + 1) >= 0) return this.ctx.say("mark.typing-twice");
    this.ask({ line, start: line.text.pointAt(at), end: line.text.pointAt(at + words.length) }, true);
    return "";
  }
}

function draw(body, ctx) {
  new Transcript(body, ctx).show();
}
