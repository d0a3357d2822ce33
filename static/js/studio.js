// Comfort for the studio. Everything here also works without it: forms post, the page reloads itself while a job runs.

import { offerCopies } from "./copying.js";

const toast = document.querySelector("[data-toast]");
const frame = document.querySelector("[data-preview]");
const unsaved = new Set();
let clearing;

function say(sentence) {
  toast.textContent = sentence;
  clearTimeout(clearing);
  clearing = setTimeout(() => { toast.textContent = ""; }, 5000);
}

offerCopies(say);

// Count characters as the server does: by code point, line breaks as one.
for (const area of document.querySelectorAll("textarea[data-limit]")) {
  const limit = Number(area.dataset.limit);
  const count = document.createElement("p");
  count.className = "count";
  area.after(count);
  const show = () => {
    const length = [...area.value].length;
    count.textContent = `${length} of ${limit}`;
    count.classList.toggle("over", length > limit);
  };
  area.addEventListener("input", show);
  show();
}

// Leaving with unsaved words asks first, also when another form is sent; a reload after a job waits for them.
// A form that was sent is not sent a second time: a double click is one click.
for (const form of document.querySelectorAll("main form")) {
  let sent = false;
  form.addEventListener("input", () => { unsaved.add(form); });
  form.addEventListener("submit", (event) => {
    if (sent) return event.preventDefault();
    sent = true;
    setTimeout(() => { sent = false; }, 3000);
    unsaved.delete(form);
  });
}
addEventListener("beforeunload", (event) => { if (unsaved.size) event.preventDefault(); });

// While a job runs, ask how far it is: first after a second, then less and less often, never in a hidden tab.
const job = document.querySelector("[data-job]");
if (job) {
  const sentence = job.querySelector("span");
  let wait = 1000;
  const late = setTimeout(() => { sentence.textContent = job.dataset.late; }, (Number(job.dataset.eta) + 2) * 1000);
  const next = () => {
    setTimeout(ask, wait);
    wait = Math.min(wait * 1.4, 5000);
  };
  const ask = async () => {
    if (document.hidden) {
      document.addEventListener("visibilitychange", ask, { once: true });
      return;
    }
    try {
      const answer = await fetch("/studio/status.json", { headers: { Accept: "application/json" } });
      if (!answer.ok) return next();
      const status = await answer.json();
      if (status.job && ["queued", "running"].includes(status.job.state)) return next();
      clearTimeout(late);
      if (unsaved.size) {
        job.querySelector(".turning").remove();
        sentence.textContent = "Done. Save what you typed, and this page shows the result.";
      } else {
        location.reload();
      }
    } catch {
      next();
    }
  };
  next();
}

// Advice while typing: asked for when the fingers rest, shown in a box that keeps its size. It is never stored.
const REST = 700;

function advise(box) {
  const area = box.parentElement.querySelector("textarea");
  let waiting;
  let asked;

  const show = ({ remarks, more }) => {
    const sentences = remarks.map((remark) => remark.message);
    if (more) sentences.push(`And ${more} more of this kind.`);
    if (!sentences.length) return box.replaceChildren(area.value.trim() ? "Nothing to suggest." : "");
    const list = document.createElement("ul");
    list.append(...sentences.map((sentence) => {
      const item = document.createElement("li");
      item.dir = "auto";
      item.textContent = sentence;
      return item;
    }));
    if (list.textContent !== box.textContent.trim()) box.replaceChildren(list);
  };

  const ask = async () => {
    asked?.abort();
    asked = new AbortController();
    const body = new FormData();
    body.set("csrf_token", area.form.elements.csrf_token.value);
    body.set(area.name, area.value);
    try {
      const answer = await fetch("/studio/copy/advice", { method: "POST", body, signal: asked.signal, redirect: "error" });
      if (!answer.ok) return;
      const advice = (await answer.json()).advice[area.name];
      if (advice) show(advice);
    } catch {
      // Advice is a comfort: without an answer the last one stays.
    }
  };

  area.addEventListener("input", () => {
    area.dir = "auto"; // what is typed is the artist's own, in whatever direction
    clearTimeout(waiting);
    waiting = setTimeout(ask, REST);
  });
}

document.querySelectorAll("[data-advice]").forEach(advise);

// Show typed words in the preview at once, where the page already has a place for them.
function preview(selector, text) {
  const place = frame?.contentDocument?.querySelector(selector);
  if (!place || !text.trim()) return;
  place.textContent = text.trim();
  if (place.dir) place.dir = "auto";
}

const shown = {
  display_name: (form) => preview("[data-live=name]", form.elements.display_name.value),
  role: (form) => line(form),
  city: (form) => line(form),
};

function line(form) {
  const parts = [form.elements.role.value, form.elements.city.value];
  preview("[data-live=line]", parts.map((part) => part.trim()).filter(Boolean).join(", "));
}

function bio(text) {
  const place = frame?.contentDocument?.querySelector("[data-live=bio]");
  if (!place) return;
  place.replaceChildren(...text.trim().split(/\n\s*\n/).map((part) => {
    const paragraph = place.ownerDocument.createElement("p");
    paragraph.dir = "auto";
    paragraph.textContent = part;
    return paragraph;
  }));
}

document.addEventListener("input", ({ target }) => {
  if (target.name === "theme") frame?.contentWindow?.location.replace(`/studio/preview?theme=${target.value}`);
  else if (target.name === "bio") bio(target.value);
  else if (target.name?.startsWith("caption.")) {
    preview(`[data-live="${CSS.escape(target.name)}"]`, target.value);
  } else if (Object.hasOwn(shown, target.name ?? "")) shown[target.name](target.form);
});
