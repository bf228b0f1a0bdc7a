// The last briefings, kept in this browser while the switch is on, and nothing while it is off.
(() => {
  "use strict";
  const { texts, store, say, send, fill, onChange, onConnect } = window.workbench;
  const MOST = 5;
  const MOST_CHARACTERS = 4_000_000;
  const PAUSE_MS = 400;
  let pause = null;

  const isOn = () => store.recall("local", "keep") === "on";

  function items() {
    try {
      const found = JSON.parse(store.recall("local", "kept") ?? "[]");
      return Array.isArray(found) ? found : [];
    } catch {
      return [];
    }
  }

  const size = (list) => list.reduce((sum, item) => sum + item.json.length, 0);

  // The oldest go first, until what is left has room; false where not even the newest has.
  function write(list) {
    for (let left = list.slice(0, MOST); left.length; left = left.slice(0, -1)) {
      const fits = size(left) <= MOST_CHARACTERS;
      if (fits && store.keep("local", "kept", JSON.stringify(left))) return true;
    }
    return list.length === 0 && (store.forget("local", "kept"), true);
  }

  function itemOf(json) {
    const { briefing, article, provenance } = JSON.parse(json);
    const { text_sha256: text, created } = provenance;
    const headline = briefing.headline || article.title || texts.NO_HEADLINE;
    return { id: `${text} ${created}`, headline, created, json };
  }

  // Called by the page with the open briefing (wiring/keeping.py).
  function keep(json) {
    if (!json || !isOn()) return;
    const item = itemOf(json);
    if (!write([item, ...items().filter((other) => other.id !== item.id)])) {
      say(texts.NO_ROOM, { bad: true });
    }
    draw();
  }

  const ask = () => {
    const open = document.querySelector("#wb-briefing .wb-briefing:not(.wb-empty)");
    if (open && isOn()) send({}, "keep");
  };

  function button(label, name, id) {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", className: "wb-act", textContent: label });
    made.dataset[name] = id;
    return made;
  }

  const dayOf = (created) => new Date(created).toLocaleString([], { dateStyle: "medium" });

  function lineOf({ id, headline, created }) {
    const line = document.createElement("li");
    const title = document.createElement("bdi");
    title.textContent = headline;
    const day = document.createElement("span");
    day.className = "wb-quiet";
    day.textContent = ` ${dayOf(created)} `;
    const open = button(texts.OPEN_KEPT, "keptOpen", id);
    const remove = button(texts.REMOVE_KEPT, "keptRemove", id);
    open.setAttribute("aria-label", `${texts.OPEN_KEPT}: ${headline}`);
    remove.setAttribute("aria-label", `${texts.REMOVE_KEPT}: ${headline}`);
    line.append(title, day, open, remove);
    return line;
  }

  function draw() {
    const box = document.getElementById("wb-keep");
    const list = document.getElementById("wb-kept");
    if (!box || !list) return;
    const found = items();
    if (box.checked !== isOn()) box.checked = isOn();
    list.replaceChildren(...found.map(lineOf));
    document.querySelector("[data-wipe]").hidden = !found.length;
  }

  function wipe() {
    store.forget("local", "kept");
    store.forget("local", "recent");
    draw();
    say(texts.WIPED);
    document.getElementById("wb-keep")?.focus();
  }

  function turn(on) {
    if (!on) {
      store.forget("local", "keep");
      return wipe();
    }
    if (!store.keep("local", "keep", "on")) say(texts.NO_STORAGE, { bad: true });
    draw();
    ask();
  }

  async function open(id) {
    const item = items().find((other) => other.id === id);
    if (item) await send({ text: item.json }, "open_kept");
  }

  function remove(id) {
    const item = items().find((other) => other.id === id);
    write(items().filter((other) => other.id !== id));
    draw();
    say(fill(texts.REMOVED, { headline: item?.headline ?? "" }));
    document.getElementById("wb-keep")?.focus();
  }

  document.addEventListener("change", (event) => {
    if (event.target.id === "wb-keep") turn(event.target.checked);
  });
  document.addEventListener("click", (event) => {
    const { keptOpen, keptRemove, wipe: all } = event.target.closest?.("button")?.dataset ?? {};
    if (keptOpen !== undefined) open(keptOpen);
    if (keptRemove !== undefined) remove(keptRemove);
    if (all !== undefined) wipe();
  });
  onChange("#wb-briefing", () => {
    clearTimeout(pause);
    if (isOn()) pause = setTimeout(ask, PAUSE_MS);
  });
  window.addEventListener("storage", draw); // another tab has switched it, kept or wiped
  onConnect(draw);
  Object.assign(window.workbench, { keep });
})();
