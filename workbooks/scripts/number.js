const TYPING_MS = 700;
const MOST = 1e15; // as in `workbooks/kinds/number.py`

/** What a reader typed, in plain characters: full-width digits, signs and points become ordinary. */
function plainText(text) {
  return text.normalize("NFKC").replace(/[−–]/g, "-").replace(/。/g, ".").trim();
}

/**
 * `{ number }`, or `{ fault }` naming what is in the way, `soon` if more typing may still mend it.
 * A comma counts only between groups of three digits, so that none is taken for a decimal point.
 */
function readNumber(text, units) {
  let plain = plainText(text);
  const unit = units.map(plainText).find((each) => plain.toLowerCase().endsWith(each.toLowerCase()));
  if (unit) plain = plain.slice(0, -unit.length).trim();
  if (/^[-+]?(\d+|\d{1,3}(,\d{3})+)(\.\d*)?$|^[-+]?\.\d+$/.test(plain)) {
    const number = Number(plain.replaceAll(",", "")) + 0;
    return Math.abs(number) <= MOST ? { number } : { fault: "too-large" };
  }
  if (/^[-+]?\.?$/.test(plain)) return { fault: "not-a-number", soon: !unit };
  if (plain.endsWith("%")) return { fault: "percent" };
  const commas = /^[-+]?[\d,.]+$/.test(plain) && plain.includes(",");
  if (commas) return { fault: "comma", soon: /^[-+]?\d{1,3}(,\d{3})*,\d{0,2}$/.test(plain) };
  return { fault: /^[-+]?[\d,.]*\d[ ']+\d[\d ,.']*$/.test(plain) ? "gap" : "not-a-number" };
}

function draw(body, ctx) {
  const { unit } = ctx.exercise;
  const units = unit ? Object.values(unit) : [];
  const written = (number, grouped) =>
    number.toLocaleString("en", { useGrouping: grouped, maximumFractionDigits: 20 });
  const name = (part) => `${ctx.uid}-${part}`;
  let timer;

  const input = h("input", {
    type: "text",
    class: "hf-text hf-digits",
    id: name("number"),
    inputmode: "decimal",
    autocomplete: "off",
    maxlength: 60,
    "aria-describedby": ["prompt", "unit", "read-as", "form", "fault"].map(name).join(" "),
  });
  const readAs = h("p", { class: "hf-hint hf-read-as", id: name("read-as") });
  const alert = h("p", { class: "hf-fault", id: name("fault"), role: "alert" });
  let told = "";

  function complain(fault) {
    input.setAttribute("aria-invalid", String(Boolean(fault)));
    const lines = fault ? [ctx.say(`number.fault-${fault}`)] : [];
    if (fault && ctx.answer != null) {
      lines.push(ctx.say("number.kept", { number: written(ctx.answer, true) }));
    }
    if (told === lines.join("\n")) return; // told anew, it would be read out at every key
    told = lines.join("\n");
    alert.replaceChildren(...lines.map((line) => h("span", {}, line)));
  }

  /** Shows how the field is read; `done` once the reader has left it or pressed Enter. */
  function look(done) {
    ctx.typed = input.value; // outlives a change of language, readable or not
    const empty = !input.value.trim();
    const read = empty ? {} : readNumber(input.value, units);
    const plain = read.number == null || written(read.number, false) === input.value.trim();
    readAs.textContent = plain
      ? ""
      : ctx.say("number.read-as", { number: written(read.number, true) });
    complain(read.soon && !done ? "" : read.fault);
    return read.fault ? undefined : (read.number ?? null);
  }

  function settle() {
    clearTimeout(timer);
    const answer = look(true);
    if (answer !== undefined && answer !== ctx.answer) ctx.give(answer);
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (look(false) !== undefined) timer = setTimeout(settle, TYPING_MS);
  });
  input.addEventListener("change", settle);
  input.addEventListener("keydown", (event) => event.key === "Enter" && settle());

  const typed = ctx.typed == null ? {} : readNumber(ctx.typed, units);
  const stands = ctx.typed != null && (typed.fault ? ctx.typed.trim() : typed.number === ctx.answer);
  input.value = stands ? ctx.typed : ctx.answer == null ? "" : written(ctx.answer, false);
  look(true);
  body.append(
    h("label", { class: "hf-hint", for: input.id }, ctx.say("number.label")),
    h(
      "div",
      { class: "hf-field" },
      input,
      h("span", { class: "hf-unit", id: name("unit") }, unit ? ctx.text(unit) : ""),
      readAs,
    ),
    alert,
    h("p", { class: "hf-hint", id: name("form") }, ctx.say("number.form")),
  );
}
