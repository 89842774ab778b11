/**
 * The one script, served as it stands here under an address of its hash. The pages work without it: it only spares
 * the way there and back. It reads what it says from the page (`data-texts`), so that it is the same in every language.
 *
 * - Votes and follows are sent in place: the number is raised at once, set right by the answer, restored on failure.
 *   A button that waits is deaf, so pressing twice is pressing once; what is sent is what is wanted, not "the other".
 * - Themes like the text being typed are looked for when one pauses; an answer that comes too late is let go.
 * - What is typed is kept on the device until it was received.
 */
export const script = `(() => {
  const says = JSON.parse(document.currentScript.dataset.texts);
  const find = (selector, within = document) => within.querySelector(selector);
  const all = (selector) => document.querySelectorAll(selector);
  const status = document.createElement("p");
  status.className = "vh";
  status.setAttribute("role", "status");
  document.body.append(status);
  const tell = (text) => { status.textContent = ""; setTimeout(() => { status.textContent = text; }, 50); };
  const number = new Intl.NumberFormat(document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang);

  const renew = (form) => { if (form) for (const field of all("input[name=form]")) field.value = form; };
  const send = async (form, button, again = true) => {
    const body = new URLSearchParams(new FormData(form, button));
    const answer = await fetch(form.action, { method: "POST", body, headers: { accept: "application/json" } });
    const told = await answer.json();
    renew(told.form);
    if (answer.status === 409 && told.form && again) return send(form, button, false);
    return { status: answer.status, told };
  };

  const label = (button, state, text, figure) => {
    button.className = state;
    button.toggleAttribute("aria-busy", state === "wait");
    if (state === "wait") button.setAttribute("aria-busy", "true");
    find("span", button).textContent = text;
    if (figure !== undefined) { find("b", button).textContent = number.format(figure); button.dataset.count = figure; }
  };
  const count = (button) => Number(button.dataset.count ?? find("b", button).textContent.replace(/\\D/g, ""));
  const complain = (form, text) => {
    const place = form.closest(".theme")?.querySelector(".flow") ?? form.parentElement;
    let line = find(".err[role=alert]", place);
    if (!text) { line?.remove(); return; }
    if (!line) {
      line = document.createElement("p");
      line.className = "err";
      line.setAttribute("role", "alert");
      place.append(line);
    }
    line.textContent = text;
  };

  // Going back, browsers show a page as it was: what was voted for since is told by this tab itself.
  const since = JSON.parse(sessionStorage.getItem("earshot:votes") ?? "{}");
  const returned = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  const settled = (button, voted, figure) => {
    label(button, voted ? "voted" : "", voted ? says.voted : says.idle, figure);
    button.value = voted ? "0" : "1";
  };

  const follows = (button, following) => {
    button.className = following ? "btn on" : "btn";
    button.value = following ? "0" : "1";
    button.textContent = following ? says.following : says.follow;
    if (following) {
      const hint = document.createElement("span");
      hint.className = "vh";
      hint.textContent = says.unfollow;
      button.append(hint);
    }
  };
  // Who votes is told what becomes of it: the switch beside the vote says so as soon as the vote does.
  const alsoFollows = (path, following) => {
    const button = find("form[action*='" + path.replace(/vote$/, "follow") + "'] button");
    if (!button || following === undefined || (button.value === "0") === following) return "";
    follows(button, following);
    return " " + (following ? says.nowFollowing : says.nowQuiet);
  };

  for (const form of all("form.vote")) {
    if (find("button", form).disabled) continue;
    const path = new URL(form.action).pathname;
    if (returned && since[path]) {
      settled(find("button", form), since[path].voted, since[path].figure);
      alsoFollows(path, since[path].following);
    }
    form.addEventListener("submit", async (event) => {
    const button = find("button", form);
    event.preventDefault();
    if (button.className === "wait") return;
    const wants = button.value === "1";
    const before = count(button);
    complain(form);
    label(button, "wait", says.wait, Math.max(0, before + (wants ? 1 : -1)));
    try {
      const { status, told } = await send(form, button);
      if (told.signIn) { label(button, "", says.idle, before); location.assign(told.signIn); return; }
      if (told.voted === undefined) throw new Error(status === 429 ? says.limited : says.failed);
      const moved = told.changed && !told.guest ? (wants ? 1 : -1) : 0;
      const figure = told.supporters ?? Math.max(0, before + moved);
      settled(button, told.voted, figure);
      if (told.said) { label(button, "voted", says.said, figure); button.disabled = true; }
      since[path] = { voted: told.voted, figure, following: told.following };
      sessionStorage.setItem("earshot:votes", JSON.stringify(since));
      const besides = alsoFollows(path, told.following);
      tell((told.voted ? says.nowVoted : says.nowIdle) + " " + button.textContent + besides);
    } catch (error) {
      label(button, "fail", says.fail, before);
      complain(form, error.message === says.limited ? says.limited : says.failed);
    }
    });
  }

  for (const form of all("form[action*='/follow']")) form.addEventListener("submit", async (event) => {
    const button = find("button", form);
    if (button.dataset.plain) return;
    event.preventDefault();
    if (button.getAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    complain(form);
    try {
      const { told } = await send(form, button);
      if (told.signIn) { location.assign(told.signIn); return; }
      if (told.following === undefined) throw new Error();
      follows(button, told.following);
      tell(told.following ? says.nowFollowing : says.nowQuiet);
    } catch { complain(form, says.notSaved); }
    button.removeAttribute("aria-busy");
  });

  const store = { get: (k) => { try { return localStorage.getItem(k); } catch { return null; } }, set: (k, v) => { try { v ? localStorage.setItem(k, v) : localStorage.removeItem(k); } catch {} } };
  for (const form of all("form[data-keep]")) {
    const key = "earshot:" + form.dataset.keep;
    const fields = [...form.elements].filter((one) => /^(body|title)$/.test(one.name));
    const kept = JSON.parse(store.get(key) ?? "{}");
    for (const field of fields) if (!field.value && kept[field.name]) field.value = kept[field.name];
    form.addEventListener("input", () => {
      const typed = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
      store.set(key, Object.values(typed).some(Boolean) ? JSON.stringify(typed) : "");
    });
    form.addEventListener("submit", () => { form.dataset.sent = "1"; store.set("earshot:sent", key); });
    const hint = find("[data-kept]", form);
    if (hint) hint.textContent = hint.dataset.kept;
  }

  const ask = find("form[data-ask]");
  if (ask) {
    const list = find("[data-similar]", ask);
    const rest = find("[data-rest]", ask);
    let timer, under;
    const look = async () => {
      const body = ask.elements.body.value;
      under?.abort();
      if (body.trim().length < 8) return;
      under = new AbortController();
      const fields = new URLSearchParams({ body, form: ask.elements.form.value });
      try {
        const answer = await fetch(new URL("/new/similar" + location.search, location.href), { method: "POST", body: fields, signal: under.signal });
        if (!answer.ok) return;
        const said = find("h2", list)?.textContent;
        list.innerHTML = await answer.text();
        list.hidden = false;
        const heading = find("h2", list).textContent;
        if (heading !== said) tell(heading);
      } catch {}
    };
    const unfold = () => {
      if (!ask.elements.body.value.trim()) return;
      rest.hidden = false;
      find("[data-find]", ask)?.remove();
    };
    ask.elements.body.addEventListener("input", () => { unfold(); clearTimeout(timer); timer = setTimeout(look, 350); });
    unfold();
    if (list.hidden) look();
  }

  if (find("[data-received]")) {
    const sent = store.get("earshot:sent");
    if (sent) { store.set(sent, ""); store.set("earshot:sent", ""); }
    const poll = async (left) => {
      const here = find("[data-received]");
      if (here.dataset.wait === undefined || left === 0) return;
      await new Promise((done) => setTimeout(done, 1500));
      try {
        const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
        const there = find("[data-received]", page);
        if (there && there.dataset.wait === undefined) here.replaceChildren(...there.childNodes), delete here.dataset.wait;
      } catch {}
      poll(left - 1);
    };
    poll(20);
  }
})();
`;
