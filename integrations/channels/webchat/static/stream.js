// The live line: reads what was missed, then follows; comes back by itself where it left off.
import { get } from "./wire.js";

const SLOWEST = 30_000;

export class Stream {
  /** `tell.message(m)`, `tell.reset()`, `tell.state("live" | "away")`. */
  constructor(tell) {
    this.tell = tell;
    this.mark = "";
    this.seq = 0;
    this.wait = 1000;
    this.timer = 0;
    addEventListener("online", () => this.open());
    document.addEventListener("visibilitychange", () => { if (!document.hidden && !this.alive) this.open(); });
  }

  get alive() { return this.source !== undefined && this.source.readyState === EventSource.OPEN; }

  /** The whole conversation so far, at once. */
  async load() {
    for (let more = true; more;) {
      const page = await get(`messages?after=${this.seq}&chat=${this.mark}`);
      if (page.reset) this.forget();
      this.mark = page.chat;
      for (const message of page.messages) this.take(message);
      more = page.more;
    }
  }

  open() {
    clearTimeout(this.timer);
    this.source?.close();
    const after = this.mark ? `${this.mark}.${this.seq}` : "";
    const source = this.source = new EventSource(`/chat/api/stream?after=${after}`);
    source.onopen = () => { this.wait = 1000; this.tell.state("live"); };
    source.onmessage = (event) => {
      this.mark = event.lastEventId.split(".")[0];
      this.take(JSON.parse(event.data));
    };
    source.addEventListener("reset", (event) => { this.forget(); this.mark = JSON.parse(event.data).chat; });
    source.onerror = () => { this.tell.state("away"); this.later(); };
  }

  close() {
    clearTimeout(this.timer);
    this.source?.close();
  }

  /** Our own way back, since a browser gives up for good after an error answer. */
  later() {
    this.source.close();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.open(), this.wait);
    this.wait = Math.min(this.wait * 2, SLOWEST);
  }

  take(message) {
    if (message.seq <= this.seq) return;
    this.seq = message.seq;
    this.tell.message(message);
  }

  forget() {
    this.seq = 0;
    this.tell.reset();
  }
}
