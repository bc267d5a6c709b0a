// A radar of means on a scale, before and after; `radar.py` draws the same in a static page. Stands
// after `scale.js`.

const RADAR = { width: 400, radius: 88, gap: 12, margin: 6, font: 14, line: 17, widest: 110 };
const RADAR_COMMA = { en: ", ", zh: "、" };
const RADAR_SEMICOLON = { en: "; ", zh: "；" };
// A character of Chinese may end a line, but not before a mark that closes; a word stays whole.
const RADAR_PIECE =
  /\s*(?:[“‘]*[\u2e80-\uffef\u{10000}-\u{10ffff}][”’、。，！？：；）」』》]*|[^\s\u2e80-\uffef\u{10000}-\u{10ffff}]+)/gu;

/** A number to one decimal, halves upwards, without a useless zero. */
function shortNumber(number) {
  return String(Math.floor(number * 10 + 0.5) / 10);
}

function letterWidth(letter) {
  if (letter.codePointAt(0) >= 0x2e80) return 1;
  if ("mwMW@%&—…".includes(letter)) return 0.95;
  if (letter >= "A" && letter <= "Z") return 0.72;
  return "fijlrt.,;:'|!()[] -".includes(letter) ? 0.36 : 0.6;
}

function textWidth(text) {
  return RADAR.font * [...text].reduce((sum, letter) => sum + letterWidth(letter), 0);
}

/** What may stand on one line: words, characters, and parts of a word too long for any. */
function piecesOf(text, room) {
  const pieces = [];
  for (const found of text.match(RADAR_PIECE) ?? []) {
    let piece = found;
    while (textWidth(piece.trim()) > room && [...piece.trim()].length > 1) {
      const head = [...piece.trim()];
      let fits = head.length - 1;
      while (fits > 1 && textWidth(`${head.slice(0, fits).join("")}-`) > room) fits -= 1;
      pieces.push(` ${head.slice(0, fits).join("")}-`);
      piece = head.slice(fits).join("");
    }
    pieces.push(piece);
  }
  return pieces;
}

function wrappedText(text, room) {
  const lines = [""];
  for (const piece of piecesOf(text, room)) {
    if (textWidth((lines.at(-1) + piece).trim()) <= room) lines[lines.length - 1] += piece;
    else lines.push(piece);
  }
  return lines.map((line) => line.trim()).filter(Boolean);
}

function directionOf(place, count) {
  const angle = (2 * Math.PI * place) / count;
  return [Math.sin(angle), -Math.cos(angle)];
}

function reachOf(level, scale) {
  return (RADAR.radius * (level - scale.min + 1)) / (scale.max - scale.min + 1);
}

function radarPoints(levels, scale) {
  return levels.map((level, place) => {
    if (level == null) return null;
    const [x, y] = directionOf(place, levels.length);
    return [x * reachOf(level, scale), y * reachOf(level, scale)];
  });
}

function radarLabels(texts) {
  return texts.map((text, place) => {
    const [x, y] = directionOf(place, texts.length);
    const at = [x * (RADAR.radius + RADAR.gap), y * (RADAR.radius + RADAR.gap)];
    const anchor = Math.abs(x) < 0.1 ? "middle" : x > 0 ? "start" : "end";
    const room = RADAR.width / 2 - RADAR.margin - Math.abs(at[0]);
    const lines = wrappedText(text, Math.min(RADAR.widest, room));
    const top = at[1] - ((1 - y) * lines.length * RADAR.line) / 2;
    return { x: at[0], y: top + RADAR.line / 2, anchor, lines };
  });
}

/** Lines between neighbours; what is open leaves a gap. */
function radarPath(points) {
  const steps = points.map((point) => point && point.map(shortNumber).join(" "));
  if (!steps.includes(null)) return `M${steps.join(" L")} Z`;
  return steps
    .map((one, place) => [one, steps[(place + 1) % steps.length]])
    .filter(([one, two]) => one !== null && two !== null)
    .map(([one, two]) => `M${one} L${two}`)
    .join(" ");
}

function radarWeb(axes, scale) {
  const faint = { stroke: "currentColor", "stroke-opacity": 0.3 };
  const even = (level) => radarPoints(axes.map(() => level), scale);
  const rings = scaleLevels(scale).map((level) =>
    svg("path", { class: "hf-ring", d: radarPath(even(level)), fill: "none", ...faint }),
  );
  const spokes = even(scale.max).map(([x, y], place) => {
    const dashes = axes[place].after == null ? "1 5" : "none";
    const end = { x2: shortNumber(x), y2: shortNumber(y) };
    return svg("line", { x1: 0, y1: 0, ...end, ...faint, "stroke-dasharray": dashes });
  });
  return [...rings, ...spokes];
}

function ringNumbers(scale) {
  return scaleLevels(scale).map((level) => {
    const at = { x: -7, y: shortNumber(4 - reachOf(level, scale)) };
    return svg("text", { class: "hf-scale", ...at, "text-anchor": "end", "font-size": 12 }, level);
  });
}

function radarSeries(levels, scale, name) {
  const points = radarPoints(levels, scale);
  const after = name === "after";
  const line = { stroke: "currentColor", "stroke-width": 2 };
  const dots = points.filter(Boolean).map(([x, y]) => {
    const at = { cx: shortNumber(x), cy: shortNumber(y), r: after ? 4 : 6.5 };
    return svg("circle", { ...at, ...line, fill: after ? "currentColor" : "none" });
  });
  const fill = after && !points.includes(null) ? "currentColor" : "none";
  const dashes = after ? "none" : "6 4";
  const shape = { d: radarPath(points), fill, "fill-opacity": 0.12, "stroke-dasharray": dashes };
  return svg("g", { class: `hf-radar-${name}` }, svg("path", { ...shape, ...line }), ...dots);
}

function radarText({ x, y, anchor, lines }) {
  const spans = lines.map((line, place) => {
    const at = { x: shortNumber(x), y: shortNumber(y + place * RADAR.line + 5) };
    return svg("tspan", at, line);
  });
  return svg("text", { "text-anchor": anchor, "font-size": RADAR.font }, ...spans);
}

function radarFigure(mean, ctx) {
  return mean == null ? ctx.say("radar.open") : shortNumber(mean);
}

function radarValue(axis, compared, ctx) {
  return ctx.say(compared ? "radar.axis-both" : "radar.axis", {
    axis: axis.label,
    before: radarFigure(axis.before, ctx),
    after: radarFigure(axis.after, ctx),
  });
}

function radarDrawing(axes, scale, compared, ctx) {
  const labels = radarLabels(axes.map((axis) => axis.label));
  const { radius, margin, line, width } = RADAR;
  const top = Math.min(-radius, ...labels.map((each) => each.y - line / 2)) - margin;
  const ends = labels.map((each) => each.y + (each.lines.length - 0.5) * line);
  const foot = Math.max(radius, ...ends) + margin;
  const values = axes.map((axis) => radarValue(axis, compared, ctx)).join(RADAR_SEMICOLON[ctx.lang]);
  const series = [radarSeries(axes.map((axis) => axis.after), scale, "after")];
  if (compared) series.unshift(radarSeries(axes.map((axis) => axis.before), scale, "before"));
  return svg(
    "svg",
    {
      class: "hf-radar-drawing",
      viewBox: `${-width / 2} ${shortNumber(top)} ${width} ${shortNumber(foot - top)}`,
      role: "img",
      "aria-label": ctx.say("radar.label", { values }),
    },
    ...radarWeb(axes, scale),
    ...series,
    ...ringNumbers(scale),
    ...labels.map(radarText),
  );
}

function radarKey(ctx) {
  const line = { stroke: "currentColor", "stroke-width": 2 };
  const item = (name, r, dashes, fill) => {
    const drawn = [
      svg("line", { x1: 2, x2: 46, y1: 9, y2: 9, ...line, "stroke-dasharray": dashes }),
      svg("circle", { cx: 24, cy: 9, r, ...line, fill }),
    ];
    const sample = svg("svg", { width: 48, height: 18, viewBox: "0 0 48 18", "aria-hidden": true }, ...drawn);
    return h("span", { class: `hf-radar-${name}` }, sample, ` ${ctx.say(`radar.${name}`)}`);
  };
  const items = [item("before", 6.5, "6 4", "none"), item("after", 4, "none", "currentColor")];
  return h("p", { class: "hf-radar-key" }, ...items);
}

function radarNumbers(axes, compared, ctx) {
  const names = compared ? ["radar.before", "radar.after"] : ["radar.mean"];
  const heads = ["radar.dimension", ...names].map((name) => h("th", { scope: "col" }, ctx.say(name)));
  const rows = axes.map((axis) => {
    const means = compared ? [axis.before, axis.after] : [axis.after];
    const cells = means.map((mean) => h("td", { class: "hf-number" }, radarFigure(mean, ctx)));
    return h("tr", {}, h("th", { scope: "row" }, axis.label), ...cells);
  });
  const head = h("thead", {}, h("tr", {}, ...heads));
  const table = h("table", { class: "hf-table" }, head, h("tbody", {}, ...rows));
  return h("details", {}, h("summary", {}, ctx.say("radar.numbers")), table);
}

/** `axes`: `{label, before, after}` clockwise from the top, means or null; three at least. */
function radar(axes, scale, ctx) {
  const compared = axes.some((axis) => axis.before != null);
  const open = axes.filter((axis) => axis.after == null).map((axis) => axis.label);
  const names = open.join(RADAR_COMMA[ctx.lang]);
  return h(
    "div",
    { class: "hf-radar" },
    radarDrawing(axes, scale, compared, ctx),
    compared ? radarKey(ctx) : null,
    open.length ? h("p", { class: "hf-hint" }, ctx.say("radar.still-open", { names })) : null,
    radarNumbers(axes, compared, ctx),
  );
}
