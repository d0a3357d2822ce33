// Comfort for the share panel: copy buttons, and the system's own share sheet where there is one.
import { offerCopies } from "./copying.js";

const toast = document.querySelector("[data-toast]");
let clearing;

function say(sentence) {
  toast.textContent = sentence;
  clearTimeout(clearing);
  clearing = setTimeout(() => { toast.textContent = ""; }, 5000);
}

// Counted for the artist, without a cookie; the answer does not matter.
function count(action) {
  const address = document.querySelector("[data-count]")?.dataset.count;
  if (address) navigator.sendBeacon(address + action);
}

offerCopies(say, (field) => count(field === "address" ? "copy" : field));

const button = document.querySelector("[data-share]");
if (button && navigator.share) {
  const { title, url } = button.dataset;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.share({ title, url });
      say("Shared.");
      count("native");
    } catch (error) {
      if (error.name !== "AbortError") say("Sharing did not work here. Copy the link instead.");
    }
  });
}
