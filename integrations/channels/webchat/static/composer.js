// The box one types in: keyboard and hint fit the question; the draft survives a reload.
import { $ } from "./dom.js";
import { onLanguage, t } from "./strings.js";

const MOST = 5000;
const DRAFT = "motcua-draft";
const KEYS = { date: "numeric", month: "numeric", number: "numeric", phone: "tel" };
const HINTS = { date: "dateHint", month: "monthHint", number: "numberHint", phone: "phoneHint" };

/** Eight digits are a day, six a month: phones have no slash on their number keys. */
export function spelled(ask, text) {
  const day = ask === "date" && /^(\d\d)(\d\d)(\d{4})$/.exec(text);
  if (day) return day.slice(1).join("/");
  const month = ask === "month" && /^(\d\d)(\d{4})$/.exec(text);
  return month ? month.slice(1).join("/") : text;
}

export class Composer {
  /** `act`: {text(words), files(list)}. */
  constructor(act) {
    this.words = $("words");
    this.ask = "";
    this.act = act;
    this.words.value = sessionStorage.getItem(DRAFT) ?? "";
    $("composer").addEventListener("submit", (event) => { event.preventDefault(); this.submit(); });
    this.words.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.submit(); }
    });
    this.words.addEventListener("input", () => this.typed());
    $("keys").addEventListener("click", () => this.toggle());
    for (const id of ["attach-file", "shoot-file"]) {
      $(id).addEventListener("change", (event) => { act.files([...event.target.files]); event.target.value = ""; });
    }
    onLanguage(() => this.hint());
    this.typed();
  }

  /** Fit the keyboard, the hint and the camera to the question. */
  fit(ask) {
    this.ask = ask ?? "";
    this.words.inputMode = KEYS[this.ask] ?? "text";
    $("keys").hidden = !(this.ask in KEYS);
    $("shoot").hidden = this.ask !== "photo";
    this.hint();
  }

  toggle() {
    this.words.inputMode = this.words.inputMode === "text" ? KEYS[this.ask] : "text";
    this.words.blur();
    this.words.focus();
  }

  typed() {
    this.words.style.height = "auto";
    this.words.style.height = `${this.words.scrollHeight + 3}px`;
    sessionStorage.setItem(DRAFT, this.words.value);
    this.hint();
  }

  hint() {
    const text = this.words.value.trim();
    const long = text.length > MOST;
    const date = spelled(this.ask, text);
    const words = long ? t("tooLong") : date !== text ? t("readDate", { date }) : this.ask in HINTS ? t(HINTS[this.ask]) : "";
    $("hint").textContent = words;
    $("hint").hidden = !words;
    $("hint").classList.toggle("bad", long);
    this.words.setAttribute("aria-invalid", String(long));
  }

  submit() {
    const text = this.words.value.trim();
    if (!text || text.length > MOST) return;
    this.act.text(spelled(this.ask, text));
    this.words.value = "";
    this.typed();
  }
}
