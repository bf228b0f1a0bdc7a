// Clicks on [data-do] in our own HTML become events of the page's one bus element (layout.py).
// `workbench.send(order)` asks for a decision; orders sent before the bus is there wait for it.
window.workbench = (() => {
  let trigger = null;
  const waiting = [];
  const send = (order, name = "order") => {
    if (trigger) trigger(name, order);
    else waiting.push([order, name]);
  };
  const connect = (given) => {
    trigger = given;
    waiting.splice(0).forEach(([order, name]) => send(order, name));
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (!button || button.disabled) return;
    event.preventDefault();
    const { ...order } = button.dataset;
    send(order);
  });
  return { connect, send };
})();
// A file that was just made is saved, without a second click.
window.workbench.save = () => {
  setTimeout(() => document.querySelector("#wb-file a, a#wb-file")?.click(), 50);
};
