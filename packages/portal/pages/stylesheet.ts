/** The one stylesheet, in the look of the house: tokens, frame, parts, desk. Served under an address of its hash. */
export const stylesheet = `/* We speak in sans, people in serif. Colour: yours or now (pine), burning or late (heat), matching (hi). */
:root {
  color-scheme:light dark;
  --sans:-apple-system, "Segoe UI Variable Text", "Segoe UI", Roboto, Inter, system-ui, sans-serif;
  --serif:Charter, "Bitstream Charter", "Iowan Old Style", "Sitka Text", "Source Serif 4", "Noto Serif", serif;
  --paper:#fcfdfc; --sheet:#f1f5f3; --ink:#14201b; --soft:#53615a; --line:#dce3df; --edge:#7d8a83;
  --pine:#0b6a4e; --on:#fff; --wash:#e1f0e9; --heat:#a63f15; --hot:#fbebe3; --hi:#f7e8a1;
  --c1:#0b4f3b; --c2:#2b8566; --c3:#7a948a; --c4:#b4c4bc;
  --xs:.8125rem; --s:.9375rem; --m:1.0625rem; --l:1.25rem; --xl:1.625rem; --xxl:clamp(1.875rem, 1.2rem + 2.6vw, 3rem);
  --hair:1px solid var(--line); --rim:1px solid var(--edge); --r:8px; --gap:1rem; --gut:clamp(1rem, 4vw, 3rem);
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper:#0f1512; --sheet:#18201c; --ink:#e7eeea; --soft:#a2b0a9; --line:#29342e; --edge:#718078;
    --pine:#5fcaa0; --on:#06251a; --wash:#16332a; --heat:#f29d71; --hot:#37210f; --hi:#544a10;
    --c1:#a9e6cd; --c2:#4fae89; --c3:#6d857b; --c4:#3f5048;
  }
}
*, ::before, ::after {box-sizing:border-box}
html {-webkit-text-size-adjust:100%}
body {margin:0; background:var(--paper); color:var(--ink); font:400 var(--m)/1.5 var(--sans); overflow-wrap:break-word}
h1, h2, h3, p, ul, ol, dl, dd, figure, blockquote {margin:0; padding:0}
h1, h2, h3 {line-height:1.2; font-weight:640; text-wrap:balance; letter-spacing:-.012em}
h1 {font-size:var(--xxl); letter-spacing:-.026em; line-height:1.08; max-width:22em}
h2 {font-size:var(--xl)} h3 {font-size:var(--l)} .hs {font-size:var(--m)}
p {text-wrap:pretty} ul, ol {list-style:none}
a {color:inherit; text-decoration:underline; text-decoration-color:var(--edge); text-underline-offset:.18em}
a:hover {text-decoration:underline 2px currentColor} .plain:not(:hover), .btn, .top a, .tabs a, .q a, .side a, .theme h2 a:not(:hover) {text-decoration:none}
:focus-visible, input[type=date]:focus-within {outline:3px solid var(--pine); outline-offset:2px}
mark {background:var(--hi); color:var(--ink); border-radius:3px}
kbd {font:600 .7rem/1 var(--sans); padding:.15em .4em; border:var(--rim); border-radius:4px}
small, .small {font-size:var(--xs)} .soft, .by, .hint, .meta, .lede, .foot, .trend, .sum, .was, dt, thead th, .vote span {color:var(--soft)}
:is(.soft, .by, .lede, dt) strong {color:var(--ink)} .hotword, .err, .vote .fail span {color:var(--heat); font-weight:600} .up {color:var(--pine); font-weight:600}
.by {font-size:var(--xs); margin-top:.3rem} .hint, .meta {font-size:var(--s); font-weight:400}
.vh, .skip:not(:focus) {position:absolute; width:1px; height:1px; overflow:hidden; clip-path:inset(50%); white-space:nowrap}

/* frame and rhythm */
.wrap, .top, .foot {max-width:74rem; margin-inline:auto; padding-inline:var(--gut)}
.top, .brand, .foot, .row, .meta, .bar, .tabs, .filters {display:flex; flex-wrap:wrap; align-items:center; gap:.5rem .75rem}
.top {gap:.25rem 1.75rem; padding-block:.875rem} .top nav {display:flex; gap:0 1.25rem; flex:1}
.top a {padding:.35rem 0; font-size:var(--s); white-space:nowrap} .top nav a, .tabs a {color:var(--soft)}
.top a:hover, .top nav [aria-current], .tabs :is([aria-current], :hover) {color:var(--ink)}
.top nav [aria-current], .tabs [aria-current] {font-weight:600; box-shadow:inset 0 -3px var(--ink)}
.brand {font-weight:680} .brand svg {color:var(--pine)}
.foot {gap:.25rem 1.5rem; margin-top:5rem; padding-block:1.5rem 3rem; font-size:var(--xs)} .foot p {flex:1 1 20rem} .foot a {padding:.3rem 0}
.hero {padding-block:clamp(1.25rem, 5vw, 4rem) 2.5rem} .lede {font-size:var(--l); max-width:38em}
.flow > * + *, .hero:not(.split) > * + *, .sec > * + *, .card > * + * {margin-top:var(--gap)} .tight > * + *, .note > * + * {margin-top:.4rem} .sec {padding-block:2.25rem} .sec + .sec, .split + .sec, .rule, .entry, .near, .facts > div, .voices > li + li {border-top:var(--hair)} .split > .sec {border:0} .sp {margin-top:1rem}
.split, .cols, .entry, .theme, .near, .pair, .panes, .slope {display:grid} .split, .theme, .panes {align-items:start}
.split {gap:2rem clamp(2rem, 5vw, 4.5rem)} .cols {gap:2.5rem; grid-template-columns:repeat(auto-fit, minmax(min(17rem, 100%), 1fr))}
.between, .side a, .facts > div {display:flex; justify-content:space-between} .meta {gap:.15rem 1rem} .rail > * + * {margin-top:2.25rem} .rail h2 {font-size:var(--s); margin-bottom:.6rem} .list > li + li {margin-top:.5rem} .roomy > li + li {margin-top:1.6rem} :is(h2, h3) .soft {font-weight:400} .roomy > li > * + * {margin-top:.35rem}
.entry {gap:.25rem 2rem; padding-block:1.4rem}

/* controls */
.btn, button, input, select, textarea {font:inherit; color:inherit}
.btn {display:inline-flex; align-items:center; justify-content:center; gap:.5rem; min-height:2.5rem; padding:.3rem 1rem; border:var(--rim); border-radius:var(--r); background:var(--paper); font-weight:560; font-size:var(--s); cursor:pointer}
.btn:hover {border-color:var(--ink); background:var(--sheet)} .btn.main {background:var(--ink); border-color:var(--ink); color:var(--paper)} .btn.main:hover, .vote .voted.voted {background:var(--pine); border-color:var(--pine); color:var(--on)}
.bare {border-color:transparent}
label {font-weight:600; font-size:var(--s)}
input, select, textarea {width:100%; min-height:2.5rem; padding:.45rem .7rem; border:var(--rim); border-radius:var(--r); background:var(--paper)}
textarea {font:1.125rem/1.5 var(--serif); field-sizing:content; min-height:5rem; resize:vertical} [type=checkbox] {width:1.125rem; min-height:1.125rem; margin:3px; accent-color:var(--pine)}
[aria-invalid=true], .vote .fail.fail {border:2px solid var(--heat)} .err {font-size:var(--s)}
.ask {display:flex; gap:.5rem; max-width:38rem} .hero .ask {margin-top:1.75rem} .ask > * {min-height:3.25rem; white-space:nowrap}
.bar {justify-content:space-between; border-bottom:1px solid var(--ink); gap:.5rem 1.5rem} .tabs {gap:1.5rem} .tabs a {padding:.75rem 0}
.filters {gap:.4rem} .bar .filters {padding-bottom:.4rem} .filters > * {width:auto; min-height:2.25rem; font-size:var(--s)} .filters :is(input, select) {flex:1 1 8rem; min-width:0} .filters select {flex:0 1 auto; padding-inline:.5rem} .words {display:flex; flex:1 1 14rem; gap:.4rem} .words > * {min-height:2.25rem; font-size:var(--s)} .empty .row {justify-content:center} .vote button:disabled {cursor:default} .entry .lines {max-width:44em} .gap {margin-top:3rem}

/* themes and votes */
.theme {grid-template-columns:5.75rem minmax(0, 1fr) 7.5rem; gap:.5rem 1.5rem; padding-block:1.6rem; border-bottom:var(--hair)} .theme.slim {grid-template-columns:5.75rem minmax(0, 1fr)}
.theme h2 {font-size:var(--l)} .slim h3, .roomy h3 {font-size:var(--m)} .sum {text-wrap:balance}
.trend {text-align:right; font-size:var(--xs)} .trend svg {display:block; margin:.25rem 0 .3rem auto}
.vote button {display:grid; place-content:center; justify-items:center; width:5.75rem; min-height:4rem; border:var(--rim); border-radius:10px; background:var(--paper); cursor:pointer}
.vote b {font-size:1.5rem; line-height:1.15; font-weight:660; letter-spacing:-.02em} .vote span {font-size:.78125rem; line-height:1.3}
.vote button:hover, .btn.on {border-color:var(--pine); background:var(--wash)}
.vote .voted.voted * {color:inherit}
.do {display:grid; grid-template-columns:5.75rem auto; justify-content:start; gap:.5rem} .do .vote {grid-row:span 2} .do button {width:100%; height:100%}
.theme > .vote .by, .theme > div > .by {text-align:center} .narrow {max-width:30rem} [hidden] {display:none !important} .top > .cut {max-width:min(16rem, 40vw)} .do > .err {grid-column:1 / -1; max-width:20rem}
.count {display:grid; align-content:start} .count b {font-size:1.75rem; line-height:1.05}
.vote .wait {border-style:dashed; cursor:progress} .wait b {animation:beat 1s infinite alternate} @keyframes beat { to {opacity:.6} }

/* status: a ring that fills */
.st {--p:0%; display:inline-flex; align-items:center; gap:.4em; font-weight:560; color:var(--ink); white-space:nowrap}
.st::before {content:""; width:.8125em; height:.8125em; border-radius:50%; border:2px solid; background:conic-gradient(currentColor var(--p), transparent 0)}
.under_review::before {border-style:dotted} .planned {--p:25%} .in_progress {--p:60%} .st.shipped {--p:100%; color:var(--pine)} .st:is(.declined, .merged) {color:var(--soft)}
.declined::before {background:linear-gradient(135deg, transparent 40%, currentColor 0 60%, transparent 0)} .merged::before {border-style:double; border-width:4px}

/* voices, notes, history */
.say, .voice {font-family:var(--serif); font-size-adjust:.48} .say {font-size:1.1875rem} blockquote {quotes:"“" "”"} blockquote:lang(de) {quotes:"„" "“"} blockquote.say::before {content:open-quote; margin-left:-.42em} blockquote.say::after {content:close-quote} .ref {font-size:.7em; vertical-align:super; padding:0 .2em}
:is(.say, .voice, .lines) {white-space:pre-line} .pair .voice {border-left:var(--hair); padding-left:.6rem} summary {font-size:var(--s); padding:.3rem 0; cursor:pointer} pre {margin:0; font:var(--xs)/1.5 ui-monospace, monospace; white-space:pre-wrap; overflow-wrap:anywhere}
.voices > li {padding-block:1.1rem}
.note {border-left:4px solid var(--ink); background:var(--sheet); padding:1.1rem 1.4rem; border-radius:0 var(--r) var(--r) 0} .note h2 {font-size:var(--m)} .good {border-color:var(--pine)} .bad {border-color:var(--heat); background:var(--hot)}
.steps {padding-left:6px} .steps li {padding:0 0 1rem 1.1rem; border-left:2px solid var(--line); font-size:var(--s)} .steps li:last-child {border-color:transparent} .steps .st {margin-left:calc(-1.1rem - 7.5px)} .steps .st::before {background-color:var(--paper)}
.toast {position:fixed; right:1rem; bottom:1rem; display:flex; gap:1rem; padding:.5rem 1rem; background:var(--ink); color:var(--paper); border-radius:var(--r); font-size:var(--s)} .toast button {border:0; background:none; text-decoration:underline; min-height:1.5rem; cursor:pointer; outline-color:currentColor}
.empty {padding:1.75rem; text-align:center; border:1px dashed var(--edge); border-radius:var(--r)}
progress {appearance:none; display:block; width:100%; height:.5rem; border:0; background:var(--line)} ::-webkit-progress-bar {background:var(--line)} ::-webkit-progress-value {background:var(--pine)} ::-moz-progress-bar {background:var(--pine)}

/* numbers */
table, dl, .num, .end, .slope {font-variant-numeric:tabular-nums} .facts > div {align-items:baseline; gap:1rem; padding-block:.55rem} dt {font-size:var(--s)} dd {font-weight:640; white-space:nowrap} .defs dd {font-weight:400; white-space:normal} .defs > div {justify-content:start} .defs dt {flex:0 0 5rem}
.big > div {flex-direction:row-reverse; justify-content:flex-end} .big dd {font-size:var(--xl); letter-spacing:-.02em; min-width:4.4rem}
svg {fill:currentColor} .chart {display:block; width:100%; height:auto; overflow:visible} .chart text {font-size:12px; fill:var(--soft)} .full text {font-size:9px} .chart :is(.k, .hk) {fill:var(--ink); font-weight:620} .chart .hk {fill:var(--heat)}
.ln, .g, .dash, .b3, .bn, .bh {fill:none} .ln {stroke-width:2; vector-effect:non-scaling-stroke} .g {stroke:var(--line)} .dash {stroke:var(--soft); stroke-dasharray:4 4} .b3, .lq {stroke:var(--c3)} .bn, .lp {stroke:var(--pine)} .bh, .lh {stroke:var(--heat)} .lp, .lh {stroke-width:3}
.f1 {fill:var(--c1)} .f2 {fill:var(--c2)} .f3 {fill:var(--c3)} .f4 {fill:var(--c4)} rect.f4 {stroke:var(--c3)} .fh {fill:var(--heat)} .fl {fill:var(--line)}
table {width:100%; border-collapse:collapse; font-size:var(--s)} th, td {text-align:left; padding:.6rem .75rem .6rem 0; border-bottom:var(--hair)} thead th {font-weight:400; border-color:var(--ink)} .num {text-align:right; white-space:nowrap} .scroll {overflow-x:auto}
.slope {grid-template-columns:auto minmax(3rem, 1fr) auto; gap:.75rem; font-size:var(--s)} .slope li {height:2.25rem; display:flex; gap:.75rem; align-items:center; white-space:nowrap} .slope a {overflow:hidden; text-overflow:ellipsis} .was {text-align:right} .was li {justify-content:flex-end} .slope svg {width:100%; height:18rem; display:block}

/* the desk: closer together */
.desk {--m:.875rem; --s:.8125rem; --xs:.75rem; --l:.9375rem; --xl:1.125rem; --xxl:1.375rem; --gap:.7rem}
.desk :is(.wrap, .top, .foot) {max-width:90rem; --gut:clamp(1rem, 2vw, 1.75rem)} .desk .top {border-bottom:var(--hair); padding-block:.4rem}
.desk :is(.btn, input:not([type=checkbox])) {min-height:1.875rem; padding:.1rem .6rem; width:auto} .desk :is(.say, textarea) {font-size:.9375rem} .desk .sec {padding-block:1.25rem} .desk .facts > div {padding-block:.3rem}
.desk .field > :is(label, p, input, select, textarea) {display:block; width:100%} .tick {display:flex; gap:.6rem} .tick input {flex:none} legend {font-weight:600}
.panes {gap:1.25rem 1.5rem; padding-top:1rem} .side a {gap:.4rem; padding:.25rem .5rem; border-radius:6px} .q > li:hover, .side :is(a:hover, [aria-current]) {background:var(--sheet)} .side h2 {font-size:var(--xs); margin:1rem .5rem .25rem} .side p {padding:0 .5rem}
.q {margin-block:.6rem} .q > li {display:grid; grid-template-columns:1.75rem minmax(0, 1fr) auto; padding:.35rem .5rem; border-bottom:var(--hair)} .q > li.cur {background:var(--wash); box-shadow:inset 3px 0 var(--pine)} .q a, .cut {display:block; overflow:hidden; white-space:nowrap; text-overflow:ellipsis} .end {font-size:var(--xs)} .q small {display:flex; gap:.5rem; white-space:nowrap} .q .cut {flex:1}
.card {border:var(--hair); border-radius:var(--r); padding:1rem 1.1rem} .near {grid-template-columns:2.4rem minmax(0, 1fr); gap:.6rem; padding-block:.5rem} .pair {gap:1rem; grid-template-columns:1fr 1fr} .desk .acts {gap:.3rem} .desk .acts .btn {flex:auto; flex-direction:column; gap:.25rem; padding:.4rem .25rem}

@media (min-width: 60rem) {
  .hero.split, .lead {grid-template-columns:minmax(0, 1fr) 17rem} .even {grid-template-columns:1fr 1fr} .lead.wide {grid-template:auto 1fr / minmax(0, 1fr) 27rem} .wide > section {grid-area:1 / 2 / span 2} .entry {grid-template-columns:9rem 1fr}
  .panes {grid-template-columns:10.5rem minmax(20rem, 1.1fr) minmax(25rem, 1fr)} .panes.two {grid-template-columns:21rem minmax(0, 1fr) 18rem} .stick {position:sticky; top:1rem}
}
@media (max-width: 59.9rem) { .side {display:flex; flex-wrap:wrap} .side :is(h2, p) {display:none} }
@media (max-width: 40rem) {
  .top nav {order:3; flex-basis:100%; flex-wrap:wrap} .top > :last-child {margin-left:auto} .theme {grid-template-columns:5.75rem minmax(0, 1fr); column-gap:1rem} .trend {grid-column:2; display:flex; gap:.6rem; align-items:center} .trend svg {margin:0} .big {display:grid; grid-template-columns:1fr 1fr 1fr; gap:1rem} .big > div {flex-direction:column-reverse; gap:0} .big dt {font-size:var(--xs); line-height:1.3}
  .chart text {font-size:16px} :is(.full, .mid) text {font-size:22px} .w, .was span, .was p {display:none} .was {padding-top:1.4rem} .split > .sec + .sec {padding-top:0} .slope {grid-template-columns:1rem 3.5rem minmax(0, 1fr); gap:.5rem} .pair {grid-template-columns:1fr} .filters, .bar search {width:100%} .tabs {gap:.25rem 1rem; font-size:var(--s)} .filters select {flex:1 1 9rem} .filters select:last-of-type {flex:1 1 6rem} .filters .words {flex-basis:12rem} .top nav {column-gap:1rem}
}
@media (prefers-reduced-motion: reduce) { * {animation:none !important} }
`;
