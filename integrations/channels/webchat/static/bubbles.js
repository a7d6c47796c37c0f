// One entry of the conversation as an element.
import { el, icon, linked, size } from "./dom.js";
import { language, t } from "./strings.js";

const zone = { timeZone: "Asia/Ho_Chi_Minh" };
export const dayOf = (at) => new Intl.DateTimeFormat(language(), { ...zone, weekday: "long", day: "numeric", month: "numeric" }).format(new Date(at));
export const hour = (at) => new Intl.DateTimeFormat(language(), { ...zone, hour: "2-digit", minute: "2-digit", hour12: false }).format(new Date(at));

export function botItem(message) {
  const item = el("li", { class: "bot", "data-seq": message.seq, lang: message.language });
  item.append(el("div", { class: "bubble" }, el("span", { class: "hidden" }, t("bot") + " "), ...linked(message.text)));
  if (message.attachment) item.append(el("div", { class: "under" }, attachment(message.attachment)));
  return item;
}

function attachment(file) {
  const name = el("span", {}, file.name, el("small", {}, `${t("download")} · ${size(file.bytes)}`));
  return el("a", { class: "download", href: `/chat/api/files/${encodeURIComponent(file.id)}`, download: file.name }, icon("down"), name);
}

/** The citizen's own: text, a pressed option, a file. `content` is what stands in the bubble. */
export function ownItem(content, stamp) {
  const bubble = el("div", { class: "bubble" }, el("span", { class: "hidden" }, t("me") + " "), ...content);
  return el("li", { class: "me" }, bubble, el("p", { class: "stamp" }, stamp));
}

/** `picture`: an address of the local picture while this page lives; it is never fetched back from the server. */
export function fileContent(file, picture) {
  const parts = picture ? [el("img", { class: "thumb", src: picture, alt: "" })] : [];
  const name = el("span", {}, file.name, el("small", {}, size(file.bytes ?? file.size)));
  return [...parts, el("span", { class: "file" }, icon("file"), name)];
}

export function setStamp(item, ...content) { item.querySelector(".stamp").replaceChildren(...content); }
