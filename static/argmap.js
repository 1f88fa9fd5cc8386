// What pages gain where script runs; none of it is needed. htmx itself keeps the focus by element id.
(() => {
  const on = (name, deed) => document.addEventListener(name, (event) => deed(event.detail.ctx ?? {}, event));
  const status = document.getElementById("status");
  const say = (text) => { if (status) status.textContent = text ?? ""; };
  const busy = new WeakMap();
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
})();
