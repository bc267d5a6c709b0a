// Answers carried about: to a file and back, a word to the site's front page on how far they are, and
// a loud one where they would be lost.

const MOST_FILE = 8 << 20; // as in `workbooks/carrying.py`
const ANSWER_PATIENCE_MS = 4000;

/** Buttons and messages of a head; `say` speaks the reader's language, `repaint` draws it anew. */
function carrier(model, say, repaint) {
  const self = { told: null };
  let patience;
  const tell = (told) => {
    clearTimeout(patience);
    self.told = told;
    repaint();
  };
  const ask = (message) => {
    model.send(message);
    clearTimeout(patience);
    patience = setTimeout(() => tell({ told: [{ name: "carry.waiting" }] }), ANSWER_PATIENCE_MS);
  };
  const save = (text) => {
    if (!text.trim()) return tell({ told: [{ name: "carry.nothing" }] });
    const name = `${model.get("slug")}-answers.jsonl`;
    const address = URL.createObjectURL(new Blob([text], { type: "application/x-ndjson" }));
    h("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    self.safe = model.get("progress").at;
    return tell({ told: [{ name: "carry.downloaded", file: name }], done: true });
  };
  const load = async (file) => {
    if (!file) return;
    if (file.size > MOST_FILE) tell({ told: [{ name: "carry.too-long" }] });
    else ask({ want: "load", text: await file.text() });
  };
  self.hear = (message) => {
    if (typeof message.answers === "string") save(message.answers);
    if (message.loaded) tell(message.loaded);
  };
  self.buttons = () => {
    const picker = h("input", { type: "file", accept: ".jsonl,.json,.txt", hidden: true });
    picker.addEventListener("change", () => load(picker.files[0]));
    const button = (name, act) =>
      h("button", { type: "button", class: "hf-button", "data-carry": name, onclick: act }, say(`carry.${name}`));
    const buttons = [button("download", () => ask({ want: "answers" })), button("load", () => picker.click())];
    return h("p", { class: "hf-carry" }, ...buttons, picker);
  };
  /** What became of the last file, until the next. */
  self.outcome = () => {
    if (!self.told) return [];
    const { told, done, again } = self.told;
    const look = done ? "hf-status hf-status-saved" : "hf-status hf-status-failed";
    const lines = told.map((each) => say(each.name, each));
    if (again) lines.push(say("carry.again"));
    return [h("p", { class: again ? `${look} hf-loud` : look, role: done ? "status" : "alert" }, lines.join(" "))];
  };
  self.isAtRisk = () => {
    const { at, done } = model.get("progress");
    return model.get("kept_in") === "memory" && done > 0 && self.safe !== at;
  };
  self.close = () => clearTimeout(patience);
  return self;
}

/** How far this workbook is, for a front page of the same origin. */
function noteProgress(model) {
  const key = `hearfirst.progress.${model.get("slug")}`;
  const { done, all, earned, points, at } = model.get("progress");
  try {
    const before = JSON.parse(localStorage.getItem(key)) ?? {};
    if (!done && !before.answered) return;
    const note = { answered: done, of: all, earned: earned ?? before.earned, points: points ?? before.points };
    localStorage.setItem(key, JSON.stringify({ ...note, at: at ?? new Date().toISOString() }));
  } catch {
    // storage may be full, foreign or forbidden: it is only a note
  }
}
