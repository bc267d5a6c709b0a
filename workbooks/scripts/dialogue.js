// A branching scene as a chat. The rules of play are those of `dialogue_play.py`.

const MOST_MOOD = 10;
const MOST_REPLIES = 200;

function sceneOf(script, state) {
  return script.scenes.find((scene) => scene.id === state.scene);
}

function openingOf(script) {
  return { scene: script.start, mood: script.mood.start, flags: {} };
}

function offeredIn(script, state) {
  return sceneOf(script, state).replies.filter(
    (reply) =>
      Object.entries(reply.when).every(([flag, wanted]) => (state.flags[flag] === true) === wanted) &&
      (reply.mood_at_least == null || state.mood >= reply.mood_at_least) &&
      (reply.mood_at_most == null || state.mood <= reply.mood_at_most),
  );
}

function afterReply(state, reply) {
  const mood = Math.min(Math.max(state.mood + reply.mood, 0), MOST_MOOD);
  return { scene: reply.next, mood, flags: { ...state.flags, ...reply.set } };
}

/** The turns of a path of `scene.reply` names, as far as the script allows it. */
function followPath(script, path) {
  const turns = [];
  let state = openingOf(script);
  for (const name of path) {
    const reply = offeredIn(script, state).find((each) => `${state.scene}.${each.id}` === name);
    if (!reply) break;
    const before = state;
    state = afterReply(state, reply);
    turns.push({ name, reply, before, state });
  }
  return turns;
}

/** The course of the mood; `mood_line.py` draws the same. */
function moodLine(moods, label) {
  const [width, height, left, right, top, foot] = [480, 150, 30, 14, 20, 24];
  const x = (place) =>
    left + 12 + (place / Math.max(moods.length - 1, 1)) * (width - left - right - 24);
  const y = (mood) => height - foot - (mood / MOST_MOOD) * (height - top - foot);
  const rules = [0, MOST_MOOD / 2, MOST_MOOD].flatMap((mood) => [
    svg("line", { x1: left, x2: width - right, y1: y(mood), y2: y(mood), stroke: "currentColor", "stroke-opacity": 0.25 }),
    svg("text", { class: "hf-scale", x: left - 8, y: y(mood) + 4, "text-anchor": "end" }, mood),
  ]);
  const points = moods.map((mood, place) => `${x(place)},${y(mood)}`).join(" ");
  const dots = moods.flatMap((mood, place) => [
    svg("circle", { cx: x(place), cy: y(mood), r: 4, fill: "currentColor" }),
    svg("text", { x: x(place), y: y(mood) - 9, "text-anchor": "middle" }, mood),
  ]);
  return svg(
    "svg",
    { class: "hf-mood-line", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `${label} ${moods.join(" → ")}` },
    ...rules,
    svg("polyline", { points, fill: "none", stroke: "currentColor", "stroke-width": 2 }),
    ...dots,
  );
}

function moodStep(before, mood, ctx) {
  const [name, sign] =
    mood > before ? ["dialogue.step-up", "▲"] : mood < before ? ["dialogue.step-down", "▼"] : ["dialogue.step-same", "＝"];
  const words = ctx.say(name, { by: Math.abs(mood - before), mood, most: MOST_MOOD });
  return h("li", { class: "hf-mood-step" }, h("span", { "aria-hidden": "true" }, `${sign} `), words);
}

function bubble(look, who, text) {
  const head = h("p", {}, h("span", { class: "hf-who" }, who));
  return h("li", { class: look }, head, ...paragraphs(text));
}

function courseOf(turns, ctx) {
  const script = ctx.exercise;
  const moods = [script.mood.start, ...turns.map((turn) => turn.state.mood)];
  const caption = ctx.say("dialogue.course", { label: ctx.text(script.mood.label) });
  const row = (said, mood) => h("tr", {}, h("td", {}, said), h("td", { class: "hf-number" }, mood));
  const head = ["dialogue.said", "dialogue.mood-after"].map((name) => h("th", { scope: "col" }, ctx.say(name)));
  const body = [
    row(ctx.say("dialogue.at-first"), moods[0]),
    ...turns.map((turn) => row(ctx.text(turn.reply.text), turn.state.mood)),
  ];
  return h(
    "div",
    { class: "hf-course" },
    h("p", { class: "hf-facts" }, caption),
    moodLine(moods, caption),
    h(
      "details",
      {},
      h("summary", {}, ctx.say("dialogue.numbers")),
      h("table", { class: "hf-table" }, h("thead", {}, h("tr", {}, ...head)), h("tbody", {}, ...body)),
    ),
  );
}

function meterOf(mood, ctx) {
  const label = ctx.text(ctx.exercise.mood.label);
  const level = ctx.say(`dialogue.level-${Math.min(Math.floor(mood / 2), 4)}`);
  return [
    h("span", { "aria-hidden": "true" }, label),
    h("meter", { min: 0, max: MOST_MOOD, value: mood, "aria-label": label }),
    h("strong", {}, ctx.say("dialogue.mood", { mood, most: MOST_MOOD, level })),
  ];
}

function draw(body, ctx) {
  const script = ctx.exercise;
  const kept = ctx.answer?.replies;
  let turns = followPath(script, Array.isArray(kept) ? kept : []);
  let restarts = ctx.answer?.restarts ?? 0;

  const chat = h("ul", { class: "hf-chat" });
  const meter = h("p", { class: "hf-mood" });
  const next = h("div", { class: "hf-next", role: "group", tabindex: "-1", "aria-labelledby": `${ctx.uid}-next` });
  const foot = h("div", { class: "hf-bar hf-again" });

  const stateNow = () => turns.at(-1)?.state ?? openingOf(script);
  const say = (scene) => {
    if (scene.says) chat.append(bubble("hf-theirs", ctx.text(script.customer), ctx.text(scene.says)));
  };
  const tell = (turn) => {
    chat.append(
      bubble("hf-ours", ctx.text(script.you), ctx.text(turn.reply.text)),
      moodStep(turn.before.mood, turn.state.mood, ctx),
    );
    say(sceneOf(script, turn.state));
  };
  const hand = () =>
    ctx.give({ replies: turns.map((turn) => turn.name), ended: sceneOf(script, stateNow()).end, restarts });

  function choose(reply) {
    const before = stateNow();
    turns.push({ name: `${before.scene}.${reply.id}`, reply, before, state: afterReply(before, reply) });
    tell(turns.at(-1));
    hand();
    paintRest();
    next.focus(); // the button pressed is gone: the keyboard goes on where the next replies are
  }

  function again() {
    turns = [];
    restarts += 1;
    hand();
    chat.replaceChildren();
    say(sceneOf(script, stateNow()));
    paintRest();
    next.focus();
  }

  function paintNext(state) {
    const ended = sceneOf(script, state).end;
    const offered = turns.length < MOST_REPLIES ? offeredIn(script, state) : [];
    const name = ended ? "dialogue.ended" : offered.length ? "dialogue.your-turn" : "dialogue.stuck";
    const buttons = offered.map((reply) => {
      const act = { type: "button", class: "hf-button hf-say", "data-reply": reply.id, onclick: () => choose(reply) };
      return h("li", {}, h("button", act, ctx.text(reply.text)));
    });
    next.replaceChildren(h("p", { class: "hf-next-head", id: `${ctx.uid}-next` }, ctx.say(name)));
    if (buttons.length) next.append(h("ul", { class: "hf-says" }, ...buttons));
    if (ended) next.append(courseOf(turns, ctx));
  }

  function paintRest() {
    const state = stateNow();
    meter.replaceChildren(...meterOf(state.mood, ctx));
    paintNext(state);
    const button = h("button", { type: "button", class: "hf-button", onclick: again }, ctx.say("dialogue.again"));
    button.hidden = turns.length === 0;
    const count = restarts ? ctx.say("dialogue.restarts", { count: restarts }) : "";
    foot.replaceChildren(h("span", { class: "hf-hint" }, count), button);
  }

  say(sceneOf(script, openingOf(script)));
  turns.forEach(tell);
  paintRest();
  const log = h("div", { role: "log", "aria-live": "polite", "aria-label": ctx.say("dialogue.talk") }, chat);
  body.append(h("div", { class: "hf-talk" }, log, meter, next, foot));
}
