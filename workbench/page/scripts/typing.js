// What is typed in the box survives a reload of the tab, and so do the languages chosen last.
(() => {
  "use strict";
  const { store, send, onConnect } = window.workbench;
  const LONGEST = 2_000_000;
  const MOST_LANGUAGES = 5; // as many as the page offers first (choices.py)
  const CODE = /\b([a-z]{3}_[A-Z][a-z]{3})\b/;
  let pause = null;

  const box = () => document.querySelector("#wb-text textarea");

  // Only what came from the keyboard or the clipboard: files are opened again, not remembered.
  function remember() {
    const text = box()?.value ?? "";
    if (text && text.length <= LONGEST) store.keep("session", "text", text);
    else store.forget("session", "text");
  }

  function giveBack() {
    const text = store.recall("session", "text");
    const area = box();
    if (!text || !area || area.value) return;
    area.value = text;
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  const languagesIn = () => (store.recall("local", "keep") === "on" ? "local" : "session");

  const recent = () => (store.recall(languagesIn(), "recent") ?? "").split(",").filter(Boolean);

  function rememberLanguage() {
    const [code] = CODE.exec(document.querySelector("#wb-from input")?.value ?? "") ?? [];
    if (!code) return;
    const codes = [code, ...recent().filter((other) => other !== code)].slice(0, MOST_LANGUAGES);
    store.keep(languagesIn(), "recent", codes.join(","));
  }

  document.addEventListener("input", (event) => {
    if (!event.isTrusted || event.target !== box()) return;
    clearTimeout(pause);
    pause = setTimeout(remember, 300);
  });
  // What gradio wrote over it, from a file, is not what was typed.
  window.addEventListener("pagehide", () => {
    if (store.recall("session", "text") !== (box()?.value ?? "")) store.forget("session", "text");
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("#wb-run")) rememberLanguage();
  });
  onConnect(() => {
    giveBack();
    if (recent().length) send({ do: "recent", text: recent().join(",") });
  });
})();
