// What the citizen did and the server has not yet taken: kept over reloads, sent in order, each once by its id.
import { newSession, post, Trouble, upload } from "./wire.js";

const NAME = "motcua-outbox";
const SLOWEST = 30_000;

function request(wanted) {
  return new Promise((resolve, reject) => {
    wanted.onsuccess = () => resolve(wanted.result);
    wanted.onerror = () => reject(wanted.error);
  });
}

/**
 * The shelf in IndexedDB; in memory where the browser has none (some private modes) and for what did not fit. In order
 * of `turn`, whatever lies where; `order` is the place on the shelf, below zero in memory.
 */
class Shelf {
  constructor() { this.memory = new Map(); this.turn = 0; }

  async open() {
    try {
      const opening = indexedDB.open(NAME, 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore("things", { autoIncrement: true, keyPath: "order" });
      this.base = await request(opening);
    } catch { this.base = null; }
  }

  things(mode) { return this.base.transaction("things", mode).objectStore("things"); }

  async add(thing) {
    thing.turn = this.turn = Math.max(this.turn + 1, Date.now());
    if (this.base) {
      try { return await request(this.things("readwrite").add(thing)); } catch { /* no room for it, or not to be read */ }
    }
    thing.order = -thing.turn;
    this.memory.set(thing.order, thing);
    return thing.order;
  }

  async all() {
    const kept = this.base ? await request(this.things("readonly").getAll()) : [];
    return [...kept, ...this.memory.values()].sort((a, b) => (a.turn ?? 0) - (b.turn ?? 0));
  }

  async drop(order) {
    if (!this.memory.delete(order) && this.base) await request(this.things("readwrite").delete(order));
  }

  async clear() {
    this.memory.clear();
    if (this.base) await request(this.things("readwrite").clear());
  }
}

export class Outbox {
  /** `tell.added(thing)`, `tell.progress(thing, part)`, `tell.sent(thing)`, `tell.failed(thing, words)`, `tell.waiting(thing)`. */
  constructor(tell) {
    this.tell = tell;
    this.shelf = new Shelf();
    this.wait = 1000;
    this.running = false;
    this.stopped = new Set();
    this.renewed = new Set();
    addEventListener("online", () => this.flush());
  }

  async open() {
    await this.shelf.open();
    for (const thing of await this.shelf.all()) if (thing.event?.kind !== "open") this.tell.added(thing);
    this.flush();
  }

  /** Keep it, show it, send it as soon as possible. */
  async put(thing) {
    thing.order = await this.shelf.add({ ...thing });
    this.tell.added(thing);
    this.flush();
  }

  /** The same without a bubble of its own. */
  async quietly(thing) {
    await this.shelf.add(thing);
    this.flush();
  }

  /** Try a refused thing again, with the same id. */
  again(thing) {
    this.stopped.delete(thing.id);
    this.tell.waiting(thing);
    this.flush();
  }

  async drop(thing) {
    this.stopped.delete(thing.id);
    await this.shelf.drop(thing.order);
  }

  clear() { return this.shelf.clear(); }

  async flush() {
    this.wanted = true;
    if (this.running) return;
    this.running = true;
    clearTimeout(this.timer);
    try {
      while (this.wanted) {
        this.wanted = false;
        await (navigator.locks ? navigator.locks.request(NAME, () => this.sendAll()) : this.sendAll());
      }
    } finally { this.running = false; }
  }

  async sendAll() {
    for (let thing; (thing = (await this.shelf.all()).find((each) => !this.stopped.has(each.id)));) {
      try {
        await this.send(thing);
      } catch (trouble) {
        if (!(trouble instanceof Trouble)) throw trouble;
        if (!await this.mend(thing, trouble)) return;
        continue;
      }
      this.wait = 1000;
      await this.shelf.drop(thing.order);
      this.tell.sent(thing);
    }
  }

  send(thing) {
    if (thing.file) return upload(thing, (part) => this.tell.progress(thing, part));
    return post("events", thing.event);
  }

  /** After a failure: true to go on at once, false to come back later. */
  async mend(thing, trouble) {
    if (trouble.status === 401) {
      const tried = this.renewed.has(thing.id);
      this.renewed.add(thing.id);
      if (!tried && await newSession().then(() => true, () => false)) return true;
    }
    if (!trouble.passing) {
      this.stopped.add(thing.id);
      this.tell.failed(thing, trouble.words);
      return true;
    }
    this.tell.waiting(thing);
    this.timer = setTimeout(() => this.flush(), trouble.after * 1000 || this.wait);
    this.wait = Math.min(this.wait * 2, SLOWEST);
    return false;
  }
}
