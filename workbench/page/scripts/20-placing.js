// Nothing moves what is being read: the first thing in view stays where it is when anything above
// it changes, and the focus goes back to the same button when gradio drew its place anew.
(() => {
  "use strict";
  const { onChange, orderOf } = window.workbench;
  const PLACES = "#wb-preview, #wb-answer, #wb-desk, #wb-briefing, #wb-rows";
  // What is read, from top to bottom; an empty briefing is no reading.
  const READ = "#wb-briefing .wb-briefing:not(.wb-empty) :is(h2, h3, p, li, tr), #wb-rows [id]";
  const OPPOSITE = { restore: "aside", aside: "restore" };
  const GLIDE_MS = 1_500; // the longest that browsers scroll smoothly
  let held = null; // {element, row, top}
  let gliding = null; // what is being scrolled to
  let scrolled = false; // since the last run began: who did not is not reading yet
  let focused = null; // {order, row}

  const rowOf = (element) => element.closest("[data-row]")?.dataset.row ?? numberOf(element);
  const numberOf = (element) => /^sentence-(\d+)$/.exec(element.id)?.[1];
  const cellOf = (row) => row && document.getElementById(`sentence-${row}`);

  const inView = ({ bottom, height }) => height > 0 && bottom > 0;

  function hold() {
    held = null;
    if (!scrolled || window.scrollY <= 0) return;
    for (const element of document.querySelectorAll(READ)) {
      const box = element.getBoundingClientRect();
      if (!inView(box)) continue;
      if (box.top < window.innerHeight) held = { element, row: rowOf(element), top: box.top };
      return;
    }
  }

  // The row of that number, or the next one that still shows.
  function stillThere({ element, row }) {
    if (!row) return element.isConnected ? element : null;
    for (let cell = cellOf(row); cell; cell = cell.nextElementSibling) {
      if (numberOf(cell) && cell.getBoundingClientRect().height > 0) return cell;
    }
    return null;
  }

  function keepPlace() {
    const now = held && stillThere(held);
    if (!now) return hold();
    // Nothing where the browser itself has kept the place.
    const moved = now.getBoundingClientRect().top - held.top;
    if (Math.abs(moved) >= 1) {
      if (gliding) glide();
      else window.scrollBy({ top: moved, behavior: "instant" });
    }
    hold();
  }

  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const glide = () =>
    gliding.scrollIntoView({ behavior: calm() ? "instant" : "smooth", block: "center" });

  // Scrolls to an element; what changes on the way does not lead astray.
  function scrollTo(element) {
    gliding = element;
    glide();
    const arrived = () => (gliding = gliding === element ? null : gliding);
    window.addEventListener("scrollend", arrived, { once: true });
    setTimeout(arrived, GLIDE_MS);
  }

  const buttonFor = (order) => {
    const same = JSON.stringify(order);
    return [...document.querySelectorAll("[data-do]:not(:disabled)")].find(
      (button) => JSON.stringify(orderOf(button)) === same,
    );
  };

  function remember(event) {
    const element = event.target;
    focused = null;
    // Editors look after themselves.
    if (!element.closest?.(PLACES) || element.closest(".wb-editor")) return;
    focused = { order: element.dataset.do ? orderOf(element) : null, row: rowOf(element) };
  }

  // To the same button, else to the row in which it stood.
  function giveFocusBack() {
    if (!focused || document.activeElement !== document.body) return;
    const { order, row } = focused;
    const back = (order && buttonFor(order)) ?? cellOf(row);
    if (!back) return;
    if (!back.matches("a, button")) back.tabIndex = -1;
    back.focus({ preventScroll: true });
  }

  // A moved point takes the focus along; at the end of its way the other button has it. A button
  // that turned into its opposite keeps it. Of files taken out, that of the file in its place has it.
  function follow(order) {
    const { do: what, point, to } = order;
    if (what in OPPOSITE && document.activeElement === document.body) {
      buttonFor({ ...order, do: OPPOSITE[what] })?.focus({ preventScroll: true });
    }
    if (what === "unfile" && document.activeElement === document.body) {
      const left = [...document.querySelectorAll("[data-do=unfile]")];
      (left[Number(order.place)] ?? left.at(-1))?.focus({ preventScroll: true });
    }
    if (what !== "move") return;
    const step = Number(to) - Number(point);
    const next = (by) => buttonFor({ do: what, point: to, to: String(Number(to) + by) });
    (next(step) ?? next(-step))?.focus({ preventScroll: true });
  }

  window.addEventListener("scroll", () => {
    scrolled = true;
    hold();
  });
  window.addEventListener("resize", () => requestAnimationFrame(hold));
  document.addEventListener("focusin", remember);
  document.addEventListener("pointerdown", () => (focused = null));
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("#wb-run")) scrolled = false;
  });
  onChange(PLACES, () => {
    keepPlace();
    giveFocusBack();
  });
  Object.assign(window.workbench, { buttonFor, keepPlace, scrollTo, after: follow });
})();
