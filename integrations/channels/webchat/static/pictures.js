// Pictures that the bot shows: in the conversation with room left for words and buttons, and large after a tap.
import { $, el } from "./dom.js";
import { t } from "./strings.js";

const WIDEST = 480;
const TALLEST = 320;
const WORDS_MOST = 120;
const CLOSER = 2;

export const isPicture = (file) => file.mime === "image/jpeg" || file.mime === "image/png";

/** What the message says, on one line and not too long to be read out. */
function spoken(text) {
  const line = text.trim().replace(/\s+/g, " ");
  return line.length > WORDS_MOST ? `${line.slice(0, WORDS_MOST).replace(/\s\S*$/, "")}…` : line;
}

/** Width and height in the conversation, so that nothing moves when the picture comes. */
function fitted({ width, height }) {
  if (!width || !height) return {};
  const part = Math.min(1, WIDEST / width, TALLEST / height);
  return { width: Math.round(width * part), height: Math.round(height * part) };
}

/** The picture of a message, to be tapped; what could not be fetched is fetched again by a tap. */
export function picture(file, text) {
  const words = spoken(text) || file.name;
  const lost = el("span", { class: "lost" });
  const broken = (on) => () => { button.classList.toggle("broken", on); lost.textContent = on ? t("pictureLost") : ""; };
  const image = el("img", { alt: words, loading: "lazy", decoding: "async", ...fitted(file), onerror: broken(true), onload: broken(false) });
  const press = () => { if (button.classList.contains("broken")) image.src = file.url; else enlarge(file, words); };
  const button = el("button", { type: "button", class: "picture", onclick: press }, image, lost,
    el("span", { class: "hidden" }, t("enlarge")));
  image.src = file.url;
  return button;
}

addEventListener("online", () => { for (const image of document.querySelectorAll(".picture.broken img")) image.src = image.src; });

function enlarge(file, words) {
  const image = el("img", { src: file.url, alt: words });
  $("viewer-stage").replaceChildren(el("button", { type: "button", class: "near", onclick: (event) => closer(image, event) }, image,
    el("span", { class: "hidden" }, t("closer"))));
  $("viewer-save").href = file.url;
  $("viewer-save").download = file.name;
  $("viewer").showModal();
}

/** Whole, or as large as it is with the tapped place in the middle. */
function closer(image, event) {
  const stage = $("viewer-stage");
  if (stage.classList.toggle("closer")) {
    const [x, y] = event.detail ? [event.offsetX / image.clientWidth, event.offsetY / image.clientHeight] : [.5, .5];
    image.style.width = `${Math.max(image.naturalWidth, image.clientWidth * CLOSER)}px`;
    stage.scrollTo(x * image.clientWidth - stage.clientWidth / 2, y * image.clientHeight - stage.clientHeight / 2);
  } else image.style.width = "";
}

$("viewer").addEventListener("close", () => {
  $("viewer-stage").classList.remove("closer");
  $("viewer-stage").replaceChildren();
});
