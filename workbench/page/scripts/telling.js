// An answer whose place is out of view floats for a while, so that who works further down sees it.
(() => {
  "use strict";
  const { onChange } = window.workbench;
  const FLOATS_MS = 6_000;
  let timer = null;

  const place = () => document.getElementById("wb-answer");
  const isUsed = (line) => line.matches(":hover") || line.contains(document.activeElement);

  function land() {
    const line = place();
    if (line && isUsed(line)) timer = setTimeout(land, FLOATS_MS);
    else line?.removeAttribute("data-floats");
  }

  function tell() {
    const line = place();
    clearTimeout(timer);
    line.removeAttribute("data-floats");
    const { top, bottom } = line.getBoundingClientRect();
    if (!line.innerText.trim() || (bottom > 0 && top < window.innerHeight)) return;
    line.setAttribute("data-floats", "");
    timer = setTimeout(land, FLOATS_MS);
  }

  onChange("#wb-answer", tell);
})();
