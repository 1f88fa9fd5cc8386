// Others' additions and moved strengths come to a page that is open. Where the reader is at work nothing is touched:
// what has the focus, a selection, a form or something unfolded in it waits until they have left it.
(() => {
  const live = document.getElementById("live");
  const status = document.getElementById("status");
  const words = live.dataset;
  const FIRST_WORD = 5_000; // after that long a stream that says nothing is held up by something on the way
  const POLL = 1_500, LONGEST = 30_000, STREAM_AGAIN = 40, STAYS = 12_000;
  const STRENGTH = '[id^="strength-"], [id^="relevance-"], [id^="quality-"], [data-strength]';
  const CARD = "li[id], article[id], .claim[id]";
  const COUNTS = ".facts, .thesis .meta, .side > h3, .claim > details > summary";
  const wait = (milliseconds) => new Promise((done) => { setTimeout(done, milliseconds); });
  const text = (element) => element?.textContent.replace(/\s+/g, " ").trim();
  const number = (strength) => text(strength.querySelector("b") ?? strength);

  // Hearing of a change: by the stream, or by asking again and again. Nothing is open while nobody looks.

  let stream = null, first = 0, turn = 0, over = false;

  function listen() {
    quit();
    if (over || document.hidden) return;
    if (!words.events || !window.EventSource) return void poll(++turn);
    stream = new EventSource(words.events);
    stream.onmessage = (event) => { clearTimeout(first); hear(event.data); };
    stream.onerror = () => { if (stream?.readyState === EventSource.CLOSED) { quit(); poll(++turn); } };
    first = setTimeout(() => { quit(); poll(++turn); }, FIRST_WORD);
  }

  function quit() {
    turn += 1;
    clearTimeout(first);
    stream?.close();
    stream = null;
  }

  async function poll(mine) {
    for (let times = 0, pause = 0; mine === turn && !over; times += 1) {
      if (times === STREAM_AGAIN && words.events) return listen();
      const answer = await fetch(words.state, { cache: "no-cache" }).catch(() => null);
      if (mine !== turn) return;
      if (answer?.ok) hear(await answer.text());
      if (answer?.status === 404) over = true;
      pause = answer?.ok ? POLL : Math.min(2 * Math.max(pause, POLL), LONGEST);
      await wait(pause);
    }
  }

  // Catching up: the same page once more, at most once a second, and less often where it takes long to come.

  let seen = words.seen, wanted = seen, due = 0, rest = 0, rested = 0, fresh = null;
  const known = new Set(); // cards that were here once, though a form may stand in their place

  function hear(state) {
    wanted = state;
    if (state !== seen && !due) due = setTimeout(catchUp, Math.max(Math.random() * 250, rested - performance.now()));
  }

  async function catchUp() {
    const begun = performance.now(), asked = wanted;
    const answer = await fetch(location.href, { cache: "no-cache", headers: { "X-By-Itself": "1" } }).catch(() => null);
    if (answer?.ok && !answer.redirected) {
      fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      const state = fresh.getElementById("live")?.dataset;
      seen = state?.seen;
      if (wanted === asked) wanted = seen;
      if (state?.counting === words.counting) await takeOver(fresh);
    } else if (answer?.ok || [403, 404].includes(answer?.status)) over = true;
    rest = answer?.ok ? Math.max(1_000, 2 * (performance.now() - begun)) : Math.min(2 * rest + 1_000, LONGEST);
    rested = performance.now() + rest;
    due = 0;
    if (over) return quit();
    if (wanted !== seen) due = setTimeout(catchUp, rest);
  }

  async function takeOver(page) {
    while (document.querySelector("[aria-busy=true]")) await wait(200); // one's own deed is told by its own answer
    if (page !== fresh) return;
    remember();
    const moved = strengths(page), added = cards(page);
    counts(page);
    tell(moved.told, added, isReworded(page));
    if (moved.left) setTimeout(takeOver, 2_000, page);
  }

  function remember() {
    for (const card of document.querySelectorAll(CARD)) known.add(card.id);
  }

  // Taking over

  function isHeld(element) {
    const selection = getSelection();
    return element.contains(document.activeElement) || element.querySelector("form, details[open]") !== null
      || (!selection.isCollapsed && selection.containsNode(element, true));
  }

  const fill = (element, other) => element.replaceChildren(...document.importNode(other, true).childNodes);

  function strengths(page) {
    const told = new Set();
    let left = 0;
    for (const here of document.querySelectorAll(STRENGTH)) {
      const name = here.dataset.strength;
      const there = here.id ? page.getElementById(here.id) : page.querySelector(`${here.tagName}[data-strength="${name}"]`);
      if (!there || text(here) === text(there)) continue;
      const hasMoved = number(here) !== number(there);
      if (!hasMoved && (here.matches(".moved") || here.querySelector(".moved"))) continue; // it says where it was
      if (isHeld(here)) { left += 1; continue; }
      if (hasMoved) told.add(here.id || name);
      fill(here, there);
      here.classList.toggle("fresh", hasMoved);
    }
    return { told, left };
  }

  function cards(page) {
    let added = 0;
    for (const card of page.querySelectorAll(`main :is(${CARD})`)) {
      if (!/\d$/.test(card.id) || known.has(card.id) || document.getElementById(card.id)) continue;
      const copy = place(card.parentElement.matches("li") ? card.parentElement : card);
      const inside = [copy, ...copy.querySelectorAll(CARD)].filter((one) => one.matches(CARD)
        && ![...one.children].some((child) => child.matches(CARD)));
      for (const one of inside) one.querySelector("p")?.before(mark());
      window.htmx?.process(copy);
      added += inside.length;
    }
    return added;
  }

  function mark() {
    const word = document.createElement("b");
    word.className = "is-new";
    word.textContent = words.new;
    return word;
  }

  // Down from what both pages have to where the new thing stands; what is missing on the way is copied with it.
  function place(item) {
    const way = [item];
    while (!twin(way[0].parentElement)) way.unshift(way[0].parentElement);
    let there = way[0].parentElement, here = twin(there), found;
    while ((found = way[0] !== item && mate(way[0], here))) { there = way.shift(); here = found; }
    for (const [box, other] of [[here, there], [here.parentElement, there.parentElement]]) {
      const empty = box.querySelector(":scope > .empty");
      if (empty && !other.querySelector(":scope > .empty") && !isHeld(empty)) empty.remove();
    }
    const copy = document.importNode(way[0], true);
    let before = way[0];
    do { before = before.previousElementSibling; found = before && mate(before, here); } while (before && !found);
    if (found) found.after(copy); else here.prepend(copy);
    return copy;
  }

  function twin(element) {
    if (element.id) return document.getElementById(element.id);
    const label = element.getAttribute("aria-labelledby");
    return label && document.querySelector(`${element.tagName}[aria-labelledby="${CSS.escape(label)}"]`);
  }

  function mate(there, here) {
    const name = nameOf(there);
    return name && [...here.children].find((child) => nameOf(child) === name);
  }

  function nameOf(element) {
    const name = element.id || element.getAttribute("aria-labelledby") || element.querySelector(":scope > [id]")?.id;
    return name || (element.matches("li") ? "" : `${element.tagName}.${element.className}`);
  }

  function counts(page) {
    for (const there of page.querySelectorAll(COUNTS)) {
      const here = twin(there.parentElement.closest("[id], [aria-labelledby]"))?.querySelector(COUNTS);
      if (here && text(here) !== text(there) && (here.matches("summary") || !isHeld(here))) fill(here, there);
    }
  }

  function isReworded(page) {
    const said = (root, id) => text(root.getElementById(id)?.querySelector(".said, h3"));
    const cards = [...document.querySelectorAll(`main :is(${CARD})`)].filter((card) => /^(claim|relation|evidence)-\d/.test(card.id));
    return text(document.querySelector("h1")) !== text(page.querySelector("h1"))
      || cards.some((card) => said(document, card.id) !== said(page, card.id));
  }

  // Telling, politely: one sentence in a few seconds, and none over what was just said about one's own deed.

  const news = { moved: new Set(), added: 0, reworded: false };
  let own = 0, said = "", telling = 0, wasReworded = false;
  new MutationObserver(() => { if (status.textContent !== said) own = Date.now(); })
    .observe(status, { childList: true, characterData: true, subtree: true });

  function tell(moved, added, reworded) {
    for (const one of moved) news.moved.add(one);
    news.added += added;
    news.reworded ||= reworded && !wasReworded;
    wasReworded = reworded;
    if ((news.moved.size || news.added || news.reworded) && !telling) say();
  }

  function say() {
    const left = own + 8_000 - Date.now();
    telling = setTimeout(left > 0 ? say : () => { telling = 0; if (news.moved.size || news.added || news.reworded) say(); }, Math.max(left, 5_000));
    if (left > 0) return;
    const many = (n, one, several) => (n ? [n === 1 ? one : several.replace("{n}", n)] : []);
    said = [
      ...many(news.moved.size, words.moved, words.movedMany),
      ...many(news.added, words.added, words.addedMany),
      ...(news.reworded ? [words.changed] : []),
    ].join(" ");
    status.textContent = said;
    setTimeout((then) => { if (status.textContent === then) status.textContent = said = ""; }, STAYS, said);
    news.moved.clear();
    news.added = 0;
    news.reworded = false;
  }

  document.addEventListener("visibilitychange", listen);
  window.addEventListener("pageshow", (event) => { if (event.persisted) listen(); });
  remember();
  listen();
})();
