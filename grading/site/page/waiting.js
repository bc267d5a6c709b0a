// While Python starts, the story is there to be read, and the page says truly how far it is. Then
// all cells are run, so that the first thing a learner meets is a workbook and not a row of buttons.
// Over every notebook stands the way back to the page in front.

(() => {
  const WORDS = {
    en: {
      opening: "Opening the workbook",
      starting: "Starting Python: 5 to 20 seconds the first time, less after that",
      showing: "Python is there. Putting up the exercises",
      ready: "Ready.",
      go: "To the exercises",
      aside: "Show the notebook now",
      slow: "This takes longer than usual. You may go on waiting, or reload the page.",
      failed: "Python could not be started. Reload the page; if that does not help, close other tabs first: it needs about 500 MB of memory.",
      elapsed: (seconds) => `${seconds} s`,
      label: "While Python starts",
      home: "All workbooks",
      mine: "My page",
    },
    zh: {
      opening: "正在打开练习册",
      starting: "正在启动Python：第一次要5到20秒，以后会快一些",
      showing: "Python好了，正在放上练习",
      ready: "准备好了。",
      go: "去做练习",
      aside: "现在就显示笔记本",
      slow: "这次比平常慢。可以再等等，也可以重新载入本页。",
      failed: "Python没能启动。请重新载入本页；还是不行，就先关掉别的标签页，它大约需要500 MB内存。",
      elapsed: (seconds) => `${seconds}秒`,
      label: "等待Python启动",
      home: "全部练习册",
      mine: "我的页面",
    },
  };
  const HTML_LANG = { en: "en", zh: "zh-Hans" };
  const LANG_KEY = "hearfirst.lang";
  const SLOW_AFTER = 90;
  const QUIET_LOOKS = 12;
  const KERNEL = /\/(comlink|coincident)\.worker\./;
  const OWN_PAGE = "my-page.ipynb";
  const SAVING_TAKES = 3000;

  const path = new URLSearchParams(location.search).get("path") ?? "";
  const slug = /^([a-z0-9-]+)\/\1\.ipynb$/.exec(path)?.[1];
  const isOurs = slug || path === OWN_PAGE;
  const remembered = recall();
  const lang = remembered ?? (navigator.language.startsWith("zh") ? "zh" : "en");
  const say = WORDS[lang];

  function recall() {
    try {
      const found = localStorage.getItem(LANG_KEY);
      return found === "zh" || found === "en" ? found : null;
    } catch {
      return null;
    }
  }
  function remember(chosen) {
    try {
      localStorage.setItem(LANG_KEY, chosen);
    } catch {
      // storage may be forbidden: the language is then asked of the browser each time
    }
  }

  /** JupyterLab's menus, and Python, are told the language that was chosen on the page in front. */
  function setLanguage() {
    const fetchAsEver = window.fetch;
    const settings = new URL("../jupyter-lite.json", location.href).href;
    // JupyterLite reads its settings from files, which are the same for every reader
    window.fetch = async (...request) => {
      const answer = await fetchAsEver(...request);
      if (answer.url !== settings) return answer;
      window.fetch = fetchAsEver;
      const file = await answer.json();
      const { litePluginSettings, settingsOverrides } = file["jupyter-config-data"];
      settingsOverrides["@jupyterlab/translation-extension:plugin"] = { locale: lang === "zh" ? "zh_CN" : "default" };
      const kernel = litePluginSettings["@jupyterlite/pyodide-kernel-extension:kernel"];
      kernel.loadPyodideOptions.env = { HEARFIRST_LANG: lang, HEARFIRST_SITE: new URL("..", location.href).href };
      if (isOurs) startPython(kernel);
      return new Response(JSON.stringify(file));
    };
  }

  /**
   * Python starts at once, beside JupyterLab, which would begin with it only when all else is there.
   * The worker in which it starts is the one that JupyterLite gets for its kernel.
   */
  function startPython(kernel) {
    const root = new URL("..", location.href);
    const options = { ...kernel.loadPyodideOptions };
    options.lockFileURL = new URL(options.lockFileURL, root).href;
    const early = new Worker(new URL("hearfirst/python.js", root), { type: "module" });
    early.postMessage({ begin: { module: new URL(kernel.pyodideUrl, root).href, options } });
    kernel.pyodideUrl = "./hearfirst/started.mjs";
    const Plain = window.Worker;
    early.addEventListener("error", () => (window.Worker = Plain)); // JupyterLite then makes its own
    window.Worker = new Proxy(Plain, {
      construct(plain, [script, ...rest]) {
        if (!KERNEL.test(script)) return new plain(script, ...rest);
        window.Worker = Plain;
        early.postMessage({ become: new URL(script, location.href).href });
        return early;
      },
    });
  }

  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  /** The sheet over the notebook: how far it is, and the story. */
  function makeSheet() {
    const status = element("p", { class: "hf-waiting-status", role: "status" });
    const seconds = element("span", { class: "hf-waiting-seconds", "aria-hidden": "true" });
    const bar = element("progress", { max: "3", value: "0", "aria-label": say.label });
    const button = element("button", { type: "button", class: "hf-waiting-go hf-waiting-quiet" }, say.aside);
    const home = element("a", { href: "../index.html", class: "hf-waiting-home" }, say.home);
    const head = element("div", { class: "hf-waiting-head" }, home, bar, status, seconds, button);
    const story = element("main", { class: "hf-waiting-story" });
    const sheet = element("div", { id: "hf-waiting", lang: HTML_LANG[lang], "data-hearfirst-lang": lang }, head, story);
    return { sheet, status, seconds, bar, button, story };
  }

  function tell(view, step, text) {
    view.bar.value = step;
    if (view.status.textContent !== text) view.status.textContent = text;
  }

  const until = (look, patience = Infinity) =>
    new Promise((found) => {
      const began = performance.now();
      const again = () => {
        const seen = look();
        if (seen || performance.now() - began > patience) found(seen);
        else setTimeout(again, 50);
      };
      again();
    });

  const notebookPanel = () => window.jupyterapp?.shell?.currentWidget;
  const session = () => notebookPanel()?.sessionContext;

  /** Until the workbook stands there; says at each step what it waits for. */
  async function runAll(view) {
    const context = await until(() => (session()?.session?.kernel ? session() : null));
    tell(view, 1, say.starting);
    await context.ready;
    opened = written();
    const whole = window.jupyterapp.commands.execute("notebook:run-all-cells");
    const first = () => document.querySelector(".jp-Notebook .jp-CodeCell .jp-InputPrompt")?.textContent ?? "";
    let over = false;
    void Promise.resolve(whole).finally(() => (over = true));
    await until(() => over || document.querySelector(".hf-header") || /\d/.test(first()));
    tell(view, 2, say.showing);
    void runOn(() => over);
    await until(() => over || document.querySelector(".hf-header"));
    return context.session?.kernel?.status !== "dead";
  }

  /**
   * JupyterLite forgets every cell that waits when one before it fails. All is run at each visit, so
   * that a mistake in the learner's code of yesterday would take away today's exercises: go on.
   */
  async function runOn(isOver) {
    const { content, sessionContext } = notebookPanel();
    const isCode = (cell) => cell.model.type === "code";
    const failed = (cell) => isCode(cell) && cell.model.outputs.toJSON().some((each) => each.output_type === "error");
    const unrun = (cell) => isCode(cell) && cell.model.executionCount === null && cell.model.sharedModel.source.trim();
    let quiet = 0;
    const isForgotten = () => {
      const idle = sessionContext.session?.kernel?.status === "idle" && content.widgets.some(failed);
      quiet = idle ? quiet + 1 : 0;
      return quiet > QUIET_LOOKS; // between two cells it is idle for a moment, too
    };
    await until(() => isForgotten() || (isOver() && !content.widgets.some(unrun)));
    // cell by cell, and not by JupyterLab's commands: those take the caret away from whoever writes
    for (const cell of content.widgets.filter(unrun)) {
      if (cell.isDisposed || !unrun(cell)) continue; // deleted meanwhile, or run by the learner
      await cell.constructor.execute(cell, sessionContext).catch(() => {}); // the next are run all the same
      cell.model.executionState = "idle";
    }
  }

  /** The workbook speaks the language chosen here, and what is chosen there is remembered here. */
  function joinLanguages() {
    const notebook = document.querySelector(".jp-Notebook");
    const pressed = notebook?.querySelector('.hf-switch [aria-pressed="true"]');
    if (!pressed) return;
    if (remembered && pressed.lang !== HTML_LANG[remembered]) {
      notebook.querySelector(`.hf-switch [lang="${HTML_LANG[remembered]}"]`)?.click();
    }
    new MutationObserver(() => {
      const now = notebook.dataset.hearfirstLang;
      if (!now) return;
      remember(now);
      showWay(now);
    }).observe(notebook, { attributes: true, attributeFilter: ["data-hearfirst-lang"] });
  }

  /** What the learner sees written in the cells; what they put out is made anew at each visit. */
  const written = () => JSON.stringify([...(notebookPanel()?.content?.model?.cells ?? [])].map((cell) => cell.sharedModel.source));
  let opened = null;
  const isSaving = () => document.querySelector(".hf-status-saving");

  /** Leave for a page of the site: what is written is saved, and what is only drawn asks nobody. */
  async function leaveFor(event) {
    const context = notebookPanel()?.context;
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey; // in another tab: nothing is left
    if (elsewhere || !(context?.model?.dirty || isSaving())) return;
    const { href } = event.currentTarget;
    event.preventDefault();
    await until(() => !isSaving(), SAVING_TAKES); // an answer on its way to Python
    if (written() === opened) context.model.dirty = false;
    else await Promise.race([context.save().catch(() => {}), new Promise((late) => setTimeout(late, SAVING_TAKES))]);
    location.href = href;
  }

  /** The way back to all workbooks, above the notebook, in the language that it is in. */
  function showWay(now) {
    const links = [["home", "../index.html", `← ${WORDS[now].home}`]];
    if (path !== OWN_PAGE) links.push(["mine", `index.html?path=${OWN_PAGE}`, WORDS[now].mine]);
    const way = document.getElementById("hf-way") ?? element("nav", { id: "hf-way", "aria-label": "Hearfirst" });
    way.lang = HTML_LANG[now];
    for (const [name, href, text] of links) {
      const link = way.querySelector(`[data-way="${name}"]`) ?? element("a", { href, "data-way": name });
      link.textContent = text;
      if (link.isConnected) continue;
      link.addEventListener("click", (event) => void leaveFor(event));
      way.append(link);
    }
    if (!way.isConnected) document.body.prepend(way);
  }

  async function wait() {
    const view = makeSheet();
    const began = performance.now();
    const busy = new AbortController();
    let reading = false;
    for (const act of ["wheel", "touchmove", "keydown", "pointerdown"]) {
      view.sheet.addEventListener(act, () => (reading = true), { signal: busy.signal, passive: true });
    }
    const cover = (on) => {
      for (const other of document.body.children) if (other !== view.sheet) other.inert = on;
    };
    const leave = () => {
      clearInterval(clock);
      busy.abort();
      view.sheet.remove();
      cover(false);
    };
    const clock = setInterval(() => {
      const seconds = Math.round((performance.now() - began) / 1000);
      view.seconds.textContent = say.elapsed(seconds);
      if (seconds >= SLOW_AFTER) view.status.textContent = say.slow;
      cover(true);
    }, 500);
    view.button.addEventListener("click", leave);
    document.body.append(view.sheet);
    tell(view, 0, say.opening);
    if (slug) {
      const found = await fetch(`../hearfirst/${slug}.html`).catch(() => null);
      if (found?.ok) view.story.innerHTML = await found.text();
    }
    const fine = await runAll(view);
    clearInterval(clock);
    if (!fine) return tell(view, 1, say.failed);
    joinLanguages();
    tell(view, 3, say.ready);
    if (!reading) return leave();
    view.button.textContent = say.go;
    view.button.classList.remove("hf-waiting-quiet");
  }

  setLanguage();
  document.addEventListener("DOMContentLoaded", () => {
    showWay(lang);
    if (isOurs) void wait();
  });
})();
