// Buttons that copy a field: hidden without JavaScript, where the field itself is there to select.

export function offerCopies(say, copied = () => {}) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    const source = document.getElementById(button.dataset.copy);
    const thing = button.dataset.thing ?? "link";
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(source.value);
        say(`${thing[0].toUpperCase()}${thing.slice(1)} copied.`);
      } catch {
        source.focus();
        source.select();
        say(`The ${thing} is selected. Copy it with your keyboard.`);
      }
      copied(button.dataset.copy);
    });
  }
}
