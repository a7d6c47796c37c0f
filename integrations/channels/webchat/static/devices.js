// Take the conversation to another device, bring one here, or leave this device.
import { $, copyText, toast } from "./dom.js";
import { t } from "./strings.js";
import { post, Trouble } from "./wire.js";

let code = "";
let ends = 0;
let timer = 0;

/** `moved()` when this device now has another conversation; `left()` when it has none any more. */
export function devices({ moved, left }) {
  $("get-code").addEventListener("click", getCode);
  $("copy-code").addEventListener("click", async () => toast(await copyText(code) ? t("copied") : t("notCopied")));
  $("join").addEventListener("submit", (event) => { event.preventDefault(); join(moved); });
  $("leave-now").addEventListener("click", async () => {
    await post("leave").catch(() => null);
    left();
  });
}

export function openDevices() {
  $("join-error").textContent = "";
  $("devices").showModal();
}

async function getCode() {
  try {
    const made = await post("device-code");
    code = made.code;
    ends = Date.now() + made.seconds * 1000;
  } catch (trouble) { say($("code-left"), trouble); return; }
  $("digits").textContent = `${code.slice(0, 4)} ${code.slice(4)}`;
  $("copy-code").disabled = false;
  clearInterval(timer);
  timer = setInterval(count, 1000);
  count();
}

function count() {
  const minutes = Math.ceil((ends - Date.now()) / 60_000);
  $("code-left").textContent = minutes > 0 ? t("codeLeft", { minutes }) : t("codeGone");
  if (minutes > 0) return;
  clearInterval(timer);
  $("digits").textContent = "•••• ••••";
  $("copy-code").disabled = true;
}

async function join(moved) {
  const typed = $("join-code").value.replace(/\D/g, "");
  if (typed.length !== 8) { $("join-error").textContent = t("joinFormat"); $("join-code").focus(); return; }
  try {
    await post("join", { code: typed });
  } catch (trouble) { say($("join-error"), trouble); $("join-code").focus(); return; }
  $("join-code").value = "";
  $("devices").close();
  toast(t("joined"));
  moved();
}

function say(node, trouble) {
  if (!(trouble instanceof Trouble)) throw trouble;
  node.textContent = trouble.words || t("busy");
}
