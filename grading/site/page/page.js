// The page in front: its language, and what has been done already.

(() => {
  const LANG_KEY = "hearfirst.lang";
  const HTML_LANG = { en: "en", zh: "zh-Hans" };
  const root = document.documentElement;
  const store = {
    get: (key) => {
      try {
        return localStorage.getItem(key);
      } catch {
        return null; // storage may be forbidden: nothing is remembered then
      }
    },
    set: (key, value) => {
      try {
        localStorage.setItem(key, value);
      } catch {
        // the same
      }
    },
  };

  function show(lang) {
    root.dataset.lang = lang;
    root.lang = HTML_LANG[lang];
    document.title = root.dataset[`title${lang === "zh" ? "Zh" : "En"}`];
    for (const each of document.querySelectorAll("[data-choose]")) {
      each.setAttribute("aria-pressed", String(each.dataset.choose === lang));
    }
  }
  const stored = store.get(LANG_KEY);
  show(stored === "zh" || stored === "en" ? stored : navigator.language.startsWith("zh") ? "zh" : "en");
  for (const each of document.querySelectorAll("[data-choose]")) {
    each.addEventListener("click", () => {
      store.set(LANG_KEY, each.dataset.choose);
      show(each.dataset.choose);
    });
  }
  // whoever starts from here goes on in the language that this page is in
  for (const each of document.querySelectorAll("[data-opens]")) {
    each.addEventListener("click", () => store.set(LANG_KEY, root.dataset.lang));
  }

  function read(slug) {
    try {
      const { answered, of } = JSON.parse(store.get(`hearfirst.progress.${slug}`));
      return Number.isInteger(answered) && Number.isInteger(of) && of > 0 ? { answered, of } : null;
    } catch {
      return null; // nothing there yet, or not ours
    }
  }
  function showDone() {
    for (const card of document.querySelectorAll("[data-slug]")) {
      const found = read(card.dataset.slug);
      const place = card.querySelector("[data-done]");
      place.hidden = !found?.answered;
      if (place.hidden) continue;
      for (const each of place.querySelectorAll("[data-form]")) {
        each.textContent = each.dataset.form.replace("{answered}", found.answered).replace("{of}", found.of);
      }
      const bar = place.querySelector("progress");
      bar.max = found.of;
      bar.value = found.answered;
      card.dataset.state = found.answered >= found.of ? "done" : "begun";
    }
  }
  showDone();
  addEventListener("pageshow", showDone); // back from a workbook
  addEventListener("storage", showDone); // done in another tab
})();
