import { once } from "@earshot/core/once.ts";
import { languages } from "./texts.ts";

/** What it says, by language. */
async function words(): Promise<string> {
  const all = await Promise.all(languages.map(({ texts }) => texts()));
  return JSON.stringify(Object.fromEntries(all.map(({ code, embed }) => [code, Object.values(embed)])));
}

/**
 * What a company puts into its own product, served as it stands at `/embed.js`:
 *
 *   <script src="https://ideas.example/embed.js" data-board="music" async></script>
 *
 * makes a button, or listens to the elements that carry `data-earshot`. Pressed, it asks for one sentence, and opens
 * `/new` with that in a tab of its own, where who is signed in is known. No frame of ours is ever inside another's page:
 * its cookies would be refused there, and so nobody can lay anything over our buttons. Nothing is sent until she says so.
 * It is styled apart from the page around it, and all that a strict policy there has to allow is the script. `data-lang`
 * and `data-label` say otherwise than the page.
 */
export const embedScript = once(
  async () => `(() => {
const d = document, own = d.currentScript, { board, lang, label } = own.dataset, all = ${await words()};
const [field, act, hint, close] = all[lang || d.documentElement.lang.slice(0, 2)] || all.en;
const host = d.createElement("div"), root = host.attachShadow({ mode: "open" }), css = new CSSStyleSheet();
css.replaceSync("*{font:16px/1.5 system-ui;color:#14201b;color-scheme:light}button{margin:.2em;padding:.5em 1em;border:1px solid;border-radius:8px;background:#fff}.open{position:fixed;right:1rem;bottom:1rem;z-index:99}dialog{width:min(30rem,85vw);border-radius:8px}textarea{box-sizing:border-box;width:100%}");
root.adoptedStyleSheets = [css];
const make = (tag, into, given) => into.appendChild(Object.assign(d.createElement(tag), given));
const dialog = make("dialog", root), form = make("form", dialog);
make("label", form, { htmlFor: "f", textContent: field });
const text = make("textarea", form, { id: "f", rows: 4, maxLength: 1000, required: true });
make("p", form, { textContent: hint });
make("button", form, { textContent: act });
make("button", form, { type: "button", textContent: close, onclick: () => dialog.close() });
form.onsubmit = (e) => {
e.preventDefault();
const to = new URL("/new", own.src);
for (const [k, v] of Object.entries({ body: text.value, board, lang })) if (v) to.searchParams.set(k, v);
open(to, "_blank", "noopener");
dialog.close();
};
const ask = (words) => { if (words) text.value = words; dialog.showModal(); };
const start = () => {
d.body.append(host);
if (!d.querySelector("[data-earshot]")) make("button", root, { className: "open", textContent: label || field, onclick: () => ask() });
d.addEventListener("click", (e) => {
const on = e.target.closest("[data-earshot]");
if (on) { e.preventDefault(); ask(on.dataset.earshot); }
});
};
d.body ? start() : addEventListener("DOMContentLoaded", start);
})();
`,
);
