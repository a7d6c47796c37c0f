// What stands under a question: option buttons, a card whose lines can be tapped, photo buttons.
import { coded, copyText, el, icon, plain, toast } from "./dom.js";
import { language, t } from "./strings.js";

const FILTER_FROM = 12;
const SHORT = 14;
const PAST_MOST = 4;

const isMenu = (button) => button.id.startsWith("!");

/** A label without the pictures in front, which other channels need and this page draws itself. */
const bare = (label) => label.replace(/^[\p{Extended_Pictographic}\uFE0F\s]+(?=\S)/u, "");

/** A button that is posted; the others copy a text or open a page. */
const posted = (button) => !button.copy && !button.link;

const asks = (message) => message.buttons.some(posted) || message.sections.some((s) => s.lines.some((l) => l.button));

/** True when the message wants an answer: it stays the open question until the next one. */
export const isQuestion = (message) => message.by === "bot" && (Boolean(message.ask) || asks(message));

/** The label of a button or card line of this message, or undefined. */
export function labelIn(message, id) {
  const button = message.buttons.find((b) => b.id === id && posted(b));
  if (button) return bare(button.label);
  for (const section of message.sections) {
    if (section.button === id && id) return section.title;
    const line = section.lines.find((l) => l.button === id && id);
    if (line) return `${t("edit")}: ${line.label}`;
  }
  return undefined;
}

const COUNTED = new Set(["choice", "yes_no", "confirm"]);
const words = (text) => plain(text.trim().replace(/\s+/g, " ").replace(/[.!]+$/, ""));

/** The id of the option that these typed words name or number, or undefined. */
export function namedIn(message, text) {
  const own = message.buttons.filter((b) => posted(b) && !isMenu(b));
  const named = own.find((b) => words(bare(b.label)) === words(text));
  const number = COUNTED.has(message.ask) && /^\d{1,2}$/.test(text.trim()) ? Number(text) : 0;
  return (named ?? own[number - 1])?.id;
}

/** `state`: {live, busy, chosen}; `act`: {press(id, label), files(list)}. Null when there is nothing to show. */
export function controls(message, state, act) {
  const buttons = message.buttons.filter(posted);
  const options = state.live ? liveOptions(buttons, state, act) : [pastOptions(buttons, state)];
  const parts = [card(message, state, act), links(message), ...withPhoto(message, state, act, options), copies(message)];
  const shown = parts.filter(Boolean);
  return shown.length ? el("div", { class: "under", "aria-live": "off", lang: message.language }, ...shown) : null;
}

/** A second tap while the first is on its way does nothing. */
const once = (act) => (event) => { if (event.currentTarget.getAttribute("aria-disabled") !== "true") act(); };

function option(button, state, act) {
  const busy = state.busy === button.id;
  const press = once(() => act.press(button.id, bare(button.label)));
  const attributes = { type: "button", class: `option ${button.style}${busy ? " busy" : ""}`, onclick: press, "data-button": button.id };
  return el("button", { ...attributes, "aria-disabled": state.busy ? "true" : "" }, bare(button.label));
}

function liveOptions(buttons, state, act) {
  const menu = buttons.filter(isMenu);
  const own = buttons.filter((b) => !isMenu(b));
  const parts = own.length > FILTER_FROM ? filtered(own, state, act) : own.length ? [grid(own, state, act)] : [];
  if (menu.length) parts.push(el("div", { class: "options words" }, ...menu.map((b) => option(b, state, act))));
  return parts;
}

function grid(buttons, state, act) {
  const short = buttons.length > 1 && buttons.every((b) => bare(b.label).length <= SHORT);
  return el("div", { class: short ? "options short" : "options" }, ...buttons.map((b) => option(b, state, act)));
}

let filters = 0;
function filtered(buttons, state, act) {
  const id = `filter-${++filters}`;
  const list = grid(buttons, state, act);
  const none = el("p", { class: "none", role: "status", hidden: true }, t("none"));
  const narrow = (event) => {
    const wanted = plain(event.target.value.trim());
    let left = 0;
    for (const node of list.children) {
      node.hidden = !plain(node.textContent).includes(wanted);
      if (!node.hidden) left += 1;
    }
    none.hidden = left > 0;
  };
  const enter = (event) => {
    const first = [...list.children].find((node) => !node.hidden);
    if (event.key === "Enter" && event.target.value.trim() && first) { event.preventDefault(); first.click(); }
  };
  const box = el("input", { id, type: "search", placeholder: t("filterHint"), oninput: narrow, onkeydown: enter, autocomplete: "off" });
  return [el("div", { class: "filter" }, el("label", { for: id }, t("filter", { n: buttons.length })), box),
    el("div", { class: "choices" }, list, none)];
}

/** What was chosen, marked among the few that were offered; nothing when the answer was in other words. */
function pastOptions(buttons, state) {
  const own = buttons.filter((b) => !isMenu(b));
  if (!own.some((b) => b.id === state.chosen)) return null;
  const kept = own.length <= PAST_MOST ? own : own.filter((b) => b.id === state.chosen);
  return el("div", { class: "options past" }, ...kept.map((b) => {
    const chosen = b.id === state.chosen;
    const mark = chosen ? [el("span", { "aria-hidden": "true" }, "✓"), el("span", { class: "hidden" }, t("chosen"))] : [];
    return el("button", { type: "button", disabled: true, class: chosen ? "option chosen" : "option" }, ...mark, bare(b.label));
  }));
}

/** Pages of others open beside the chat and learn nothing of it. */
function links(message) {
  const buttons = message.buttons.filter((b) => /^https?:\/\//.test(b.link ?? ""));
  if (!buttons.length) return null;
  return el("div", { class: "options" }, ...buttons.map((b) =>
    el("a", { class: `option ${b.style}`, href: b.link, target: "_blank", rel: "noopener noreferrer" }, bare(b.label))));
}

function copies(message) {
  const buttons = message.buttons.filter((b) => b.copy);
  if (!buttons.length) return null;
  const press = async (text) => toast(await copyText(text) ? t("copied") : t("notCopied"));
  return el("div", { class: "options" }, ...buttons.map((b) =>
    el("button", { type: "button", class: "option", onclick: () => press(b.copy) }, icon("copy"), bare(b.label))));
}

function card(message, state, act) {
  if (!message.sections.length) return null;
  const parts = message.sections.flatMap((section) =>
    [section.title ? el("h2", {}, section.title) : null, ...section.lines.map((line) => cardLine(line, state, act))]);
  const status = message.step === "dossiers"; // words of the house that stand elsewhere within a sentence
  return el("div", { class: status ? "card status" : "card" }, ...parts.filter(Boolean));
}

function cardLine(line, state, act) {
  const texts = [el("span", { class: "label" }, line.label), el("span", { class: "value" }, ...coded(line.value || "–"))];
  if (!line.button || !state.live) return el("div", { class: "line" }, ...texts);
  const press = once(() => act.press(line.button, `${t("edit")}: ${line.label}`));
  const attributes = { type: "button", class: "line", onclick: press, "data-button": line.button };
  const hidden = el("span", { class: "hidden" }, ` (${t("edit")})`);
  return el("button", { ...attributes, "aria-disabled": state.busy ? "true" : "" }, ...texts, icon("pencil"), hidden);
}

/** One thing leads: what was sent can be gone on with, or else a photo is what is wanted. */
function withPhoto(message, state, act, options) {
  if (!state.live || message.ask !== "photo") return options;
  const leads = message.buttons.some((b) => b.style === "primary");
  return leads ? [...options, photo(act, "")] : [photo(act, "primary", !message.attachment), ...options];
}

function photo(act, style, hint = false) {
  const changed = (event) => { act.files([...event.target.files]); event.target.value = ""; };
  const input = (more) => el("input", { type: "file", onchange: changed, ...more });
  // A phone opens its camera at once only where nothing but a picture is wanted.
  return el("div", { class: "photo", lang: language() },
    el("label", { class: `option ${style} shoot` }, icon("camera"), t("shoot"), input({ accept: "image/*", capture: "environment" })),
    el("label", { class: "option pick" }, icon("folder"), t("pick"), input({ accept: "image/*,application/pdf,.heic,.heif", multiple: true })),
    hint ? el("p", { class: "small" }, t("photoHint")) : null);
}
