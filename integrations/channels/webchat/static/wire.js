// Requests to the server. Every failure is a Trouble that knows whether to try again.
import { language, t } from "./strings.js";

const QUIET_MOST = 45_000; // a line on which nothing moves for so long is given up and tried anew

export class Trouble extends Error {
  constructor(status, words, after) {
    super(words || `HTTP ${status}`);
    this.status = status;
    this.words = words;
    this.after = after;
  }
  /** No connection, a busy or restarting server, or too fast: the same thing again may work. */
  get passing() { return this.status === 0 || this.status === 429 || this.status >= 500; }
}

function trouble(status, text, after) {
  let words = "";
  try { words = JSON.parse(text).message[language()]; } catch { /* not ours: a proxy's page */ }
  return new Trouble(status, words, Number(after) || 0);
}

async function answerOf(response) {
  if (response.status === 204) return null;
  if (response.ok) return response.json();
  throw trouble(response.status, await response.text(), response.headers.get("Retry-After"));
}

async function ask(path, options) {
  let response;
  try {
    response = await fetch(`/chat/api/${path}`, { credentials: "same-origin", cache: "no-store", ...options });
  } catch {
    throw new Trouble(0, "", 0);
  }
  return answerOf(response);
}

export const get = (path) => ask(path, {});

export function post(path, body) {
  const headers = { "X-Motcua": "1", "Content-Type": "application/json" };
  return ask(path, { method: "POST", headers, body: JSON.stringify(body ?? {}) });
}

/** False when the phone has taken a chosen file away or changed it meanwhile. */
const readable = (file) => file.slice(0, 1).arrayBuffer().then(() => true, () => false);

/** Send a file and tell how far it is (0..1). XMLHttpRequest, because fetch does not tell. */
export function upload({ id, album, file }, progress) {
  return new Promise((resolve, reject) => {
    const form = new FormData();
    form.append("id", id);
    form.append("album", album);
    form.append("file", file, file.name);
    const request = new XMLHttpRequest();
    request.open("POST", "/chat/api/files");
    request.setRequestHeader("X-Motcua", "1");
    let timer = 0;
    const quiet = () => { clearTimeout(timer); timer = setTimeout(() => request.abort(), QUIET_MOST); };
    request.upload.onprogress = (event) => { quiet(); if (event.lengthComputable) progress(event.loaded / event.total); };
    request.onabort = () => reject(new Trouble(0, "", 0));
    request.onerror = async () => reject(await readable(file) ? new Trouble(0, "", 0) : new Trouble(410, t("unreadable"), 0));
    request.onloadend = () => clearTimeout(timer);
    request.onload = () => request.status < 300
      ? resolve(JSON.parse(request.responseText))
      : reject(trouble(request.status, request.responseText, request.getResponseHeader("Retry-After")));
    quiet();
    progress(0);
    request.send(form);
  });
}

/** A new session, when the old one has ended. */
export const newSession = () => fetch("/chat", { credentials: "same-origin", cache: "no-store" });

export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
