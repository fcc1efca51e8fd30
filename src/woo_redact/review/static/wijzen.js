// Vakken aanwijzen: twee hoeken met de muis, door te slepen of met de pijltjes, en een vak
// verschuiven met de pijltjes.

import { swap, tell } from "./wissel.js";

const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
let pointing = null;

export const busy = () => pointing !== null;
document.addEventListener("wissel", stopPointing);

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

// Slepen mag ook: wie de knop ver van de eerste hoek loslaat, wijst de tweede meteen aan.
document.addEventListener("pointerdown", (event) => {
  if (!pointing?.corner || pointing.first || event.button || !event.target.closest?.("[data-vak]")) return;
  pointing.pressed = [event.clientX, event.clientY];
});

document.addEventListener("pointerup", (event) => {
  const from = pointing?.pressed;
  if (!from || pointing.first) return;
  pointing.pressed = null;
  if (Math.hypot(event.clientX - from[0], event.clientY - from[1]) < 6) return;
  const box = pointing.paper.getBoundingClientRect();
  const on = (x, y) => [clamp((x - box.left) / box.width), clamp((y - box.top) / box.height)];
  pointing.first = on(...from);
  pointing.at = on(event.clientX, event.clientY);
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

export function pointKey(event) {
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
