// Clicks on [data-do] become orders: all that stands in the button's data. Those with `data-edit`
// or `data-fields` ask for words first (editing.js).
(() => {
  "use strict";
  const { send, asksAlready } = window.workbench;
  // What the scripts alone need to know of a button.
  const OURS = ["edit", "fields", "labels", "hint", "dir", "lang", "then"];
  // A second click would meet what has moved up into the place of the first.
  const ONCE = new Set(["drop", "remove"]);

  const orderOf = (button) =>
    Object.fromEntries(Object.entries(button.dataset).filter(([name]) => !OURS.includes(name)));

  const asksForWords = (button) => "edit" in button.dataset || "fields" in button.dataset;

  async function give(order, then) {
    const fault = await send(order);
    if (!fault) window.workbench.after?.(order);
    if (!fault && then === "run") document.getElementById("wb-run")?.click();
    return fault;
  }

  function onClick(event) {
    const button = event.target.closest?.("[data-do]");
    if (!button || button.disabled || asksForWords(button)) return;
    event.preventDefault();
    const order = orderOf(button);
    if (ONCE.has(order.do) && event.detail > 1) return;
    if (order.do !== "undo" && asksAlready(order)) return;
    give(order, button.dataset.then);
  }

  document.addEventListener("click", onClick);
  Object.assign(window.workbench, { orderOf, give });
})();
