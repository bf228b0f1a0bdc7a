// Fields with a list of choices. Tab leads to the next field, typing takes the place of what stands
// there, and Enter means what was typed, in any of its names, and not what it happens to be a part of.
(() => {
  "use strict";
  const ARROWS = ["ArrowUp", "ArrowDown"];
  const SETTLED_MS = 100; // by then gradio's list is that of what was typed
  let entered = false; // the field was clicked into, and not clicked since
  let typed = false; // something was typed, and no arrow has led to a choice since

  const isChoice = (element) => element?.role === "combobox";
  const listOf = (field) => document.getElementById(field.getAttribute("aria-controls"));

  function onTab(event) {
    // Gradio opens the list at any key, and so late that the field is left by then.
    event.stopPropagation();
    // Browsers take a list that scrolls for the next field, and when gradio has closed it for none.
    const list = listOf(event.target);
    if (!list) return;
    list.inert = true;
    setTimeout(() => (list.inert = false)); // the same one may open again
  }

  // Gradio chooses the first label that has the letters anywhere: for "fa" Faroese, for "ar" none
  // but "(pes_Arab)". Left as it was typed, the server finds the language by all its names.
  function onEnter(event) {
    if (!typed) return;
    event.stopPropagation();
    event.preventDefault();
    setTimeout(() => enter(event.target), SETTLED_MS);
  }

  function enter(field) {
    typed = false;
    if (field !== document.activeElement) return;
    const first = listOf(field)?.querySelector("[role=option]")?.ariaLabel ?? "";
    const words = field.value.trim().toLowerCase();
    const begun = words.length > 3 && first.toLowerCase().startsWith(words);
    if (!begun) field.blur();
    else field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  }

  function onKey(event) {
    if (!isChoice(event.target)) return;
    if (ARROWS.includes(event.key)) typed = false;
    if (event.key === "Tab") onTab(event);
    if (event.key === "Enter") onEnter(event);
  }

  document.addEventListener("keydown", onKey, { capture: true });
  document.addEventListener("input", (event) => (typed ||= isChoice(event.target)));
  document.addEventListener("focusin", (event) => {
    typed = false;
    entered = isChoice(event.target);
  });
  document.addEventListener("click", (event) => {
    if (entered && isChoice(event.target)) event.target.select();
    entered = false;
  });
})();
