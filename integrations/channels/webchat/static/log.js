// The conversation on the page: what the server told, in order, then what still waits to be sent.
import { botItem, dayOf, fileContent, hour, ownItem, setStamp } from "./bubbles.js";
import { controls, isQuestion, labelIn, namedIn } from "./controls.js";
import { $, coded, el } from "./dom.js";
import { t } from "./strings.js";

const NEAR = 120;
const GAP = 12;
const HAND = 1500;
const REST = 100;
const SEEN = 48;

export class Log {
  /** `act`: {press(id, label), files(list), again(thing), drop(thing), told(message)}. */
  constructor(act) {
    this.act = act;
    this.list = $("log");
    this.talk = $("talk");
    this.clear();
    this.following = true;
    this.before = this.moved = 0;
    for (const kind of ["wheel", "touchmove", "keydown"]) {
      this.talk.addEventListener(kind, () => { this.moved = Date.now(); }, { passive: true });
    }
    this.talk.addEventListener("pointerdown", (event) => { if (event.offsetX > this.talk.clientWidth) this.moved = Date.now(); });
    this.talk.addEventListener("scroll", () => this.scrolled());
    $("newer").addEventListener("click", () => this.show());
    const grown = new ResizeObserver(() => this.keep());
    for (const node of [this.list, this.talk]) grown.observe(node);
  }

  clear() {
    this.settled = false;
    this.messages = [];
    this.items = new Map();
    this.pending = new Map();
    this.pictures = new Map();
    this.question = null;
    this.card = null; // stays open beside its question, e.g. when a picture of the form follows it
    this.busy = "";
    this.day = "";
    this.goal = 0;
    this.newest = null;
    this.list.replaceChildren();
  }

  /** The server's log starts anew; what waits to be sent stays. */
  restart() {
    const waiting = [...this.pending.values()];
    const { pending, pictures, settled } = this;
    this.clear();
    Object.assign(this, { pending, pictures, settled });
    this.list.append(...waiting);
  }

  get last() { return this.messages.at(-1); }

  add(message) {
    $("empty").hidden = true;
    if (message.by === "bot") this.addBot(message);
    else this.addOwn(message);
    this.newest = this.items.get(message.seq);
    if (!this.settled) return;
    if (this.following) this.show();
    $("newer").hidden = message.by === "me" || this.reached();
  }

  addBot(message) {
    if (message.replaces) this.replace();
    this.place(message, botItem(message));
    this.busy = "";
    this.act.told(message);
    if (isQuestion(message)) this.askNow(message);
    else this.answered(message);
  }

  /** A word that is no question: it settles a question that was answered by a button of its own. */
  answered(message) {
    const before = this.question;
    if (before?.chosen && !before.chosen.startsWith("!")) this.ask(null);
    this.draw(message);
    this.draw(before);
  }

  /** From now on this is what is open. A card stays open as long as only words of its own step follow it. */
  ask(message) {
    const card = this.card;
    this.question = message;
    const same = message && card && message.step === card.step && message.about === card.about;
    this.card = message?.sections.length ? message : same ? card : null;
    if (card !== this.card) this.draw(card);
  }

  askNow(message) {
    const held = this.items.get(this.question?.seq)?.contains(document.activeElement);
    const before = this.question;
    this.ask(message);
    this.draw(before);
    this.draw(message);
    if (held) this.focus(message);
  }

  /** A message that takes the place of the one before: with it go the presses that led here. */
  replace() {
    const at = this.messages.findLastIndex((each) => each.by === "bot");
    if (at < 0) return;
    const gone = this.messages.slice(at).filter((each) => each.by === "bot" || each.kind === "press");
    for (const each of gone) this.items.get(each.seq).remove();
    this.messages = this.messages.filter((each) => !gone.includes(each));
    if (gone.includes(this.card)) this.card = null;
    if (gone.includes(this.question)) this.ask(this.messages.findLast(isQuestion) ?? null);
  }

  addOwn(message) {
    this.pending.get(message.event)?.remove();
    this.pending.delete(message.event);
    if (message.kind === "press") this.choose(message.button);
    if (message.kind === "text" && this.question) this.question.chosen = namedIn(this.question, message.text) ?? this.question.chosen;
    this.place(message, ownItem(this.ownContent(message), hour(message.at)));
  }

  ownContent(message) {
    if (message.kind === "file") return fileContent(message.file, this.pictures.get(message.event));
    if (message.kind === "press") return [this.label(message.button)];
    return message.kind === "text" ? coded(message.text) : [t("sentOther")];
  }

  label(button) {
    const message = this.messages.findLast((each) => each.by === "bot" && labelIn(each, button));
    const words = { "!back": "back", "!review": "review", "!help": "help", "!person": "person", "!dossiers": "dossiers", "!my-data": "data", "!language": "language", "!stop": "stop" };
    return message ? labelIn(message, button) : t(words[button] ?? "pressed");
  }

  choose(button) {
    const asked = this.messages.findLast((each) => each.by === "bot" && labelIn(each, button));
    if (!asked) return;
    asked.chosen = button;
    if (asked !== this.question) this.draw(asked);
  }

  /** Put an item after the last message and before what waits, under a heading when a new day begins. */
  place(message, item) {
    const first = this.pending.values().next().value ?? null;
    const day = dayOf(message.at);
    if (day !== this.day) {
      const today = day === dayOf(Date.now());
      this.list.insertBefore(el("li", { class: "day" }, today ? t("today") : day), first);
      this.day = day;
    }
    this.messages.push(message);
    this.items.set(message.seq, item);
    this.list.insertBefore(item, first);
  }

  /** Draw what stands under a bot's message, live or past. */
  draw(message) {
    if (!message) return;
    const item = this.items.get(message.seq);
    const live = message === this.question || message === this.card;
    const under = controls(message, { live, busy: live ? this.busy : "", chosen: message.chosen }, this.act);
    item?.querySelector(":scope > .under[aria-live]")?.remove();
    if (under) item?.append(under);
  }

  /** A button of the open question was pressed: it waits for its answer. */
  hold(button) {
    const asked = [this.question, this.card].find((each) => each && labelIn(each, button));
    if (!asked) return;
    this.busy = button;
    const item = this.items.get(asked.seq);
    for (const node of item.querySelectorAll("[data-button]")) node.setAttribute("aria-disabled", "true");
    item.querySelector(`[data-button="${CSS.escape(button)}"]`)?.classList.add("busy");
  }

  free() {
    if (!this.busy) return;
    this.busy = "";
    this.draw(this.question);
    if (this.card !== this.question) this.draw(this.card);
  }

  /** Something the citizen did that the server has not taken yet. */
  wait(thing) {
    $("empty").hidden = true;
    if (this.pending.has(thing.id) || this.messages.some((each) => each.event === thing.id)) return;
    if (thing.file?.type.startsWith("image/")) this.pictures.set(thing.id, URL.createObjectURL(thing.file));
    const content = thing.file ? fileContent(thing.file, this.pictures.get(thing.id)) : coded(thing.event.text ?? thing.label);
    const item = ownItem(content, t(navigator.onLine ? "waiting" : "later"));
    item.classList.add("waiting");
    this.pending.set(thing.id, item);
    this.list.append(item);
    this.newest = item;
    this.toEnd("smooth");
  }

  progress(thing, part) {
    const item = this.pending.get(thing.id);
    if (!item) return;
    let bar = item.querySelector("progress");
    if (!bar) item.querySelector(".bubble").append(bar = el("progress", { class: "sending", max: 1, "aria-label": t("uploading") }));
    bar.value = part;
  }

  held(thing) {
    const item = this.pending.get(thing.id);
    if (!item) return;
    item.classList.remove("failed");
    item.querySelector(".again")?.parentNode.remove();
    setStamp(item, t(navigator.onLine ? "waiting" : "later"));
  }

  failed(thing, words) {
    const item = this.pending.get(thing.id);
    if (!item) return;
    if (thing.event?.kind === "press") this.free();
    item.classList.add("failed");
    setStamp(item, words || t("failed"));
    const again = () => this.act.again(thing);
    const drop = () => { item.remove(); this.pending.delete(thing.id); this.act.drop(thing); };
    item.querySelector("progress")?.remove();
    item.querySelector(".again")?.parentNode.remove();
    item.append(el("div", {}, el("button", { type: "button", class: "option again", onclick: again }, t("again")), " ",
      el("button", { type: "button", class: "option quiet again", onclick: drop }, t("drop"))));
    this.toEnd("smooth");
  }

  focus(message) {
    const item = this.items.get(message.seq);
    const fine = matchMedia("(pointer: fine)").matches;
    const next = item.querySelector(".under button, .under input") ?? (fine ? $("words") : this.talk);
    next.focus({ preventScroll: true });
  }

  get end() { return this.talk.scrollHeight - this.talk.clientHeight; }

  /** Where the newest stands whole in sight; when it is taller than the screen, where it begins. */
  get best() {
    return this.newest?.isConnected ? Math.min(this.end, Math.max(this.newest.offsetTop - GAP, 0)) : this.end;
  }

  show(behavior) { this.go(this.best, behavior); }

  go(top, behavior) {
    this.following = true;
    this.moved = 0;
    this.goal = top;
    this.talk.scrollTo({ top, behavior });
    this.rested();
  }

  /** A browser may break a smooth scroll off when something above changes: arrive, unless the reader took over. */
  rested() {
    clearTimeout(this.rest);
    this.rest = setTimeout(() => {
      if (this.settled && this.following && !this.moved && this.talk.scrollTop < this.best - 1) this.show("instant");
    }, REST);
  }

  /** A reader who goes up is left there; one who comes back down is followed again. */
  scrolled() {
    const top = this.talk.scrollTop;
    const byHand = Date.now() - this.moved < HAND;
    if (top >= this.best - NEAR) this.following = true;
    else if (byHand && top < this.before) this.following = false;
    this.before = top;
    this.rested();
    if (this.reached()) $("newer").hidden = true;
  }

  /** What grows later (a picture, the keyboard) does not push the newest away, nor a reader within a tall one. */
  keep() {
    if (!this.settled || !this.following || Math.abs(this.best - this.goal) <= 1) return;
    const within = this.best < this.end && this.talk.scrollTop > this.goal + 1;
    if (!within) this.show("instant");
  }

  /** True when the newest message has at least come into sight, or will have when scrolling is over. */
  reached() {
    if (!this.newest?.isConnected) return true;
    const top = this.following ? Math.max(this.goal, this.talk.scrollTop) : this.talk.scrollTop;
    return this.newest.offsetTop < top + this.talk.clientHeight - SEEN;
  }

  toEnd(behavior) { this.go(this.end, behavior); }

  /** The old messages are there; from now on news is read aloud and scrolled to. */
  settle() {
    this.settled = true;
    $("live").setAttribute("aria-live", "polite");
    this.show("instant");
  }
}
