// Sneltoetsen, en wat de server uit zichzelf te melden heeft. Alles wat hier gebeurt, kan ook
// zonder: elke knop staat in een formulier en elke stap is een koppeling.

import { busy as pointing, pointKey } from "./wijzen.js";
import { place, prefetch, swapping, tell } from "./wissel.js";

const AHEAD = 3;
let typed = 0;
let resting = 0;

document.documentElement.classList.add("met-js");
place(document);
prefetch();
rest();
watchPress();
document.addEventListener("gewisseld", rest);
arrive();

// Wie uit de werkvoorraad komt, staat meteen op het voorstel en kan met de toetsen verder.
function arrive() {
  if (document.activeElement !== document.body || !document.referrer.startsWith(location.origin)) return;
  document.querySelector("[data-gekozen] .kaart-link")?.focus({ preventScroll: true });
}

// ---- toetsen -----------------------------------------------------------------------------

document.addEventListener("keydown", (event) => {
  const section = event.target.closest?.("#beoordeling");
  if (!section || event.altKey || event.metaKey) return;
  if (pointing()) return pointKey(event);
  if (section.dataset.toetsen !== "aan") return;
  const field = event.target.matches("input, select, textarea");
  const ticking = event.target.matches('input[type="checkbox"]');
  if (field && ticking && event.target.name === "woord" && walkWords(event)) return;
  if (field && !(ticking && event.key === "Escape")) return;
  const name = keyName(event, section.dataset);
  if (name === section.dataset.houd && !event.repeat) return showProof(event);
  const help = document.getElementById("hulp");
  if (name === "Escape" && help.open) {
    help.open = false;
    help.querySelector("summary").focus();
    return;
  }
  if (!find(name)) return;
  event.preventDefault();
  press(name, event.repeat);
});

// Wie sneller typt dan het antwoord komt, bedoelt het voorstel dat dan aan de beurt is, niet dat
// waarover al is beslist.
async function press(name, repeat) {
  if (swapping()) {
    if (repeat || typed >= AHEAD) return;
    typed += 1;
    while (swapping()) await swapping();
    typed -= 1;
  }
  const target = find(name);
  if (!target) return;
  if (target.dataset.focus) target.focus();
  else if (!repeat || target.matches("a.knop")) target.click();
}

function keyName(event, keys) {
  if (event.ctrlKey) return event.key === "Enter" ? "Control+Enter" : { z: keys.terug, Z: keys.opnieuw, y: keys.opnieuw }[event.key];
  const onPage = event.target.closest("#doek, .strook");
  if (!onPage && event.key === "ArrowDown") return keys.omlaag;
  if (!onPage && event.key === "ArrowUp") return keys.omhoog;
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
  if (event.key === document.getElementById("beoordeling")?.dataset.houd) document.querySelector(".proef")?.remove();
});
addEventListener("blur", () => document.querySelector(".proef")?.remove());

// ---- wat de server meldt -----------------------------------------------------------------

// Zonder iemand die kijkt stopt de server; dat wordt op tijd gezegd.
function rest() {
  const box = document.getElementById("rust");
  const seconds = Number(box?.dataset.rust);
  if (!seconds) return;
  clearTimeout(resting);
  box.replaceChildren();
  const margin = Math.min(300, seconds / 5);
  resting = setTimeout(() => {
    const stay = document.createElement("button");
    stay.className = "knop";
    stay.textContent = "Ik werk nog";
    stay.addEventListener("click", () => fetch("/static/icoon.svg").then(rest));
    const left = margin < 60 ? `${Math.ceil(margin)} seconden` : `${Math.round(margin / 60)} minuten`;
    box.append(`Over ${left} stopt woo-redact review, want er gebeurt niets. Elk besluit is al bewaard. `, stay);
    resting = setTimeout(() => box.replaceChildren("woo-redact review is gestopt. Elk besluit is bewaard; start opnieuw om verder te gaan."), margin * 1000);
  }, (seconds - margin) * 1000);
}

async function watchPress() {
  while (document.querySelector("#pers[data-bezig]")) {
    await new Promise((done) => setTimeout(done, 1000));
    const answer = await fetch("/publiceren").catch(() => null);
    if (!answer) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!fresh.querySelector("#pers[data-bezig]")) location.reload();
  }
}
