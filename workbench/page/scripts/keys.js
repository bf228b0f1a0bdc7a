// Keys: Ctrl+Enter runs from anywhere, Escape stops; n, p and ? only while nothing is typed.
(() => {
  "use strict";
  const { texts } = window.workbench;
  const TYPING = "input, textarea, select, [contenteditable], [role=listbox], dialog";

  const made = (tag, text, ...children) => {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    element.append(...children);
    return element;
  };

  function dialogOf() {
    const dialog = document.createElement("dialog");
    dialog.id = "wb-keys";
    const rows = Object.entries(texts.KEYS).map(([key, does]) =>
      made("tr", "", made("th", "", made("kbd", key)), made("td", does)),
    );
    const heading = made("h2", texts.KEYS_TITLE);
    heading.id = "wb-keys-title";
    dialog.setAttribute("aria-labelledby", heading.id);
    const close = made("button", texts.CLOSE);
    close.className = "wb-act";
    close.autofocus = true;
    const form = made("form", "", close);
    form.method = "dialog"; // closes it, and gives the focus back
    dialog.append(heading, made("table", "", made("tbody", "", ...rows)), form);
    document.body.append(dialog);
    return dialog;
  }

  const showKeys = () => (document.getElementById("wb-keys") ?? dialogOf()).showModal();

  // A disabled button would swallow it silently, too; the text box tells gradio when it is left.
  function press(id) {
    const button = document.getElementById(id);
    if (!button || button.disabled) return false;
    button.click();
    return true;
  }

  const onLetter = {
    n: () => window.workbench.go("next"),
    p: () => window.workbench.go("previous"),
    "?": showKeys,
  };

  function onKey(event) {
    if (event.defaultPrevented || event.isComposing) return;
    const { key, target } = event;
    if (document.querySelector("dialog[open]")) return;
    if (key === "Enter" && (event.ctrlKey || event.metaKey)) {
      if (press("wb-run")) event.preventDefault();
      return;
    }
    if (key === "Escape" && !document.querySelector(".wb-editor, [role=listbox]")) press("wb-stop");
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest?.(TYPING)) return;
    onLetter[key]?.();
  }

  document.addEventListener("keydown", onKey);
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-keys]")) showKeys();
  });
})();
