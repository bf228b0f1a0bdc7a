// The bilingual reader: partners light up, links lead to their rows, and what is to check can be
// gone through. Rows are hidden by a style sheet of our own, which no redrawing takes away.
(() => {
  "use strict";
  const { texts, say, fill, onChange, originalOf, keepPlace, scrollTo } = window.workbench;
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets.push(sheet);
  let checking = false;
  // Rows that stay in view while only those to check are shown: what was marked fine a moment ago
  // does not vanish under the reader's hand. They are known by their originals, too (editing.js).
  let kept = new Map();

  const all = (css) => [...document.querySelectorAll(css)];
  const cellsOf = (row) => all(`#wb-rows [data-row="${row}"], #sentence-${row}`);
  const numbersOf = (cells) => [...new Set(cells.map(rowOf).filter(Boolean))].sort((a, b) => a - b);
  const rowOf = (cell) => Number(cell.dataset.row ?? cell.id.slice("sentence-".length));
  const toCheck = () => numbersOf(all("#wb-rows .wb-cell.wb-flagged"));
  const rowAt = (node) => {
    const cell = node?.closest?.("#wb-rows .wb-cell");
    return cell ? rowOf(cell) : null;
  };

  const focusedRow = () => rowAt(document.activeElement);
  let pointedRow = null;

  // Both cells of the row that is pointed at, and of the one that has the focus.
  function light() {
    const lit = new Set([pointedRow, focusedRow()].filter(Boolean).flatMap(cellsOf));
    for (const cell of all(".wb-lit")) if (!lit.has(cell)) cell.classList.remove("wb-lit");
    lit.forEach((cell) => cell.classList.add("wb-lit"));
  }

  const keep = (row) => kept.set(row, originalOf(row));
  const keptRows = () => [...kept.keys()].filter((row) => kept.get(row) === originalOf(row));

  function filter() {
    if (checking) toCheck().forEach(keep);
    const shown = keptRows().map((row) => `[data-row="${row}"], #sentence-${row}`);
    const hidden = shown.length ? `.wb-cell:not(${shown.join(", ")})` : ".wb-cell";
    sheet.replaceSync(checking ? `#wb-rows ${hidden} { display: none !important; }` : "");
    for (const button of all("#wb-reader [data-filter]")) {
      button.setAttribute("aria-pressed", String((button.dataset.filter === "check") === checking));
    }
  }

  function show(which) {
    checking = which === "check";
    kept = new Map();
    filter();
    keepPlace();
    const [count, total] = [toCheck().length, all("#wb-rows .wb-original").length];
    say(fill(checking ? texts.SHOWN_TO_CHECK : texts.SHOWN_ALL, { count, total }));
  }

  function goTo(row) {
    const cell = document.getElementById(`sentence-${row}`);
    if (!cell) return;
    keep(row);
    filter();
    cell.tabIndex = -1;
    cell.focus({ preventScroll: true });
    scrollTo(cell);
  }

  // The row that has the focus, else what stands first in view.
  function here() {
    const row = focusedRow();
    if (row) return row;
    const first = all("#wb-rows .wb-original").find((cell) => {
      const { bottom, height } = cell.getBoundingClientRect();
      return height > 0 && bottom > 0;
    });
    return first ? rowOf(first) - 0.5 : 0;
  }

  function go(direction) {
    const rows = toCheck();
    if (!rows.length) return say(texts.NONE_TO_CHECK);
    const at = here();
    const ahead = direction === "next" ? rows.filter((r) => r > at) : rows.filter((r) => r < at);
    const from = ahead.length ? ahead : rows;
    const row = direction === "next" ? from[0] : from[from.length - 1];
    goTo(row);
    const around = direction === "next" ? texts.AROUND_TO_START : texts.AROUND_TO_END;
    const place = { row, number: rows.indexOf(row) + 1, total: rows.length };
    say((ahead.length ? "" : `${around} `) + fill(texts.FLAG_PLACE, place));
  }

  function onClick(event) {
    const button = event.target.closest?.("#wb-reader [data-filter], #wb-reader [data-go]");
    if (button?.dataset.filter) show(button.dataset.filter);
    if (button?.dataset.go) go(button.dataset.go);
    const link = event.target.closest?.('a[href^="#sentence-"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    follow(link);
  }

  // Back leads back to the number that was followed.
  const followed = [];

  function follow(link) {
    const depth = history.state?.wbDepth ?? 0;
    const row = Number(link.hash.slice("#sentence-".length));
    followed[depth] = { link, row };
    history.pushState({ ...history.state, wbDepth: depth + 1 }, "", link.hash);
    depthNow = depth + 1;
    goTo(row);
  }

  let depthNow = history.state?.wbDepth ?? 0;

  function onHistory(event) {
    const before = depthNow;
    depthNow = event.state?.wbDepth ?? 0;
    if (depthNow > before) goTo(followed[depthNow - 1]?.row);
    const link = depthNow < before && followed[depthNow]?.link;
    if (!link?.isConnected) return;
    link.focus({ preventScroll: true });
    link.scrollIntoView({ behavior: "instant", block: "center" });
  }

  document.addEventListener("click", onClick);
  window.addEventListener("popstate", onHistory);
  document.addEventListener("pointerover", (event) => {
    pointedRow = rowAt(event.target);
    light();
  });
  document.addEventListener("focusin", light);
  document.addEventListener("focusout", () => setTimeout(light));
  onChange("#wb-rows, #wb-reader", () => {
    filter();
    light();
  });
  Object.assign(window.workbench, { go });
})();
