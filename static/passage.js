// Words chosen in an article's text, or in the box of one paragraph, go into the form for a passage.
(() => {
  const box = document.getElementById("paragraph");
  const exact = document.getElementById("id_exact");
  const letters = (text) => [...text].length; // places count code points, JavaScript UTF-16 units

  // A box for reading that has a caret all the same: Chromium gives none to a readonly one.
  box?.addEventListener("beforeinput", (event) => event.preventDefault());
  box?.addEventListener("select", () => {
    const words = box.value.slice(box.selectionStart, box.selectionEnd);
    if (!words.trim()) return;
    exact.value = words.trim();
    document.getElementById("id_near").value = letters(box.value.slice(0, box.selectionStart));
  });

  const bar = document.getElementById("choosing")?.content.firstElementChild.cloneNode(true);
  if (!bar) return;
  const told = bar.querySelector("p");

  // What stands in a range, without the numbers of passages.
  const words = (range) => {
    const copy = range.cloneContents();
    copy.querySelectorAll("a").forEach((link) => link.remove());
    return copy.textContent;
  };

  const within = (paragraph, range) => {
    const part = document.createRange();
    part.selectNodeContents(paragraph);
    if (paragraph.contains(range.startContainer)) part.setStart(range.startContainer, range.startOffset);
    if (paragraph.contains(range.endContainer)) part.setEnd(range.endContainer, range.endOffset);
    return part;
  };

  const before = (paragraph, part) => {
    const range = document.createRange();
    range.selectNodeContents(paragraph);
    range.setEnd(part.startContainer, part.startOffset);
    return letters(words(range));
  };

  const chosen = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return [];
    const range = selection.getRangeAt(0);
    return [...document.querySelectorAll(".para-words")]
      .filter((paragraph) => range.intersectsNode(paragraph))
      .map((paragraph) => ({ paragraph, part: within(paragraph, range) }))
      .filter(({ part }) => words(part).trim());
  };

  const show = () => {
    const parts = chosen();
    if (!parts.length) {
      if (!bar.contains(document.activeElement)) bar.remove();
      return;
    }
    const [first, last] = [parts[0], parts.at(-1)];
    const text = parts.map(({ part }) => words(part)).join("\n\n").trim();
    const values = { first: first.paragraph.dataset.paragraph, last: last.paragraph.dataset.paragraph,
      near: before(first.paragraph, first.part), exact: text };
    for (const [name, value] of Object.entries(values)) bar.elements[name].value = value;
    const long = letters(text) > 300;
    const said = long ? told.dataset.long : `“${letters(text) > 70 ? `${[...text].slice(0, 69).join("")}…` : text}”`;
    bar.querySelectorAll("button").forEach((button) => { button.hidden = long; });
    // In the page right after the words, so that Tab leads from them to the button.
    if (bar.parentElement !== last.paragraph.parentElement) last.paragraph.after(bar);
    if (told.textContent !== said) told.textContent = said;
  };

  // A click into a paragraph gives it the focus, so that Tab goes on from there.
  document.querySelectorAll(".para-words").forEach((paragraph) => { paragraph.tabIndex = -1; });

  let waiting;
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 150);
  });
  bar.addEventListener("mousedown", (event) => event.preventDefault());
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") bar.remove(); });
})();
