// The words that may be said at any time, as a sheet on phones and beside the chat on wide screens.
import { $, el, icon } from "./dom.js";
import { onLanguage, t } from "./strings.js";

const WORDS = [
  ["!back", "back", "back"], ["!review", "review", "list"], ["!help", "help", "help"], ["!person", "person", "person"],
  ["!dossiers", "dossiers", "folder"], ["!my-data", "data", "lock"], ["!language", "language", "globe"], ["!stop", "stop", "pause"],
];

let install = null;

/** `act`: {press(id, label), devices(), leave()}. */
export function menu(act) {
  const draw = () => { for (const id of ["sheet-menu", "side-menu"]) $(id).replaceChildren(list(act)); };
  addEventListener("beforeinstallprompt", (event) => { event.preventDefault(); install = event; draw(); });
  addEventListener("appinstalled", () => { install = null; draw(); });
  onLanguage(draw);
  draw();
  $("open-menu").addEventListener("click", () => $("menu").showModal());
  closable();
}

function list(act) {
  const say = ([id, key, sign]) => entry(key, sign, () => act.press(id, t(key)));
  const own = [entry("devices", "phone", act.devices)];
  if (install) own.push(entry("install", "plus", () => install.prompt()));
  own.push(entry("leave", "leave", act.leave, "danger"));
  own[0].classList.add("apart");
  return el("ul", {}, ...WORDS.map(say), ...own);
}

function entry(key, sign, act, kind = "") {
  const press = () => { $("menu").close(); act(); };
  return el("li", {}, el("button", { type: "button", class: `entry ${kind}`, onclick: press }, icon(sign), t(key)));
}

/** Every dialog closes by its buttons and by a tap beside it. */
function closable() {
  for (const dialog of document.querySelectorAll("dialog")) {
    for (const button of dialog.querySelectorAll("[data-close]")) button.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  }
}
