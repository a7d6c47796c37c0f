// One entry of the conversation as an element.
import { el, icon, linked, size } from "./dom.js";
import { isPicture, picture } from "./pictures.js";
import { language, t } from "./strings.js";

const zone = { timeZone: "Asia/Ho_Chi_Minh" };
export const dayOf = (at) => new Intl.DateTimeFormat(language(), { ...zone, weekday: "long", day: "numeric", month: "numeric" }).format(new Date(at));
export const hour = (at) => new Intl.DateTimeFormat(language(), { ...zone, hour: "2-digit", minute: "2-digit", hour12: false }).format(new Date(at));

export function botItem(message) {
  const item = el("li", { class: "bot", "data-seq": message.seq, lang: message.language });
  const [file, who] = [message.attachment, el("span", { class: "hidden" }, t("bot") + " ")];
  if (file && isPicture(file)) {
    const caption = message.text ? el("p", { class: "caption" }, ...linked(message.text)) : null;
    item.append(el("div", { class: "bubble shown" }, who, picture(file, message.text), caption));
    return item;
  }
  item.append(el("div", { class: "bubble" }, who, ...linked(message.text)));
  if (file) item.append(el("div", { class: "under" }, paper(file)));
  return item;
}

/** A file to keep: what it is called, what kind it is, how large. */
function paper(file) {
  const kind = file.name.includes(".") ? `${file.name.split(".").at(-1).toUpperCase()} · ` : "";
  const name = el("span", {}, file.name, el("small", {}, `${kind}${size(file.bytes)} · ${t("download")}`));
  return el("a", { class: "download", href: file.url, download: file.name }, icon("file"), name, icon("down"));
}

/** The citizen's own: text, a pressed option, a file. `content` is what stands in the bubble. */
export function ownItem(content, stamp) {
  const bubble = el("div", { class: "bubble" }, el("span", { class: "hidden" }, t("me") + " "), ...content);
  return el("li", { class: "me" }, bubble, el("p", { class: "stamp" }, stamp));
}

/**
 * `local`: an address of the local picture while this page lives; it is never fetched back from the server. A kind of
 * picture that this browser cannot draw (HEIC) is shown by its name alone.
 */
export function fileContent(file, local) {
  const undrawn = (event) => event.target.remove();
  const parts = local ? [el("img", { class: "thumb", src: local, alt: "", onerror: undrawn })] : [];
  const name = el("span", {}, file.name, el("small", {}, size(file instanceof Blob ? file.size : file.bytes)));
  return [...parts, el("span", { class: "file" }, icon("file"), name)];
}

export function setStamp(item, ...content) { item.querySelector(".stamp").replaceChildren(...content); }
