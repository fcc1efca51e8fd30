// Wisselen zonder de pagina opnieuw te laden: het antwoord op een formulier of koppeling wordt over
// de pagina gelegd. Meldt "wissel" voordat er iets wordt gevraagd en "gewisseld" als het er staat.

const REGIONS = ["kop", "strook", "blad", "kaarten"];
let busy = null;
let ahead = null;

export const swapping = () => busy;

export async function swap(address, options = {}, focus = "kaart") {
  while (busy) await busy;
  busy = exchange(address, options, focus);
  try {
    await busy;
  } finally {
    busy = null;
  }
}

async function exchange(address, options, focus) {
  document.dispatchEvent(new Event("wissel"));
  const active = document.activeElement?.id;
  const patience = setTimeout(() => tell("Bezig…", "let-op"), 1500);
  let answer;
  let text;
  try {
    answer = await fetch(address, { ...options, credentials: "same-origin" });
    text = await answer.text();
  } catch {
    tell("De beoordeelpagina antwoordt niet; start woo-redact review opnieuw. Elk getoond besluit is bewaard.", "fout");
    return;
  } finally {
    clearTimeout(patience);
  }
  const url = new URL(answer.headers.get("content-location") ?? answer.url, location.href).href;
  const fresh = new DOMParser().parseFromString(text, "text/html");
  if (!fresh.getElementById("beoordeling") || !document.getElementById("beoordeling")) {
    location.assign(url);
    return;
  }
  document.title = fresh.title;
  for (const id of REGIONS) renew(document.getElementById(id), fresh.getElementById(id));
  const section = document.getElementById("beoordeling");
  const turned = section.dataset.pagina !== fresh.getElementById("beoordeling").dataset.pagina;
  section.dataset.pagina = fresh.getElementById("beoordeling").dataset.pagina;
  const paper = document.getElementById("doek");
  if (turned && paper) paper.scrollTop = 0;
  document.dispatchEvent(new Event("gewisseld"));
  if (url !== location.href) history.pushState(null, "", url);
  const said = fresh.getElementById("melding");
  tell(said.textContent, [...said.classList].find((name) => name.startsWith("melding--"))?.slice(9));
  place(document);
  settle(focus, active);
  prefetch();
}

// Wat gelijk bleef, blijft staan: alleen wat anders is wordt opnieuw opgemaakt. Een formulier of
// uitklapblok dat anders is gaat in zijn geheel, zodat er niets in blijft staan van het vorige.
function renew(old, next) {
  if (old.nodeName === "DETAILS" && old.id && old.open) next.open = true;
  if (old.isEqualNode(next)) return;
  if (old.nodeName !== next.nodeName || old.id !== next.id || old.matches?.("form, details, img, li.kaart")) {
    old.replaceWith(document.adoptNode(next));
    return;
  }
  if (old.nodeType !== Node.ELEMENT_NODE) {
    old.nodeValue = next.nodeValue;
    return;
  }
  for (const { name } of [...old.attributes]) if (name !== "style" && !next.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of [...next.attributes]) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  const named = new Map([...old.children].filter((one) => one.id).map((one) => [one.id, one]));
  const fresh = [...next.childNodes];
  let here = old.firstChild;
  for (const one of fresh) {
    const known = one.id ? named.get(one.id) : here && !here.id && here.nodeName === one.nodeName ? here : null;
    if (!known) {
      old.insertBefore(document.adoptNode(one), here);
      continue;
    }
    if (known !== here) old.insertBefore(known, here);
    here = known.nextSibling;
    renew(known, one);
  }
  while (here) {
    const gone = here;
    here = here.nextSibling;
    gone.remove();
  }
}

// Het beeld van de volgende pagina staat klaar voor iemand erom vraagt.
export function prefetch() {
  const wanted = document.getElementById("beeld")?.dataset.volgend;
  if (!wanted) return;
  ahead = new Image();
  ahead.src = wanted;
}

function settle(focus, active) {
  const chosen = document.querySelector("[data-gekozen]");
  const mark = document.querySelector('.vak[aria-pressed="true"], .mark[aria-pressed="true"]');
  const before = active && document.getElementById(active);
  const target = focus === "zelfde" && before && before.id !== "inhoud" ? before : chosen;
  (target ?? document.getElementById("kaarten").querySelector("a, button") ?? document.getElementById("inhoud")).focus({ preventScroll: true });
  chosen?.scrollIntoView({ block: "nearest", behavior: "instant" });
  mark?.scrollIntoView({ block: "nearest", behavior: "instant" });
}

export function tell(text, kind) {
  const box = document.getElementById("melding");
  box.className = kind ? `melding melding--${kind}` : "melding";
  box.textContent = text;
}

export function place(root) {
  for (const one of root.querySelectorAll("[data-plaats]")) {
    const [left, top, width, height] = one.dataset.plaats.split(" ");
    Object.assign(one.style, { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` });
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.closest("#beoordeling")) return;
  const action = new URL(form.action);
  if (!action.pathname.startsWith("/d/")) return;
  event.preventDefault();
  const data = new FormData(form, event.submitter);
  const sent = new URLSearchParams(data);
  if (form.method === "get") {
    const kept = event.submitter?.id;
    swap(`${action.pathname}?${sent}`, {}, kept ? "zelfde" : "kaart");
  } else {
    swap(action, { method: "POST", body: sent });
  }
});

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("#beoordeling a[href]");
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const url = new URL(link.href);
  if (!/^\/d\/[0-9a-f]+\/\d+$/.test(url.pathname)) return;
  event.preventDefault();
  swap(url, {}, "kaart");
});

addEventListener("popstate", () => location.reload());
