// Inline editors: `data-edit` asks for a text, `data-fields` for several short ones. An editor is
// kept by what it edits, so that it comes back, as it was typed, when its place is drawn anew and
// after a reload of the tab.
(() => {
  "use strict";
  const { texts, store, onChange, orderOf, give } = window.workbench;
  const PLACES = "#wb-preview, #wb-desk, #wb-briefing, #wb-rows";
  const BUTTONS = "[data-do][data-edit], [data-do][data-fields]";
  const editors = new Map();
  let left = recalled(); // of before a reload, until their places are there: [key, place, fields]

  const originalOf = (sentence) =>
    document.querySelector(`#sentence-${CSS.escape(sentence)} p`)?.textContent;

  // A row is known by its original, so that no other article's row is taken for it; points change
  // their numbers, so they are known by what they say.
  function identity(button) {
    const { point, ...order } = orderOf(button);
    const { edit, fields } = button.dataset;
    return JSON.stringify([order, order.sentence ? originalOf(order.sentence) : (edit ?? fields)]);
  }

  // Where a button of the briefing stands. A point is told by the rows it rests on, too: that which
  // moved up into the place of a dropped one is another.
  function placeOf(button) {
    const article = button.closest("[data-article]")?.dataset.article;
    const links = button.closest(".wb-point")?.querySelectorAll(".wb-ref") ?? [];
    const rows = [...links].map((link) => link.hash);
    return article && JSON.stringify([article, orderOf(button), rows]);
  }

  const buttons = () => [...document.querySelectorAll(BUTTONS)];

  const buttonOf = (key) => buttons().find((button) => identity(button) === key);

  // What an editor edits may change its words elsewhere: a point follows the correction of a row.
  const buttonIn = (place) =>
    place && buttons().find((one) => placeOf(one) === place && !editors.has(identity(one)));

  const hostOf = (button) =>
    button.closest("[data-editable]") ?? button.closest(".wb-cell, li") ?? button.parentElement;

  const made = (tag, given, ...children) => {
    const element = Object.assign(document.createElement(tag), given);
    element.append(...children);
    return element;
  };

  const nameOf = (button) => button.getAttribute("aria-label") ?? button.textContent.trim();

  // The fields by the names under which the order carries them.
  function fieldsOf(button) {
    const { edit, fields, labels, hint, dir = "auto", lang = "" } = button.dataset;
    const common = { dir, lang, autocomplete: "off" };
    if (fields === undefined) {
      const words = { ...common, name: "text", value: edit, rows: 1 };
      return [field(hint || nameOf(button), made("textarea", words))];
    }
    const called = JSON.parse(labels ?? "{}");
    return Object.entries(JSON.parse(fields)).map(([name, value]) =>
      field(called[name] ?? name, made("input", { ...common, name, value: value ?? "" })),
    );
  }

  const field = (label, input) =>
    made("label", { className: "wb-field" }, made("span", { textContent: label }), input);

  function formOf(button) {
    const save = made("button", { type: "submit", textContent: texts.SAVE, className: "wb-act" });
    const cancel = made("button", { type: "button", textContent: texts.CANCEL });
    cancel.className = "wb-act";
    cancel.dataset.cancel = "";
    const fault = made("p", { className: "wb-bad", hidden: true });
    fault.setAttribute("role", "alert");
    const hint = made("span", { className: "wb-quiet", textContent: texts.EDITOR_KEYS });
    const acts = made("span", { className: "wb-acts" }, save, cancel, hint);
    const form = made("form", { className: "wb-editor", noValidate: true });
    form.append(...fieldsOf(button), fault, acts);
    form.setAttribute("aria-label", nameOf(button));
    return form;
  }

  // As tall as its text; a scrollbar would take of its width while that is measured.
  function grow(area) {
    Object.assign(area.style, { height: "auto", overflow: "hidden" });
    area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
    area.style.overflow = "";
  }

  const areasOf = (form) => form.querySelectorAll("textarea");

  function open(button) {
    const key = identity(button);
    const place = placeOf(button);
    if (!editors.has(key)) editors.set(key, { form: formOf(button), focused: null, place });
    const { form } = editors.get(key);
    if (form.parentElement !== hostOf(button)) hostOf(button).append(form);
    areasOf(form).forEach(grow);
    form.querySelector("textarea, input").focus();
  }

  // What stands in the editors stays in this tab.
  function remember() {
    const open = [...editors].map(([key, { form, place }]) => [key, place, [...new FormData(form)]]);
    const drafts = [...open, ...left];
    if (drafts.length) store.keep("session", "drafts", JSON.stringify(drafts));
    else store.forget("session", "drafts");
  }

  function recalled() {
    try {
      return JSON.parse(store.recall("session", "drafts") ?? "[]");
    } catch {
      return [];
    }
  }

  // Those of before a reload whose places are there again.
  function comeBack() {
    left = left.filter(([key, place, fields]) => {
      const button = buttonOf(key) ?? buttonIn(place);
      if (!button) return true;
      const form = formOf(button);
      for (const [name, value] of fields) form.elements[name].value = value;
      editors.set(key, { form, focused: null, place });
      return false;
    });
  }

  const keyOf = (form) => [...editors].find(([, editor]) => editor.form === form)?.[0];

  function close(form, back) {
    editors.delete(keyOf(form));
    remember();
    form.remove();
    back?.focus();
  }

  function tell(form, fault) {
    const line = form.querySelector("[role=alert]");
    line.textContent = fault;
    line.hidden = !fault;
  }

  const disable = (form, on) =>
    form.querySelectorAll("textarea, input").forEach((input) => (input.readOnly = on));

  async function save(form) {
    const button = buttonOf(keyOf(form));
    if (!button || form.dataset.saving) return;
    const order = orderOf(button);
    form.dataset.saving = "";
    disable(form, true);
    const given = Object.fromEntries(new FormData(form));
    const fault = await give({ ...order, ...given }, button.dataset.then);
    delete form.dataset.saving;
    disable(form, false);
    tell(form, fault);
    if (fault) form.querySelector("textarea, input").focus();
    else close(form, window.workbench.buttonFor(order));
  }

  const cancel = (form) => close(form, buttonOf(keyOf(form)));

  // Gradio lays what it drew over what stood there: editors go back to their places.
  function placeAgain() {
    comeBack();
    for (const [key, editor] of [...editors]) {
      const button = buttonOf(key) ?? buttonIn(editor.place);
      if (!button) continue;
      const { form, focused } = editor;
      editors.delete(key);
      editors.set(identity(button), Object.assign(editor, { place: placeOf(button) }));
      if (form.parentElement === hostOf(button)) continue;
      hostOf(button).append(form);
      areasOf(form).forEach(grow);
      focused?.focus({ preventScroll: true });
    }
  }

  function onKey(event) {
    const form = event.target.closest?.(".wb-editor");
    if (!form || event.isComposing) return;
    const saves = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    if (!saves && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    if (saves) save(form);
    else cancel(form);
  }

  function onClick(event) {
    const cancelled = event.target.closest?.(".wb-editor [data-cancel]");
    if (cancelled) cancel(cancelled.form);
    const button = event.target.closest?.(BUTTONS);
    if (button && !button.disabled) open(button);
  }

  function onFocus(event) {
    const form = event.target.closest?.(".wb-editor");
    for (const editor of editors.values()) {
      editor.focused = editor.form === form ? event.target : null;
    }
  }

  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey, { capture: true });
  document.addEventListener("focusin", onFocus);
  document.addEventListener("input", (event) => {
    if (!event.target.closest?.(".wb-editor")) return;
    if (event.target.matches("textarea")) grow(event.target);
    remember();
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches(".wb-editor")) return;
    event.preventDefault();
    save(event.target);
  });
  onChange(PLACES, placeAgain);
  Object.assign(window.workbench, { originalOf });
})();
