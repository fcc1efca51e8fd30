// Sneltoetsen, vakken aanwijzen en wisselen zonder de pagina opnieuw te laden. Alles wat hier
// gebeurt, kan ook zonder: elke knop staat in een formulier en elke stap is een koppeling.

const REGIONS = ["kop", "strook", "blad", "kaarten"];
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
let busy = null;
let pointing = null;

document.documentElement.classList.add("met-js");
place(document);
watchPress();

// ---- wisselen ----------------------------------------------------------------------------

async function swap(url, options = {}, focus = "kaart") {
  while (busy) await busy;
  busy = exchange(url, options, focus);
  try {
    await busy;
  } finally {
    busy = null;
  }
}

async function exchange(url, options, focus) {
  stopPointing();
  const active = document.activeElement?.id;
  let answer;
  let text;
  try {
    answer = await fetch(url, { ...options, credentials: "same-origin" });
    text = await answer.text();
  } catch {
    tell("De beoordeelpagina antwoordt niet; start woo-redact review opnieuw. Elk getoond besluit is bewaard.", "fout");
    return;
  }
  const fresh = new DOMParser().parseFromString(text, "text/html");
  if (!fresh.getElementById("beoordeling") || !document.getElementById("beoordeling")) {
    location.assign(answer.url);
    return;
  }
  document.title = fresh.title;
  for (const id of REGIONS) renew(id, fresh);
  const section = document.getElementById("beoordeling");
  section.dataset.pagina = fresh.getElementById("beoordeling").dataset.pagina;
  if (answer.url !== location.href) history.pushState(null, "", answer.url);
  const said = fresh.getElementById("melding");
  tell(said.textContent, [...said.classList].find((name) => name.startsWith("melding--"))?.slice(9));
  place(document);
  settle(focus, active);
}

function renew(id, fresh) {
  const old = document.getElementById(id);
  const next = fresh.getElementById(id);
  const image = old.querySelector("#beeld");
  const wanted = next.querySelector("#beeld");
  const scrolled = old.querySelector("#doek")?.scrollTop;
  const same = image && wanted && image.getAttribute("src") === wanted.getAttribute("src");
  if (same) wanted.replaceWith(image);
  const top = old.scrollTop;
  old.replaceWith(document.adoptNode(next));
  next.scrollTop = top;
  if (same && scrolled) next.querySelector("#doek").scrollTop = scrolled;
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

function tell(text, kind) {
  const box = document.getElementById("melding");
  box.className = kind ? `melding melding--${kind}` : "melding";
  box.textContent = text;
}

function place(root) {
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

// ---- toetsen -----------------------------------------------------------------------------

document.addEventListener("keydown", (event) => {
  const section = event.target.closest?.("#beoordeling");
  if (!section || event.altKey || event.metaKey) return;
  if (pointing) return pointKey(event);
  if (section.dataset.toetsen !== "aan") return;
  const field = event.target.matches("input, select, textarea");
  const ticking = event.target.matches('input[type="checkbox"]');
  if (field && ticking && event.target.name === "woord" && walkWords(event)) return;
  if (field && !(ticking && event.key === "Escape")) return;
  const name = keyName(event);
  if (name === "o" && !event.repeat) return showProof(event);
  const target = find(name);
  if (!target) return;
  event.preventDefault();
  if (target.dataset.focus) target.focus();
  else if (!event.repeat || /^[jkJ]$|Page/.test(name)) target.click();
});

function keyName(event) {
  if (event.ctrlKey) return event.key === "Enter" ? "Control+Enter" : { z: "z", Z: "Z", y: "Z" }[event.key];
  const onPage = event.target.closest("#doek, .strook");
  if (!onPage && event.key === "ArrowDown") return "j";
  if (!onPage && event.key === "ArrowUp") return "k";
  return event.key;
}

function find(name) {
  if (!name) return null;
  const wanted = CSS.escape(name);
  const all = [...document.querySelectorAll(`#beoordeling [data-key="${wanted}"], #beoordeling [data-focus="${wanted}"]`)];
  return all.find((one) => !one.disabled && (one.checkVisibility() || openAround(one)));
}

// Wat in een dichtgeklapt blok van de gekozen kaart staat, mag met een toets; cijfers niet.
function openAround(one) {
  const details = one.closest("details");
  if (!details || /^\d$/.test(one.dataset.key)) return false;
  details.open = true;
  return true;
}

function walkWords(event) {
  const all = [...document.querySelectorAll('input[name="woord"]')];
  const here = all.indexOf(event.target);
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step) {
    event.preventDefault();
    all[here + step]?.focus();
    return true;
  }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return false;
  event.preventDefault();
  const from = event.target.getBoundingClientRect();
  const down = event.key === "ArrowDown";
  const rows = all.filter((one) => {
    const box = one.getBoundingClientRect();
    return down ? box.top > from.bottom - 4 : box.bottom < from.top + 4;
  });
  const row = down ? rows[0] : rows.at(-1);
  if (!row) return true;
  const top = row.getBoundingClientRect().top;
  const line = rows.filter((one) => Math.abs(one.getBoundingClientRect().top - top) < 6);
  line.sort((a, b) => Math.abs(a.getBoundingClientRect().left - from.left) - Math.abs(b.getBoundingClientRect().left - from.left));
  line[0].focus();
  return true;
}

function showProof(event) {
  const image = document.getElementById("beeld");
  if (!image || document.querySelector(".proef")) return;
  event.preventDefault();
  const proof = document.createElement("img");
  proof.className = "proef";
  proof.alt = "Zoals gepubliceerd";
  proof.src = image.dataset.proef;
  image.after(proof);
  tell("Zoals gepubliceerd: open voorstellen zijn gelakt.", "let-op");
}

addEventListener("keyup", (event) => {
  if (event.key === "o") document.querySelector(".proef")?.remove();
});
addEventListener("blur", () => document.querySelector(".proef")?.remove());

// ---- vakken aanwijzen --------------------------------------------------------------------

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-doe]");
  if (!button) return;
  event.preventDefault();
  if (button.dataset.doe === "vak") startPointing();
  else startMoving();
});

document.addEventListener("click", (event) => {
  if (!pointing?.corner && !pointing?.first) return;
  const paper = event.target.closest?.("[data-vak]");
  if (!paper) return;
  event.preventDefault();
  const box = paper.getBoundingClientRect();
  pointing.at = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  setCorner();
});

document.addEventListener("pointermove", (event) => {
  if (!pointing?.corner || pointing.moving) return;
  const paper = pointing.paper;
  const box = paper.getBoundingClientRect();
  pointing.at = [clamp((event.clientX - box.left) / box.width), clamp((event.clientY - box.top) / box.height)];
  drawPointer();
});

function startPointing() {
  const paper = document.querySelector("[data-vak]");
  if (!paper) return;
  stopPointing();
  const cross = document.createElement("div");
  cross.className = "kruis";
  const box = document.createElement("div");
  box.className = "vak vak--nieuw";
  box.hidden = true;
  paper.append(cross, box);
  paper.classList.add("wijst");
  pointing = { paper, cross, box, at: middle(paper), corner: 1, first: null };
  document.getElementById("doek").focus({ preventScroll: true });
  drawPointer();
  tell("Wijs de eerste hoek aan: klik, of loop met de pijltjes en druk op Enter. Escape stopt.", "let-op");
}

// Het midden van wat er van de pagina te zien is, zodat er niets verspringt.
function middle(paper) {
  const whole = paper.getBoundingClientRect();
  const seen = document.getElementById("doek").getBoundingClientRect();
  const under = Math.min(seen.bottom, innerHeight);
  const y = (Math.max(seen.top, 0) + under) / 2 - whole.top;
  const x = (seen.left + seen.right) / 2 - whole.left;
  return [clamp(x / whole.width), clamp(y / whole.height)];
}

function setCorner() {
  if (!pointing.first) {
    pointing.first = [...pointing.at];
    drawPointer();
    tell("Eerste hoek staat. Wijs de hoek ertegenover aan.", "let-op");
    return;
  }
  const [x0, y0] = pointing.first;
  const [x1, y1] = pointing.at;
  const form = document.getElementById("vak-formulier");
  const sent = new URLSearchParams(new FormData(form));
  sent.set("maat", "deel");
  Object.entries({ links: x0, boven: y0, rechts: x1, onder: y1 }).forEach(([key, value]) => sent.set(key, value.toFixed(5)));
  swap(form.action, { method: "POST", body: sent });
}

function startMoving() {
  const form = document.getElementById("maat-formulier");
  const paper = document.querySelector("[data-vak]");
  if (!form || !paper) return;
  stopPointing();
  const marks = [...paper.querySelectorAll('.vak[aria-pressed="true"], .vak--gekozen')];
  const rects = marks.map((one) => one.dataset.plaats.split(" ").map(Number));
  const left = Math.min(...rects.map((r) => r[0]));
  const top = Math.min(...rects.map((r) => r[1]));
  const right = Math.max(...rects.map((r) => r[0] + r[2]));
  const under = Math.max(...rects.map((r) => r[1] + r[3]));
  const box = document.createElement("div");
  box.className = "vak vak--nieuw";
  paper.append(box);
  pointing = { paper, box, moving: true, form, rect: [left / 100, top / 100, right / 100, under / 100] };
  document.getElementById("doek").focus({ preventScroll: true });
  drawPointer();
  tell("Pijltjes schuiven het vak, met Shift verandert de maat. Enter bewaart, Escape stopt.", "let-op");
}

function pointKey(event) {
  if (event.key === "Escape") {
    stopPointing();
    tell("Gestopt; er is niets veranderd.");
  } else if (MOVES[event.key]) {
    const [dx, dy] = MOVES[event.key];
    const stepX = (pointing.moving ? 1 : 6) / Number(pointing.paper.dataset.breed);
    const stepY = (pointing.moving ? 1 : 6) / Number(pointing.paper.dataset.hoog);
    if (pointing.moving) {
      const [x0, y0, x1, y1] = pointing.rect;
      const size = event.shiftKey;
      pointing.rect = [x0 + (size ? 0 : dx * stepX), y0 + (size ? 0 : dy * stepY), x1 + dx * stepX, y1 + dy * stepY];
    } else {
      const fine = event.shiftKey ? 1 / 6 : 1;
      pointing.at = [clamp(pointing.at[0] + dx * stepX * fine), clamp(pointing.at[1] + dy * stepY * fine)];
    }
    drawPointer();
  } else if (event.key === "Enter" || event.key === " ") {
    if (pointing.moving) saveMoved();
    else setCorner();
  } else {
    return;
  }
  event.preventDefault();
}

function saveMoved() {
  const [x0, y0, x1, y1] = pointing.rect;
  const sent = new URLSearchParams(new FormData(pointing.form));
  sent.set("maat", "deel");
  Object.entries({ links: x0, boven: y0, rechts: x1, onder: y1 }).forEach(([key, value]) => sent.set(key, value.toFixed(5)));
  swap(pointing.form.action, { method: "POST", body: sent });
}

function drawPointer() {
  const { box, cross, at, first, rect } = pointing;
  if (cross) {
    Object.assign(cross.style, { left: `${at[0] * 100}%`, top: `${at[1] * 100}%` });
    cross.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
  }
  const shown = rect ?? (first && [Math.min(first[0], at[0]), Math.min(first[1], at[1]), Math.max(first[0], at[0]), Math.max(first[1], at[1])]);
  if (!shown) return;
  box.hidden = false;
  const [x0, y0, x1, y1] = shown.map((part) => part * 100);
  Object.assign(box.style, { left: `${x0}%`, top: `${y0}%`, width: `${x1 - x0}%`, height: `${y1 - y0}%` });
}

function stopPointing() {
  pointing?.cross?.remove();
  pointing?.box?.remove();
  pointing?.paper.classList.remove("wijst");
  pointing = null;
}

function clamp(part) {
  return Math.min(1, Math.max(0, part));
}

// ---- publiceren --------------------------------------------------------------------------

async function watchPress() {
  while (document.querySelector("#pers[data-bezig]")) {
    await new Promise((done) => setTimeout(done, 1000));
    const answer = await fetch("/publiceren").catch(() => null);
    if (!answer) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!fresh.querySelector("#pers[data-bezig]")) location.reload();
  }
}
