/** The one stylesheet of our pages. System fonts, no images: nothing is loaded from elsewhere. */
export const STYLE = `:root {
  color-scheme: light dark;
  --ground: #f2f5f9; --card: #ffffff; --text: #1b2733; --quiet: #5b6b7b; --line: #dbe3ec;
  --good: #1a7f4b; --bad: #b3382c; --wait: #9a6200; --link: #00598f;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #12171d; --card: #1b222b; --text: #e6ecf2; --quiet: #9aa9b8; --line: #2e3946;
    --good: #5ecb93; --bad: #f08a7e; --wait: #e3b04b; --link: #6bb8ea;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem;
  background: var(--ground); color: var(--text); font: 1rem/1.55 system-ui, sans-serif;
}
main {
  width: 100%; max-width: 34rem; padding: 2.25rem 2.25rem 1.75rem; background: var(--card);
  border: 1px solid var(--line); border-radius: 14px; border-top: 5px solid var(--tone);
}
.good { --tone: var(--good); } .bad { --tone: var(--bad); } .wait { --tone: var(--wait); }
h1 { margin: 0 0 .75rem; font-size: 1.5rem; line-height: 1.25; text-wrap: balance; }
h2 { margin: 1.5rem 0 .25rem; font-size: 1rem; }
p, ul { margin: 0 0 .75rem; } ul { padding-left: 1.25rem; }
strong { overflow-wrap: anywhere; }
a { color: var(--link); }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 3px; border-radius: 3px; }
footer { margin-top: 1.75rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--quiet); font-size: .875rem; }
form { margin: 0; } .actions { display: flex; gap: .75rem; flex-wrap: wrap; margin-top: 1.5rem; }
button {
  padding: .6rem 1.25rem; font: inherit; font-weight: 600; color: var(--text); background: transparent;
  border: 1px solid var(--line); border-radius: 8px; cursor: pointer;
}
button.main { color: var(--card); background: var(--link); border-color: var(--link); }
button:focus-visible { outline: 3px solid var(--link); outline-offset: 3px; }
.client { padding: 1rem 0; border-top: 1px solid var(--line); } .client h2 { margin-top: 0; overflow-wrap: anywhere; }
.quiet { color: var(--quiet); font-size: .875rem; }
code { font: .9em ui-monospace, monospace; overflow-wrap: anywhere; }
`
