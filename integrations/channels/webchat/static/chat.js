// Joins the parts of the page: what the citizen does goes into the outbox, what the server tells into the log.
import { Composer } from "./composer.js";
import { isQuestion } from "./controls.js";
import { devices, openDevices } from "./devices.js";
import { $, toast } from "./dom.js";
import { Log } from "./log.js";
import { menu } from "./menu.js";
import { Outbox } from "./outbox.js";
import { Stream } from "./stream.js";
import { language, onLanguage, speak, t } from "./strings.js";
import { newId, newSession } from "./wire.js";

const UPLOAD_MOST = 20 * 1024 * 1024;
const LONG_AGO = 12 * 3600 * 1000;
const TYPING_MOST = 20_000;

let typingTimer = 0;
function typing(on) {
  clearTimeout(typingTimer);
  $("typing").hidden = !on;
  if (!on) return;
  typingTimer = setTimeout(() => typing(false), TYPING_MOST);
  log.toEnd("smooth");
}

function steps(message) {
  const { at, of } = message.progress ?? {};
  $("steps").hidden = !of;
  if (!of) return;
  $("steps-label").textContent = t("step", { at, of });
  $("steps-bar").max = of;
  $("steps-bar").value = at;
}

function put(thing) {
  outbox.put(thing);
  if (navigator.onLine) typing(true);
}

function press(button, label) {
  const id = newId();
  log.hold(button);
  put({ id, label, event: { id, kind: "press", button } });
}

function files(list) {
  const fit = list.filter((file) => file.size <= UPLOAD_MOST);
  const big = list.filter((file) => !fit.includes(file));
  const album = fit.length > 1 ? newId() : "";
  for (const file of fit) put({ id: newId(), album, file });
  if (big.length) toast(t("tooBig", { name: big.map((file) => file.name).join(", ") }));
}

function text(words) {
  const id = newId();
  put({ id, event: { id, kind: "text", text: words } });
}

const log = new Log({
  press,
  files,
  again: (thing) => outbox.again(thing),
  drop: (thing) => outbox.drop(thing),
  told(message) {
    if (isQuestion(message)) composer.fit(message.ask);
    if (isQuestion(message) || message.progress) steps(message);
  },
});

const composer = new Composer({ text, files });

const outbox = new Outbox({
  added: (thing) => log.wait(thing),
  progress: (thing, part) => log.progress(thing, part),
  sent: () => trouble(""),
  waiting: (thing) => { log.held(thing); typing(false); if (navigator.onLine) trouble(t("busy")); },
  failed: (thing, words) => { log.failed(thing, words); typing(false); },
});

const stream = new Stream({
  message(message) {
    if (message.by === "bot") typing(false);
    if (message.language && message.language !== language()) speak(message.language);
    log.add(message);
  },
  reset: () => log.restart(),
  state(now) {
    if (now === "live") { trouble(""); if (!log.settled) begin(); return; }
    if (navigator.onLine) trouble(t("connecting"));
  },
});

let troubleTimer = 0;
/** A line on top for what does not mend itself within three seconds. */
function trouble(words) {
  clearTimeout(troubleTimer);
  if (!words) { $("trouble").hidden = true; return; }
  troubleTimer = setTimeout(() => { $("trouble").textContent = words; $("trouble").hidden = !navigator.onLine; }, 3000);
}

function network() {
  $("offline").hidden = navigator.onLine;
  if (!navigator.onLine) trouble("");
}

/** Say that somebody came: at the first visit, after a long pause, or by a link that names a procedure. */
function greet() {
  const link = new URLSearchParams(location.search);
  const [procedure, source] = [link.get("procedure") ?? "", link.get("source") ?? ""];
  const stale = log.last && Date.now() - Date.parse(log.last.at) > LONG_AGO;
  if (log.last && !stale && !procedure) return;
  const id = procedure ? newId() : `open-${new Date().toISOString().slice(0, 13)}`;
  history.replaceState(null, "", "/chat");
  typing(true);
  outbox.quietly({ id, event: { id, kind: "open", procedure: procedure.slice(0, 40), source: source.slice(0, 40) } });
}

async function begin() {
  try {
    await stream.load();
  } catch (failure) {
    if (failure.status === 401) await newSession().catch(() => null);
    return;
  }
  log.settle();
  greet();
}

/** This device has another conversation now: show that one, and send nothing that was meant for the old one. */
async function moved() {
  stream.close();
  await outbox.clear();
  log.clear();
  stream.mark = "";
  stream.seq = 0;
  await begin();
  stream.open();
}

async function left() {
  stream.close();
  await outbox.clear();
  sessionStorage.clear();
  location.replace("/");
}

menu({ press, devices: openDevices, leave: () => $("leave").showModal() });
devices({ moved, left });
onLanguage(() => { if (log.question) { steps(log.question); log.draw(log.question); } });
speak(language());
for (const name of ["online", "offline"]) addEventListener(name, network);
network();
await outbox.open();
await begin();
stream.open();
if ("serviceWorker" in navigator) navigator.serviceWorker.register("/chat/sw.js", { scope: "/chat" }).catch(() => null);
