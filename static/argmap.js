// What pages gain where script runs; none of it is needed. htmx itself keeps the focus by element id.
(() => {
  const on = (name, deed) => document.addEventListener(name, (event) => deed(event.detail.ctx ?? {}, event));
  const status = document.getElementById("status");
  const say = (text) => { if (status) status.textContent = text ?? ""; };
  const busy = new WeakMap();
  const name = (key) => `draft ${key}`;
  const forget = (key) => { if (key) localStorage.removeItem(name(key)); };
  let focused = null;

  // The region the answer will land in says that it waits. An old sentence goes, so that the same one is read out again;
  // but not for what a page fetches by itself, which would wipe away what was just said.
  on("htmx:before:request", (ctx) => {
    if (!ctx.sourceElement?.matches("[hx-trigger]")) say("");
    const region = ctx.target instanceof Element ? ctx.target : ctx.sourceElement;
    busy.set(ctx, region);
    region?.setAttribute("aria-busy", "true");
  });
  on("htmx:finally:request", (ctx) => busy.get(ctx)?.removeAttribute("aria-busy"));

  // An answer from another address is a whole page, such as the sign-in page: go there, and come back to this one.
  on("htmx:after:request", (ctx, event) => {
    if (!ctx.response?.raw.redirected) return;
    event.preventDefault();
    const address = new URL(ctx.response.raw.url);
    if (address.searchParams.has("next")) address.searchParams.set("next", location.pathname + location.search);
    location.assign(address);
  });

  // What a form sent was kept: its draft is of no use any more. To be shown how it will look is not to be kept.
  on("htmx:after:request", (ctx) => {
    const form = ctx.sourceElement?.closest?.("form[data-draft]"), sent = ctx.request?.body;
    if (form && ctx.request?.method === "POST" && ctx.response?.raw.ok && !sent?.has?.("preview") && !sent?.has?.("look")) forget(form.dataset.draft);
  });

  // Refusals that carry a form (409, 422) are shown; any other leaves the page as it was, and says so.
  on("htmx:response:error", (ctx) => {
    if (![409, 422].includes(ctx.response.status)) say(status?.dataset.failed);
  });
  on("htmx:error", () => say(status?.dataset.offline));

  // Focus never falls to the page: where the focused control is gone, what replaced its region takes it.
  on("htmx:before:swap", () => { focused = document.activeElement; });
  on("htmx:after:swap", (ctx) => {
    if (!focused || focused === document.body || document.activeElement !== document.body) return;
    const heir = ctx.sourceElement?.isConnected ? ctx.sourceElement : document.getElementById("main");
    if (!heir.matches("a, button, input, select, textarea, summary, [tabindex]")) heir.tabIndex = -1;
    heir.focus({ preventScroll: true });
  });

  document.addEventListener("keydown", (event) => { if (event.key === "Escape") say(""); });

  // A form fetched into a page goes again, and the focus is back where it was asked for.
  document.addEventListener("click", (event) => {
    const close = event.target.closest?.("[data-close]");
    if (!close) return;
    event.preventDefault();
    const slot = document.getElementById(close.dataset.close);
    forget(close.closest("form")?.dataset.draft);
    slot.replaceChildren();
    (document.querySelector(`a[hx-target="#${slot.id}"]`) ?? slot.parentElement.querySelector(".tool-list a"))?.focus();
  });

  // In an outline a form opens under its card. A map shows hundreds of them, so they carry no attributes of htmx.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".outline .tool-list a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const [, claim, kind] = new URL(link.href).pathname.match(/(\d+)\/(\w+)\/new/);
    const id = `slot-${kind === "reasons" ? "reason" : kind}-claim-${claim}`;
    const slot = document.getElementById(id) ?? Object.assign(document.createElement("div"), { id });
    link.closest(".claim-body").after(slot);
    htmx.ajax("GET", link.href, { source: link, target: slot, swap: "innerHTML" });
  });

  // What is typed and not sent yet stays on this device: it survives a reload, a crash and a lost connection. It goes
  // when it was kept on the server, when its form is cancelled, and when its writer signs out.
  const fields = (form) => [...form.elements].filter((field) => field.name && !["csrfmiddlewaretoken", "passage"].includes(field.name)
    && !["submit", "button", "file", "password"].includes(field.type));
  const keep = (form) => {
    const typed = fields(form).map((field) => [field.name, ["checkbox", "radio"].includes(field.type) ? [field.value, field.checked] : field.value]);
    localStorage.setItem(name(form.dataset.draft), JSON.stringify(typed));
  };
  const putBack = (form) => {
    const typed = JSON.parse(localStorage.getItem(name(form.dataset.draft)) ?? "null");
    if (!typed || form.dataset.putBack || form.querySelector("[role=alert], .error")) return;
    form.dataset.putBack = "yes";
    let differs = false;
    for (const field of fields(form)) {
      const isChoice = ["checkbox", "radio"].includes(field.type);
      const found = typed.find(([of, value]) => of === field.name && (!isChoice || value[0] === field.value));
      if (!found) continue;
      if (isChoice) { differs ||= field.checked !== found[1][1]; field.checked = found[1][1]; }
      else { differs ||= field.type !== "hidden" && field.value !== found[1]; field.value = found[1]; }
    }
    if (!differs) return forget(form.dataset.draft);
    for (const fold of form.querySelectorAll("details")) fold.open ||= fields(form).some((field) => fold.contains(field) && field.value && field.type !== "hidden" && field.tagName !== "SELECT");
    say(status?.dataset.draft);
  };
  const look = () => {
    for (const done of document.querySelectorAll("[data-done]")) forget(done.dataset.done);
    document.querySelectorAll("form[data-draft]").forEach(putBack);
  };
  document.addEventListener("input", (event) => { const form = event.target.form; if (form?.dataset.draft) keep(form); });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches(".account")) return;
    for (const key of Object.keys(localStorage)) if (key.startsWith("draft ")) localStorage.removeItem(key);
  });
  on("htmx:after:swap", look);
  look();
})();
