// Small makers of page elements; text is always text, never markup.
export const $ = (id) => document.getElementById(id);

/** `el("button", {class: "option", onclick}, "text", child)`; empty attributes are left out. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== undefined && (value !== "" || name === "alt")) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

const PATHS = {
  pencil: "M4 20h4L19 9l-4-4L4 16zM13 7l4 4",
  camera: "M4 8h3l2-3h6l2 3h3v11H4zM12 17a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7",
  folder: "M3 6h6l2 2h10v11H3z",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
  down: "M12 4v11M7 11l5 5 5-5M5 20h14",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  back: "M10 6l-6 6 6 6M4 12h16",
  list: "M9 6h11M9 12h11M9 18h11M4 6h.01M4 12h.01M4 18h.01",
  help: "M9 9a3 3 0 1 1 4 3c-.8.400-1 1-1 2M12 17.500h.01M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4 21c0-4 3.500-6 8-6s8 2 8 6",
  lock: "M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3",
  globe: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18",
  pause: "M8 5v14M16 5v14",
  phone: "M8 3h8v18H8zM11 18h2",
  leave: "M14 4h5v16h-5M11 8l-4 4 4 4M7 12h9",
  plus: "M12 5v14M5 12h14",
  check: "M5 13l4 4L19 7",
};

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** Text with its https addresses as links, and whole codes. */
export function linked(text) {
  return text.split(/(https:\/\/[^\s<>"“”]+[^\s<>"“”.,;:!?)])/).flatMap((part, i) =>
    i % 2 ? [el("a", { href: part, target: "_blank", rel: "noopener noreferrer" }, part)] : coded(part));
}

const CODE_MOST = 24; // a longer one would not fit on a line of a small phone

/** Text whose codes ("H99.01-261122-0001") are not broken at a hyphen. */
export function coded(text) {
  return text.split(/(\b[A-Z\d][A-Z\d.]*(?:-[A-Z\d]+)*-\d{2,}\b)/).map((part, i) =>
    i % 2 && part.length <= CODE_MOST ? el("span", { class: "whole" }, part) : part);
}

/** Letters without marks, for searching and comparing: "Mường" is found by "muong". */
export const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();

let toastTimer = 0;
export function toast(text) {
  $("toast").textContent = text;
  $("toast").hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { $("toast").hidden = true; }, Math.max(3500, text.length * 70));
}

/** Put text on the clipboard, also on pages where the modern way is closed; true when it worked. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = el("textarea", { class: "hidden", "aria-hidden": "true" }, text);
    (document.querySelector("dialog[open]") ?? document.body).append(area);
    area.select();
    const worked = document.execCommand("copy");
    area.remove();
    return worked;
  }
}

export const size = (bytes) => bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
